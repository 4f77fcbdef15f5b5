/** The best orthogonal way from one box to another around everything else: short ways, few bends and few crossings are cheap. */
import type { Point, Rectangle } from '../laid-out.js';
import { cellOf, cheapestWay, stateOf, STEPS, wayOf, type State } from './cheapest-way.js';
import { bottom, centre, GRID, right, simplify } from './grid.js';
import { WayField, type Field } from './way-field.js';

/** From any border of one box to any border of the other; sides (clockwise from the top) have a price of their own, so that a caller can wish. */
export function findWay(from: Rectangle, to: Rectangle, field: Field, prices: { from: readonly number[]; to: readonly number[] }): Point[] | undefined {
  const streets = new WayField(field, centre(to));
  if (streets.size > WayField.MOST) return undefined;
  const [starts, goals] = [new Map<State, number>(), new Map<State, number>()];
  for (const { at, way, cost } of exits(from, prices.from)) {
    const cell = streets.at(at);
    if (streets.isFree(cell, way)) starts.set(stateOf(cell, way), cost);
  }
  for (const { at, way, cost } of exits(to, prices.to)) {
    const cell = streets.at(at);
    if (cell >= 0) goals.set(stateOf(cell, (way + 2) % 4), cost);
  }
  const states = cheapestWay(streets, starts, goals);
  return states && simplify(fromBorderToBorder(states, streets, to));
}

/** The points one step outside the borders, the way out of each, and what it costs to be off the middle. */
function exits(box: Rectangle, prices: readonly number[]): { at: Point; way: number; cost: number }[] {
  const found: { at: Point; way: number; cost: number }[] = [];
  for (let y = box.y + GRID; y < bottom(box); y += GRID) {
    const cost = Math.abs(y - box.y - box.height / 2);
    found.push({ at: { x: right(box) + GRID, y }, way: 1, cost: cost + prices[1]! }, { at: { x: box.x - GRID, y }, way: 3, cost: cost + prices[3]! });
  }
  for (let x = box.x + GRID; x < right(box); x += GRID) {
    const cost = Math.abs(x - box.x - box.width / 2) / 2;
    found.push({ at: { x, y: bottom(box) + GRID }, way: 2, cost: cost + prices[2]! }, { at: { x, y: box.y - GRID }, way: 0, cost: cost + prices[0]! });
  }
  return found;
}

function fromBorderToBorder(states: readonly State[], streets: WayField, to: Rectangle): Point[] {
  const points = states.map((state) => streets.point(cellOf(state)));
  const [out, into] = [STEPS[wayOf(states[0]!)]!, STEPS[wayOf(states.at(-1)!)]!];
  const [first, last] = [points[0]!, points.at(-1)!];
  return [
    { x: first.x - out.x * GRID, y: first.y - out.y * GRID }, ...points,
    { x: into.x > 0 ? to.x : into.x < 0 ? right(to) : last.x, y: into.y > 0 ? to.y : into.y < 0 ? bottom(to) : last.y },
  ];
}
