/**
 * The best orthogonal way from one box to another around everything else, on the grid of 8 px: A* over points and
 * directions. Short ways, few bends and few crossings are cheap; no way runs through a box, along a line or a border,
 * or bends on one.
 */
import type { Point, Rectangle } from '../laid-out.js';
import { bottom, GRID, overlap, right, simplify, up } from './grid.js';

export interface Field {
  /** Where the way may run. */
  bounds: Rectangle;
  /** What it must not touch, the two ends among them. */
  boxes: readonly Rectangle[];
  /** Axis-parallel pieces, borders of open containers among them: they may be crossed, at a price for `dear` ones, and nothing else. */
  lines: readonly { a: Point; b: Point; dear: boolean }[];
}

const BEND = 24;
const CROSSING = 60;
/** Beyond so many points the search is given up. */
const MOST_POINTS = 60_000;
const STEPS: readonly Point[] = [{ x: GRID, y: 0 }, { x: 0, y: GRID }, { x: -GRID, y: 0 }, { x: 0, y: -GRID }];
const CLEAR = 4;

interface State { index: number; direction: number; cost: number; rest: number; before: State | undefined }

/** From any border of one box to any border of the other; sides have a price of their own, so that a caller can wish. */
export function findWay(from: Rectangle, to: Rectangle, field: Field, prices: { from: readonly number[]; to: readonly number[] }): Point[] | undefined {
  const grid = new Grid(field);
  if (grid.size > MOST_POINTS) return undefined;
  const goals = new Map<string, number>();
  for (const { at, direction, cost } of exits(to, prices.to)) goals.set(`${grid.indexOf(at)} ${(direction + 2) % 4}`, cost);
  const closed = new Set<number>();
  const queue = new Queue();
  const target = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  for (const { at, direction, cost } of exits(from, prices.from)) {
    const index = grid.indexOf(at);
    if (index >= 0 && grid.isFree(index, direction)) queue.push({ index, direction, cost, rest: grid.away(index, target), before: undefined });
  }
  for (let state = queue.pop(); state; state = queue.pop()) {
    if (state.rest < 0) return simplify(unwind(state.before!, grid, to));
    const key = state.index * 4 + state.direction;
    if (closed.has(key)) continue;
    closed.add(key);
    const arrival = goals.get(`${state.index} ${state.direction}`);
    if (arrival !== undefined) queue.push({ ...state, cost: state.cost + arrival, rest: -1, before: state });
    for (let direction = 0; direction < 4; direction += 1) {
      if (direction === (state.direction + 2) % 4 || (direction !== state.direction && grid.isTaken(state.index))) continue;
      const next = grid.step(state.index, direction);
      if (next === undefined) continue;
      const cost = state.cost + GRID + (direction === state.direction ? 0 : BEND) + (grid.isDear(next) ? CROSSING : 0);
      if (!closed.has(next * 4 + direction)) queue.push({ index: next, direction, cost, rest: grid.away(next, target), before: state });
    }
  }
  return undefined;
}

/** The points one step outside the borders, the way out of each, and what it costs to be off the middle. */
function exits(box: Rectangle, prices: readonly number[]): { at: Point; direction: number; cost: number }[] {
  const found: { at: Point; direction: number; cost: number }[] = [];
  for (let y = box.y + GRID; y < bottom(box); y += GRID) {
    const cost = Math.abs(y - box.y - box.height / 2);
    found.push({ at: { x: right(box) + GRID, y }, direction: 0, cost: cost + prices[0]! }, { at: { x: box.x - GRID, y }, direction: 2, cost: cost + prices[2]! });
  }
  for (let x = box.x + GRID; x < right(box); x += GRID) {
    const cost = Math.abs(x - box.x - box.width / 2) / 2;
    found.push({ at: { x, y: bottom(box) + GRID }, direction: 1, cost: cost + prices[1]! }, { at: { x, y: box.y - GRID }, direction: 3, cost: cost + prices[3]! });
  }
  return found;
}

function unwind(end: State, grid: Grid, to: Rectangle): Point[] {
  const points: Point[] = [];
  let first = end;
  for (let state: State | undefined = end; state; state = state.before) {
    points.unshift(grid.pointAt(state.index));
    first = state;
  }
  const step = STEPS[first.direction]!;
  points.unshift({ x: points[0]!.x - step.x, y: points[0]!.y - step.y });
  const last = STEPS[end.direction]!;
  const tip = points.at(-1)!;
  points.push({ x: last.x > 0 ? to.x : last.x < 0 ? right(to) : tip.x, y: last.y > 0 ? to.y : last.y < 0 ? bottom(to) : tip.y });
  return points;
}

const BLOCKED = 1;
const ACROSS = 2;
const ALONG = 4;
const DEAR = 8;

