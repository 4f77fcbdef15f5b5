/**
 * What a view wants on one line, or side by side: a row where requests run down or up, a column where they run across.
 * Whatever stands too near to the outside moves to the one that stands furthest in; a box in a place moves with it.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutNode, Point } from '../laid-out.js';
import { isHorizontal } from '../layout/graph-types.js';
import { snap } from '../layout/grid.js';
import type { Direction, Scene } from '../scene.js';
import type { Units } from './units.js';

const GAP = 32;
/** Further apart than this two boxes are no neighbours, in pixels. */
const NEIGHBOURS = 96;

/** Where the units must stand for it; nothing where they do already. */
export function rankWishes(units: Units, ranks: Scene['ranks'], direction: Direction): Map<Id, Point> {
  const axes = isHorizontal(direction) ? ACROSS : DOWN;
  const wishes = new Map<Id, Point>();
  for (const { ids, adjacent } of ranks) rank(units, ids.flatMap((id) => units.byId.get(id) ?? []), adjacent, axes, wishes);
  return wishes;
}

/** `along` the way of requests, `beside` it. */
interface Axes { along: 'x' | 'y'; length: 'width' | 'height'; beside: 'x' | 'y'; breadth: 'width' | 'height' }
const DOWN: Axes = { along: 'y', length: 'height', beside: 'x', breadth: 'width' };
const ACROSS: Axes = { along: 'x', length: 'width', beside: 'y', breadth: 'height' };

function rank(units: Units, nodes: readonly LaidOutNode[], adjacent: boolean, axes: Axes, wishes: Map<Id, Point>): void {
  const middle = (node: LaidOutNode): number => node[axes.along] + node[axes.length] / 2;
  const [reference, ...others] = [...nodes].sort((a, b) => middle(b) - middle(a));
  if (!reference) return;
  const moves = others.flatMap((node) => {
    const met = meeting(units, reference.id, node.id);
    return met ? [{ ...met, by: snap(middle(reference) - middle(node)) }] : [];
  });
  const inRow: LaidOutNode[] = [];
  for (const { a, b, by } of moves) {
    if (inRow.length === 0) inRow.push(a);
    const beside = besideOf(a, b, inRow, adjacent, by, axes);
    inRow.push(b);
    if (by === 0 && beside === b[axes.beside]) continue;
    for (const [unit, at] of [[a, { x: a.x, y: a.y }], [b, { [axes.along]: b[axes.along] + by, [axes.beside]: beside }]] as const) {
      const corner = unit.parent === undefined ? { x: 0, y: 0 } : units.byId.get(unit.parent)!;
      if (!wishes.has(unit.id)) wishes.set(unit.id, { x: (at as Point).x - corner.x, y: (at as Point).y - corner.y });
    }
  }
}

/** Where a unit stands beside the way of requests: where it is, unless something of its row is there, or it shall be a neighbour. */
function besideOf(a: LaidOutNode, b: LaidOutNode, inRow: readonly LaidOutNode[], adjacent: boolean, by: number, axes: Axes): number {
  const end = (node: LaidOutNode): number => node[axes.beside] + node[axes.breadth];
  const room = (node: LaidOutNode): number => Math.max(node[axes.beside] - end(b), b[axes.beside] - end(node));
  if (adjacent ? by === 0 && room(a) >= 0 && room(a) <= NEIGHBOURS : inRow.every((node) => room(node) >= GAP / 2)) return b[axes.beside];
  const last = adjacent ? a : inRow.reduce((far, node) => (end(node) > end(far) ? node : far));
  return snap(end(last) + GAP);
}

/** The two siblings that hold the boxes; undefined where one holds the other, or both stand in one row anyway. */
function meeting(units: Units, a: Id, b: Id): { a: LaidOutNode; b: LaidOutNode } | undefined {
  const around = new Map<Id | undefined, LaidOutNode>([...outwards(units, a)].map((node) => [node.parent, node]));
  for (const node of outwards(units, b)) {
    const sibling = around.get(node.parent);
    if (sibling) return sibling === node ? undefined : { a: sibling, b: node };
  }
  return undefined;
}

function* outwards(units: Units, id: Id): Generator<LaidOutNode> {
  const unit = units.unitOf(id);
  if (unit) yield* units.outwards(unit.id);
}

