/** The cheapest way of one line over the street map: short, few bends, few crossings (A*, Hart, Nilsson and Raphael 1968). */
import type { Point } from '../laid-out.js';
import { GRID, simplify } from '../layout/grid.js';
import { Heap } from './heap.js';
import type { StreetMap } from './street-map.js';

/** A point of a border where a line may begin or end. */
export interface Port {
  at: Point;
  /** The way of the line there: away from the border where it begins, towards it where it ends. */
  way: number;
  cost: number;
}

const BEND = 5;
/** Straight stretches at the two ends, in steps: an arrow head needs the longer one. */
const OUT = 1;
const IN = 2;

export function findWay(map: StreetMap, sheet: Uint8Array, starts: readonly Port[], ends: readonly Port[]): Point[] | undefined {
  return search(map, sheet, starts, ends, IN) ?? search(map, sheet, starts, ends, 1);
}

function search(map: StreetMap, sheet: Uint8Array, starts: readonly Port[], ends: readonly Port[], lead: number): Point[] | undefined {
  const goals = new Map<number, Port>();
  for (const port of ends) {
    const cell = leadTo(map, sheet, port, lead);
    if (cell !== undefined && (goals.get(cell * 4 + port.way)?.cost ?? Infinity) > port.cost) goals.set(cell * 4 + port.way, port);
  }
  if (goals.size === 0) return undefined;
  const target = boxOf([...goals.keys()].map((state) => map.point(state >> 2)));
  const rest = (cell: number): number => {
    const { x, y } = map.point(cell);
    return (Math.max(0, target.left - x, x - target.right) + Math.max(0, target.top - y, y - target.bottom)) / GRID;
  };
  const cost = new Float64Array(map.size * 4).fill(Infinity);
  const from = new Int32Array(map.size * 4).fill(-1);
  const origin = new Map<number, Port>();
  const heap = new Heap();
  for (const port of starts) {
    const cell = leadFrom(map, sheet, port);
    if (cell === undefined) continue;
    const state = cell * 4 + port.way;
    if (port.cost >= cost[state]!) continue;
    cost[state] = port.cost;
    origin.set(state, port);
    heap.push(state, port.cost + rest(cell));
  }
  let best: { state: number; cost: number } | undefined;
  const done = new Uint8Array(map.size * 4);
  while (heap.size > 0) {
    const state = heap.pop();
    if (done[state]) continue;
    done[state] = 1;
    const [cell, way] = [state >> 2, state & 3];
    if (best && cost[state]! + rest(cell) >= best.cost) break;
    const goal = goals.get(state);
    if (goal && cost[state]! + goal.cost < (best?.cost ?? Infinity)) best = { state, cost: cost[state]! + goal.cost };
    for (const turn of [0, 1, 3]) {
      const next = (way + turn) % 4;
      const to = map.next(cell, next);
      if (to < 0 || !map.isOpen(sheet, to) || !map.isFree(cell, next, to)) continue;
      const reached = to * 4 + next;
      const price = cost[state]! + 1 + (turn === 0 ? 0 : BEND) + map.toll(sheet, to, next);
      if (price >= cost[reached]!) continue;
      cost[reached] = price;
      from[reached] = state;
      origin.delete(reached);
      heap.push(reached, price + rest(to));
    }
  }
  return best && pathTo(map, best.state, from, origin, goals.get(best.state)!);
}

function pathTo(map: StreetMap, last: number, from: Int32Array, origin: ReadonlyMap<number, Port>, goal: Port): Point[] {
  const points: Point[] = [goal.at];
  let state = last;
  for (;;) {
    points.push(map.point(state >> 2));
    const start = origin.get(state);
    if (start) {
      points.push(start.at);
      break;
    }
    state = from[state]!;
  }
  return simplify(points.reverse());
}

/** The crossing just outside a port where a line begins; undefined where it cannot. */
function leadFrom(map: StreetMap, sheet: Uint8Array, { at, way }: Port): number | undefined {
  let cell = map.at(at);
  for (let step = 0; step < OUT; step += 1) {
    const next = cell < 0 ? -1 : map.next(cell, way);
    if (next < 0 || !map.isOpen(sheet, next) || !map.isFree(cell, way, next)) return undefined;
    cell = next;
  }
  return cell;
}

/** The crossing before a port from which the line runs straight into it. */
function leadTo(map: StreetMap, sheet: Uint8Array, { at, way }: Port, lead: number): number | undefined {
  let cell = map.at(at);
  for (let step = 0; step < lead; step += 1) {
    const before = cell < 0 ? -1 : map.next(cell, (way + 2) % 4);
    if (before < 0 || !map.isOpen(sheet, before) || !map.isFree(before, way, cell)) return undefined;
    cell = before;
  }
  return cell;
}

function boxOf(points: readonly Point[]): { left: number; right: number; top: number; bottom: number } {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
