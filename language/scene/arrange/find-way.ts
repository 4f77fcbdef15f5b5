/** The cheapest way of one line over the street map: short, few bends, few crossings, and straight into what it leads to. */
import type { Point } from '../laid-out.js';
import { cellOf, cheapestWay, stateOf, type State, type Streets } from '../layout/cheapest-way.js';
import { GRID, simplify } from '../layout/grid.js';
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
  const [first, last] = [cheapest(starts, (port) => leadFrom(map, sheet, port)), cheapest(ends, (port) => leadTo(map, sheet, port, lead))];
  if (last.size === 0) return undefined;
  const states = cheapestWay(streetsOf(map, sheet, [...last.keys()].map((state) => map.point(cellOf(state)))), costs(first), costs(last));
  return states && simplify([first.get(states[0]!)!.at, ...states.map((state) => map.point(cellOf(state))), last.get(states.at(-1)!)!.at]);
}

/** For each state the port that costs least there. */
function cheapest(ports: readonly Port[], leadOf: (port: Port) => number | undefined): Map<State, Port> {
  const found = new Map<State, Port>();
  for (const port of ports) {
    const cell = leadOf(port);
    if (cell === undefined) continue;
    const state = stateOf(cell, port.way);
    if ((found.get(state)?.cost ?? Infinity) > port.cost) {
      found.delete(state);
      found.set(state, port);
    }
  }
  return found;
}

function costs(ports: ReadonlyMap<State, Port>): Map<State, number> {
  return new Map([...ports].map(([state, { cost }]) => [state, cost]));
}

function streetsOf(map: StreetMap, sheet: Uint8Array, targets: readonly Point[]): Streets {
  const target = boxOf(targets);
  return {
    size: map.size,
    next: (cell, way) => {
      const to = map.next(cell, way);
      return to >= 0 && map.isOpen(sheet, to) && map.isFree(cell, way, to) ? to : -1;
    },
    price: (_, came, way, to) => 1 + (way === came ? 0 : BEND) + map.toll(sheet, to, way),
    rest: (cell) => {
      const { x, y } = map.point(cell);
      return (Math.max(0, target.left - x, x - target.right) + Math.max(0, target.top - y, y - target.bottom)) / GRID;
    },
  };
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
