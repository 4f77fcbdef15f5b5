/**
 * The internet reaches across the picture, and a filter across the place that it guards, as far as nothing else
 * stands there: so one sees what passes through the wall and what goes around it.
 */
import type { LaidOutNode, Point, Rectangle } from '../laid-out.js';
import type { Direction } from '../scene.js';
import { bottom, centre, moveLabel, moveText, right, segmentBox } from './grid.js';
import type { Placed } from './place.js';

const INSET = 16;
const CLEAR = 16;

export function stretchBands(placed: Placed, direction: Direction): void {
  if (direction === 'right' || direction === 'left') return;
  const extent = extentOf(placed.nodes);
  const byId = new Map(placed.nodes.map((node) => [node.id, node]));
  for (const node of placed.nodes) {
    if (node.form !== 'internet' && node.form !== 'wall') continue;
    const parent = node.parent === undefined ? undefined : byId.get(node.parent);
    if (parent?.form === 'frame') continue;
    const room = parent ? { low: parent.x + INSET, high: right(parent) - INSET } : { low: extent.x, high: right(extent) };
    stretch(node, room, obstacles(placed, node));
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

function stretch(node: LaidOutNode, room: { low: number; high: number }, beside: readonly Rectangle[]): void {
  const low = Math.max(room.low, ...beside.filter((box) => right(box) <= node.x).map((box) => right(box) + CLEAR));
  const high = Math.min(room.high, ...beside.filter((box) => box.x >= right(node)).map((box) => box.x - CLEAR));
  const middle = centre(node).x;
  const end = right(node);
  node.x = Math.min(node.x, low);
  node.width = Math.max(end, high) - node.x;
  if (node.texts.length > 0 && node.form === 'internet') shiftTexts(node, centre(node).x - middle);
}

export function shiftTexts(node: LaidOutNode, dx: number): void {
  const by = Math.round(dx);
  node.texts = node.texts.map((text) => moveText(text, by, 0));
  node.marks = node.marks.map((mark) => moveLabel(mark, by, 0));
  if (node.iconAt) node.iconAt = { ...node.iconAt, x: node.iconAt.x + by };
}

/** Where lines meet the wall: its gates, from left to right. */
export function gatesOf(node: LaidOutNode, placed: Placed): number[] {
  const at = new Set<number>();
  const touch = (point: Point | undefined): void => {
    if (point && point.x > node.x && point.x < right(node) && (point.y === node.y || point.y === bottom(node))) at.add(point.x);
  };
  for (const edge of placed.edges) {
    if (edge.from === node.id) touch(edge.points[0]);
    if (edge.to === node.id) touch(edge.points.at(-1));
  }
  return [...at].sort((a, b) => a - b);
}
