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

/**
 * The ways of one kind through a wall, between two of its sides: where lines come in and where they go out, and the
 * stretch of the wall that they take from it. `upright` from the upper side to the lower, `level` from the left to the
 * right, `bent` round a corner.
 */
export interface Passage { kind: 'flow' | 'link'; run: 'upright' | 'level' | 'bent'; ways: { in: Point; out: Point }[]; at: Rectangle }

type Side = 'top' | 'bottom' | 'left' | 'right';

interface Touch { point: Point; side: Side; edge: LaidOutEdge }

/** Sides in the order in which ways are drawn. */
const SIDES: readonly Side[] = ['top', 'left', 'right', 'bottom'];

export function passagesOf(node: LaidOutNode, edges: readonly LaidOutEdge[]): Passage[] {
  const touches: Record<'flow' | 'link', Touch[]> = { flow: [], link: [] };
  const touch = (edge: LaidOutEdge, point: Point | undefined): void => {
    const side = point && sideOf(node, point);
    if (point && side) touches[edge.form === 'link' || edge.form === 'attachment' ? 'link' : 'flow'].push({ point, side, edge });
  };
  for (const edge of edges) {
    if (edge.from === node.id) touch(edge, edge.points[0]);
    if (edge.to === node.id) touch(edge, edge.points.at(-1));
  }
  return (['flow', 'link'] as const).flatMap((kind): Passage[] => {
    const through = pairs(touches[kind], kind, node.id);
    const straight = (['upright', 'level'] as const).flatMap((run): Passage[] => {
      const ways = through.filter((way) => runOf(way) === run).map(({ a, b }) => ({ in: a.point, out: b.point }));
      return ways.length > 0 ? [{ kind, run, ways, at: extentOf(ways.flatMap((way) => [way.in, way.out]).map((point) => ({ ...point, width: 0, height: 0 }))) }] : [];
    });
    // A cable that ends at a side, as a tunnel does, goes on through what is open already.
    const bent = straight.length > 0 && kind === 'link' ? [] : through.filter((way) => runOf(way) === 'bent').map(({ a, b }): Passage =>
      ({ kind, run: 'bent', ways: [{ in: a.point, out: b.point }], at: extentOf([a, b].map(({ point }) => ({ ...point, width: 0, height: 0 }))) }));
    return [...straight, ...bent];
  });
}

function sideOf(node: Rectangle, { x, y }: Point): Side | undefined {
  if (x >= node.x && x <= right(node) && (y === node.y || y === bottom(node))) return y === node.y ? 'top' : 'bottom';
  if (y > node.y && y < bottom(node) && (x === node.x || x === right(node))) return x === node.x ? 'left' : 'right';
  return undefined;
}

/** What comes in at one side and goes out at another. */
function pairs(touches: readonly Touch[], kind: 'flow' | 'link', wall: string): { a: Touch; b: Touch }[] {
  return touches.flatMap((a) => touches.filter((b) => SIDES.indexOf(a.side) < SIDES.indexOf(b.side) && (kind === 'link' || goesOn(a.edge, b.edge, wall))).map((b) => ({ a, b })));
}

function runOf({ a, b }: { a: Touch; b: Touch }): Passage['run'] {
  return a.side === 'top' && b.side === 'bottom' ? 'upright' : a.side === 'left' && b.side === 'right' ? 'level' : 'bent';
}

/** A flow that comes to the wall goes on behind it. */
function goesOn(a: LaidOutEdge, b: LaidOutEdge, wall: string): boolean {
  return (a.to === wall) !== (b.to === wall) && a.parts.some((part) => b.parts.some((other) => other.id === part.id));
}
