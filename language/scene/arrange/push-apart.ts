/**
 * Sets boxes where they are wanted and pushes the others aside, container by container from the inside out: no box
 * ends up on another, and a container grows with what it holds.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutNode, Point, Rectangle } from '../laid-out.js';
import { bottom, overlap, right, snap, up } from '../layout/grid.js';
import { TITLE_BAND } from '../layout/graph-types.js';
import { Units, outline } from './units.js';
import type { Wishes } from './wishes.js';

const INSET = 16;
/** Two boxes that somebody set may stand as close as this; who gives way keeps more. */
const LEAST_GAP = 16;
const GAP = 32;
/** One above the other there must be room for the text of a line between them. */
const GAP_BELOW = 56;
/** Pictures begin here. */
const MARGIN = 24;
/** So many of the boxes around are tried as neighbours. */
const NEIGHBOURS = 24;

/** Moves and resizes the nodes of the units. */
export function pushApart(units: Units, wishes: Wishes): void {
  settle(units, undefined, wishes);
}

/** True where something in the container moved, or it was resized. */
function settle(units: Units, container: LaidOutNode | undefined, wishes: Wishes): boolean {
  const children = units.children(container?.id);
  let touched = false;
  for (const child of children) {
    if (!units.isRigid(child) && units.children(child.id).length > 0 && settle(units, child, wishes)) touched = true;
  }
  if (!touched && !children.some((child) => wishes.has(child.id))) return false;
  const corner: Point = container ? { x: container.x, y: container.y } : { x: 0, y: 0 };
  const least = container ? { x: corner.x + INSET, y: corner.y + TITLE_BAND + 8 } : { x: MARGIN, y: MARGIN };
  const placed: Rectangle[] = [];
  for (const child of inTurn(children, wishes)) {
    const wish = wishes.get(child.id);
    const rise = child.y - outline(child).y;
    const wanted = wish ? { x: corner.x + snap(wish.x), y: corner.y + snap(wish.y) } : { x: child.x, y: child.y };
    const box = { ...outline(child), x: Math.max(least.x, wanted.x), y: Math.max(least.y, wanted.y - rise) };
    const at = freePlace(box, placed, least, wish === undefined);
    units.shift(child, at.x - child.x, at.y + rise - child.y);
    placed.push(outline(child));
  }
  if (container) grow(container, children);
  return true;
}

/** What is wanted somewhere first, in the order of the wishes; the rest as it is read. */
function inTurn(children: readonly LaidOutNode[], wishes: Wishes): LaidOutNode[] {
  const order = new Map([...wishes.keys()].map((id, index): [Id, number] => [id, index]));
  const rank = (node: LaidOutNode): number => order.get(node.id) ?? Infinity;
  return [...children].sort((a, b) => (rank(a) === rank(b) ? a.y - b.y || a.x - b.x : rank(a) - rank(b)));
}

/** The place itself, else the nearest free one beside, above or below what stands there. */
function freePlace(box: Rectangle, placed: readonly Rectangle[], least: Point, givesWay: boolean): Point {
  const free = (at: Rectangle, gap: number): boolean => placed.every((other) => !overlap(at, other, gap));
  if (free(box, LEAST_GAP)) return box;
  const near = [...placed].sort((a, b) => distance(a, box) - distance(b, box)).slice(0, NEIGHBOURS);
  const [gap, below] = givesWay ? [GAP, GAP_BELOW] : [LEAST_GAP, LEAST_GAP];
  const xs = [box.x, ...near.flatMap((other) => [other.x - gap - box.width, right(other) + gap])].map(snap).filter((x) => x >= least.x);
  const ys = [box.y, ...near.flatMap((other) => [other.y - below - box.height, bottom(other) + below])].map(snap).filter((y) => y >= least.y);
  let best: { at: Point; cost: number } | undefined;
  for (const x of new Set(xs)) {
    for (const y of new Set(ys)) {
      const cost = Math.abs(x - box.x) + Math.abs(y - box.y);
      if ((best && cost >= best.cost) || !free({ ...box, x, y }, LEAST_GAP)) continue;
      best = { at: { x, y }, cost };
    }
  }
  // Below everything there is always room.
  return best?.at ?? { x: box.x, y: Math.max(...placed.map(bottom)) + GAP };
}

function distance(a: Rectangle, b: Rectangle): number {
  return Math.max(0, a.x - right(b), b.x - right(a)) + Math.max(0, a.y - bottom(b), b.y - bottom(a));
}

function grow(container: LaidOutNode, children: readonly LaidOutNode[]): void {
  container.width = Math.max(container.width, up(Math.max(...children.map(right)) + INSET - container.x, 16));
  container.height = Math.max(container.height, up(Math.max(...children.map(bottom)) + INSET - container.y));
}
