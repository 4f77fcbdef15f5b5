/** Walking lines by keyboard: around a box from line to line, and along a line to the boxes at its ends. */
import type { Id } from '#language/model/model.js';
import type { LaidOutEdge, LaidOutScene, Point, Rectangle } from '#language/scene/laid-out.js';
import { centre } from './lines.js';
import { VECTORS, type Direction } from './navigate.js';

/** The lines of a box clockwise from its top left corner, by where they meet it. */
export function linesAround(scene: LaidOutScene, box: Id): LaidOutEdge[] {
  const node = scene.nodes.find(({ id }) => id === box);
  if (!node) return [];
  const here = centre(node);
  const turn = (edge: LaidOutEdge): number => {
    const at = edge.from === box ? edge.points[0] : edge.points.at(-1);
    // As far around as in a square: corners are at odd eighths, whatever the box's shape.
    return at ? (Math.atan2((at.y - here.y) / node.height, (at.x - here.x) / node.width) / Math.PI + 2.75) % 2 : 0;
  };
  return scene.edges.filter((edge) => edge.from === box || edge.to === box)
    .map((edge) => ({ edge, turn: turn(edge) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ edge }) => edge);
}

/** The line after this one around the box, or before it; the first or last where none has the focus. */
export function lineAfter(scene: LaidOutScene, box: Id, line: string | undefined, by: 1 | -1): LaidOutEdge | undefined {
  const lines = linesAround(scene, box);
  const at = lines.findIndex(({ id }) => id === line);
  return lines.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % lines.length);
}

/** The box at that end of a line to which the arrow key points; undefined where it points to neither. */
export function endTowards(scene: LaidOutScene, { from, to }: LaidOutEdge, direction: Direction): Id | undefined {
  const [a, b] = [from, to].map((id) => scene.nodes.find((node) => node.id === id));
  if (!a || !b) return undefined;
  const [start, end] = [centre(a), centre(b)];
  const ahead = (end.x - start.x) * VECTORS[direction].x + (end.y - start.y) * VECTORS[direction].y;
  return Math.abs(ahead) < 0.5 ? undefined : ahead > 0 ? to : from;
}

/** What must be seen of a line: its text, else its middle. */
export function heartOf({ labelAt, points }: LaidOutEdge): Rectangle {
  if (labelAt) return labelAt;
  const at: Point = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  const before = points[Math.floor(points.length / 2) - 1] ?? at;
  return { x: (at.x + before.x) / 2 - 8, y: (at.y + before.y) / 2 - 8, width: 16, height: 16 };
}