class Grid {
  readonly size: number;
  readonly #x: number;
  readonly #y: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #marks: Uint8Array;

  constructor({ bounds, boxes, lines }: Field) {
    this.#x = up(bounds.x);
    this.#y = up(bounds.y);
    this.#columns = Math.max(1, Math.floor((right(bounds) - this.#x) / GRID) + 1);
    this.#rows = Math.max(1, Math.floor((bottom(bounds) - this.#y) / GRID) + 1);
    this.size = this.#columns * this.#rows;
    this.#marks = new Uint8Array(this.size > MOST_POINTS ? 0 : this.size);
    if (this.#marks.length === 0) return;
    for (const box of boxes) this.#mark({ x: box.x - CLEAR, y: box.y - CLEAR, width: box.width + 2 * CLEAR, height: box.height + 2 * CLEAR }, BLOCKED);
    for (const { a, b, dear } of lines) {
      const box = { x: Math.min(a.x, b.x) - CLEAR, y: Math.min(a.y, b.y) - CLEAR, width: Math.abs(a.x - b.x) + 2 * CLEAR, height: Math.abs(a.y - b.y) + 2 * CLEAR };
      this.#mark(box, (a.y === b.y ? ACROSS : ALONG) | (dear ? DEAR : 0));
    }
  }

  #mark(box: Rectangle, mark: number): void {
    if (!overlap(box, { x: this.#x, y: this.#y, width: this.#columns * GRID, height: this.#rows * GRID })) return;
    const [firstColumn, lastColumn] = this.#span(box.x - this.#x, right(box) - this.#x, this.#columns);
    const [firstRow, lastRow] = this.#span(box.y - this.#y, bottom(box) - this.#y, this.#rows);
    for (let row = firstRow; row <= lastRow; row += 1) for (let column = firstColumn; column <= lastColumn; column += 1) this.#marks[row * this.#columns + column]! |= mark;
  }

  /** Grid lines strictly between two coordinates. */
  #span(low: number, high: number, count: number): [number, number] {
    return [Math.max(0, Math.floor(low / GRID) + 1), Math.min(count - 1, Math.ceil(high / GRID) - 1)];
  }

  indexOf({ x, y }: Point): number {
    const [column, row] = [(x - this.#x) / GRID, (y - this.#y) / GRID];
    return column < 0 || row < 0 || column >= this.#columns || row >= this.#rows || !Number.isInteger(column) || !Number.isInteger(row) ? -1 : row * this.#columns + column;
  }

  pointAt(index: number): Point {
    return { x: this.#x + (index % this.#columns) * GRID, y: this.#y + Math.floor(index / this.#columns) * GRID };
  }

  step(index: number, direction: number): number | undefined {
    const column = (index % this.#columns) + STEPS[direction]!.x / GRID;
    const row = Math.floor(index / this.#columns) + STEPS[direction]!.y / GRID;
    if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return undefined;
    const next = row * this.#columns + column;
    return this.isFree(next, direction) ? next : undefined;
  }

  /** Neither in a box nor along a line. */
  isFree(index: number, direction: number): boolean {
    return (this.#marks[index]! & (BLOCKED | (direction % 2 === 0 ? ACROSS : ALONG))) === 0;
  }

  /** On a line: a way may cross here, not bend. */
  isTaken(index: number): boolean {
    return (this.#marks[index]! & (ACROSS | ALONG)) !== 0;
  }

  isDear(index: number): boolean {
    return (this.#marks[index]! & DEAR) !== 0;
  }

  away(index: number, { x, y }: Point): number {
    const at = this.pointAt(index);
    return Math.max(0, Math.abs(at.x - x) + Math.abs(at.y - y) - 400);
  }
}

/** A binary heap by cost and distance to go; ties keep the order of arrival, so that the same picture comes out. */
class Queue {
  readonly #heap: { state: State; key: number; order: number }[] = [];
  #arrived = 0;

  push(state: State): void {
    const entry = { state, key: state.cost + Math.max(0, state.rest), order: this.#arrived++ };
    this.#heap.push(entry);
    let at = this.#heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(entry, this.#heap[parent]!)) break;
      this.#heap[at] = this.#heap[parent]!;
      at = parent;
    }
    this.#heap[at] = entry;
  }

  pop(): State | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (!first || !last || this.#heap.length === 0) return first?.state;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child += 1;
      if (!this.#before(this.#heap[child]!, last)) break;
      this.#heap[at] = this.#heap[child]!;
      at = child;
    }
    this.#heap[at] = last;
    return first.state;
  }

  #before(a: { key: number; order: number }, b: { key: number; order: number }): boolean {
    return a.key < b.key || (a.key === b.key && a.order < b.order);
  }
}
