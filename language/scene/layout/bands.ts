/**
 * Tiers: a place that stands alone in its row becomes as wide as what contains it. The internet reaches across the picture, and a filter across the place that it guards, as far as nothing else
 * stands there: so one sees what passes through the wall and what goes around it.
 */
import type { LaidOutEdge, LaidOutNode, Point, Rectangle } from '../laid-out.js';
import type { Direction } from '../scene.js';
import { bottom, moveLabel, moveText, right, segmentBox } from './grid.js';
import type { Placed } from './graph-types.js';

const INSET = 16;
const CLEAR = 16;

/** @param toTheRight nothing begins elsewhere than it does. */
export function stretchBands(placed: Placed, direction: Direction, toTheRight = false): void {
  if (direction === 'right' || direction === 'left') return;
  const extent = extentOf(placed.nodes);
  const parents = new Set(placed.nodes.map((node) => node.parent));
  const byId = new Map(placed.nodes.map((node) => [node.id, node]));
  for (const node of placed.nodes) {
    if (node.form !== 'internet' && node.form !== 'wall' && node.form !== 'place') continue;
    const parent = node.parent === undefined ? undefined : byId.get(node.parent);
    if (parent?.form === 'frame') continue;
    const room = parent ? { low: parent.x + INSET, high: right(parent) - INSET } : { low: extent.x, high: right(extent) };
    if (toTheRight && node.form !== 'place') room.low = node.x;
    if (toTheRight && node.x !== room.low) continue;
    stretch(node, room, obstacles(placed, node), parents.has(node.id));
  }
}

export function extentOf(boxes: readonly Rectangle[]): Rectangle {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map(right)) - x, height: Math.max(...boxes.map(bottom)) - y };
}

/** Everything beside the node in its stretch of y, its own content and containers left out. */
function obstacles(placed: Placed, node: LaidOutNode): Rectangle[] {
  const parents = new Map(placed.nodes.map((each) => [each.id, each.parent]));
  const inside = (inner: string | undefined, outer: string): boolean => inner !== undefined && (inner === outer || inside(parents.get(inner), outer));
  const boxes: Rectangle[] = placed.nodes.filter((each) => !inside(each.id, node.id) && !inside(node.id, each.id));
  for (const edge of placed.edges) {
    if (edge.labelAt) boxes.push(edge.labelAt);
    boxes.push(...edge.tagsAt);
    for (let index = 1; index < edge.points.length; index += 1) boxes.push(segmentBox(edge.points[index - 1]!, edge.points[index]!));
  }
  return boxes.filter((box) => box.y < bottom(node) + CLEAR / 2 && bottom(box) > node.y - CLEAR / 2 && (right(box) <= node.x || box.x >= right(node)));
}

function stretch(node: LaidOutNode, room: { low: number; high: number }, beside: readonly Rectangle[], open: boolean): void {
  const low = Math.max(room.low, ...beside.filter((box) => right(box) <= node.x).map((box) => right(box) + CLEAR));
  const high = Math.min(room.high, ...beside.filter((box) => box.x >= right(node)).map((box) => box.x - CLEAR));
  // A place is widened to a whole tier or not at all: half a tier would look like a mistake.
  if (node.form === 'place' && (!open || low !== room.low || high !== room.high)) return;
  const end = right(node);
  node.x = Math.min(node.x, low);
  node.width = Math.max(end, high) - node.x;
  if (node.iconAt && node.form === 'internet') shiftTexts(node, node.x + INSET - node.iconAt.x);
}

export function shiftTexts(node: LaidOutNode, dx: number): void {
  const by = Math.round(dx);
  node.texts = node.texts.map((text) => moveText(text, by, 0));
  node.marks = node.marks.map((mark) => moveLabel(mark, by, 0));
  if (node.iconAt) node.iconAt = { ...node.iconAt, x: node.iconAt.x + by };
}

/** The ways of one kind through a wall: where lines come in from above and go out below. */
export interface Passage { kind: 'flow' | 'link'; ways: { above: number; below: number }[]; low: number; high: number }

interface Touch { x: number; edge: LaidOutEdge }

export function passagesOf(node: LaidOutNode, edges: readonly LaidOutEdge[]): Passage[] {
  const kinds = { flow: { above: [] as Touch[], below: [] as Touch[] }, link: { above: [] as Touch[], below: [] as Touch[] } };
  const touch = (edge: LaidOutEdge, point: Point | undefined): void => {
    if (!point || point.x < node.x || point.x > right(node) || (point.y !== node.y && point.y !== bottom(node))) return;
    const kind = edge.form === 'link' || edge.form === 'attachment' ? 'link' : 'flow';
    kinds[kind][point.y === node.y ? 'above' : 'below'].push({ x: point.x, edge });
  };
  for (const edge of edges) {
    if (edge.from === node.id) touch(edge, edge.points[0]);
    if (edge.to === node.id) touch(edge, edge.points.at(-1));
  }
  return (['flow', 'link'] as const).flatMap((kind): Passage[] => {
    const { above, below } = kinds[kind];
    const ways = above.flatMap((one) => below.filter((other) => kind === 'link' || goesOn(one.edge, other.edge, node.id)).map((other) => ({ above: one.x, below: other.x })));
    const all = ways.flatMap((way) => [way.above, way.below]);
    return ways.length > 0 ? [{ kind, ways, low: Math.min(...all), high: Math.max(...all) }] : [];
  });
}

/** A flow that comes to the wall goes on behind it. */
function goesOn(a: LaidOutEdge, b: LaidOutEdge, wall: string): boolean {
  return (a.to === wall) !== (b.to === wall) && a.parts.some((part) => b.parts.some((other) => other.id === part.id));
}
