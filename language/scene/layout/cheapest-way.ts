/**
 * The cheapest way over the crossings of a grid: A* (Hart, Nilsson and Raphael 1968) over crossings and directions,
 * since what a step costs depends on whether the line bends before it. Who asks says what is open and what it costs;
 * of ways that cost the same, the one that was met first is taken, so that the same picture comes out.
 */
import { Heap } from './heap.js';

/** Ways of one step, clockwise from up. */
export const STEPS: readonly { x: number; y: number }[] = [{ x: 0, y: -1 }, { x: 1, y: 0 }, { x: 0, y: 1 }, { x: -1, y: 0 }];

/** A crossing, and the way in which a line comes to it. */
export type State = number;

export function stateOf(cell: number, way: number): State {
  return cell * 4 + way;
}

export function cellOf(state: State): number {
  return state >> 2;
}

export function wayOf(state: State): number {
  return state & 3;
}

export interface Streets {
  /** How many crossings there are. */
  readonly size: number;
  /** The crossing one step further; -1 where there is none, or none that may be entered so. */
  next(cell: number, way: number): number;
  /** What a step costs, beyond nought; infinite where a line that came `came` may not go on `way`. */
  price(cell: number, came: number, way: number, to: number): number;
  /** At least what the rest of the way costs from here. */
  rest(cell: number): number;
}

/** Straight on, to the right, to the left. */
const TURNS = [0, 1, 3];

/**
 * @param starts what it costs to begin in a state, @param goals what it costs to end in one.
 * @returns the states of the way from a start to a goal, or undefined where none leads there.
 */
export function cheapestWay(streets: Streets, starts: ReadonlyMap<State, number>, goals: ReadonlyMap<State, number>): State[] | undefined {
  if (goals.size === 0) return undefined;
  const cost = new Float64Array(streets.size * 4).fill(Infinity);
  const from = new Int32Array(streets.size * 4).fill(-1);
  const done = new Uint8Array(streets.size * 4);
  const heap = new Heap();
  for (const [state, price] of starts) {
    cost[state] = price;
    heap.push(state, price + streets.rest(cellOf(state)));
  }
  let best: { state: State; cost: number } | undefined;
  while (heap.size > 0) {
    const state = heap.pop();
    if (done[state]) continue;
    done[state] = 1;
    const [cell, came] = [cellOf(state), wayOf(state)];
    if (best && cost[state]! + streets.rest(cell) >= best.cost) break;
    const ending = cost[state]! + (goals.get(state) ?? Infinity);
    if (ending < (best?.cost ?? Infinity)) best = { state, cost: ending };
    for (const turn of TURNS) {
      const way = (came + turn) % 4;
      const to = streets.next(cell, way);
      if (to < 0) continue;
      const reached = stateOf(to, way);
      const price = cost[state]! + streets.price(cell, came, way, to);
      if (done[reached] || price >= cost[reached]!) continue;
      cost[reached] = price;
      from[reached] = state;
      heap.push(reached, price + streets.rest(to));
    }
  }
  return best && wayTo(best.state, from);
}

function wayTo(last: State, from: Int32Array): State[] {
  const states: State[] = [];
  for (let state = last; state >= 0; state = from[state]!) states.push(state);
  return states.reverse();
}
