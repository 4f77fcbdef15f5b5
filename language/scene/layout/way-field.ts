/**
 * What is free between boxes that have their places: no way runs through a box, along a line or a border, or bends on
 * one; crossing a line costs something.
 */
import type { Point, Rectangle } from '../laid-out.js';
import { STEPS, type Streets } from './cheapest-way.js';
import { bottom, GRID, overlap, right, up } from './grid.js';

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
const CLEAR = 4;
/** So far from the middle of the target a way may still end at its border. */
const REACH = 400;

const BLOCKED = 1;
const LEVEL = 2;
const UPRIGHT = 4;
const DEAR = 8;

export class WayField implements Streets {
  /** Beyond so many crossings no way is looked for. */
  static readonly MOST = 60_000;

  readonly size: number;
  readonly #x: number;
  readonly #y: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #marks: Uint8Array;
  readonly #target: Point;

  constructor({ bounds, boxes, lines }: Field, target: Point) {
    this.#x = up(bounds.x);
    this.#y = up(bounds.y);
    this.#columns = Math.max(1, Math.floor((right(bounds) - this.#x) / GRID) + 1);
    this.#rows = Math.max(1, Math.floor((bottom(bounds) - this.#y) / GRID) + 1);
    this.#target = target;
    this.size = this.#columns * this.#rows;
    this.#marks = new Uint8Array(this.size > WayField.MOST ? 0 : this.size);
    if (this.#marks.length === 0) return;
    for (const box of boxes) this.#mark({ x: box.x - CLEAR, y: box.y - CLEAR, width: box.width + 2 * CLEAR, height: box.height + 2 * CLEAR }, BLOCKED);
    for (const { a, b, dear } of lines) {
      const box = { x: Math.min(a.x, b.x) - CLEAR, y: Math.min(a.y, b.y) - CLEAR, width: Math.abs(a.x - b.x) + 2 * CLEAR, height: Math.abs(a.y - b.y) + 2 * CLEAR };
      this.#mark(box, (a.y === b.y ? LEVEL : UPRIGHT) | (dear ? DEAR : 0));
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

  at({ x, y }: Point): number {
    const [column, row] = [(x - this.#x) / GRID, (y - this.#y) / GRID];
    return column < 0 || row < 0 || column >= this.#columns || row >= this.#rows || !Number.isInteger(column) || !Number.isInteger(row) ? -1 : row * this.#columns + column;
  }

  point(cell: number): Point {
    return { x: this.#x + (cell % this.#columns) * GRID, y: this.#y + Math.floor(cell / this.#columns) * GRID };
  }

  /** Neither in a box nor along a line. */
  isFree(cell: number, way: number): boolean {
    return cell >= 0 && (this.#marks[cell]! & (BLOCKED | (way % 2 === 1 ? LEVEL : UPRIGHT))) === 0;
  }

  next(cell: number, way: number): number {
    const column = (cell % this.#columns) + STEPS[way]!.x;
    const row = Math.floor(cell / this.#columns) + STEPS[way]!.y;
    if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return -1;
    const to = row * this.#columns + column;
    return this.isFree(to, way) ? to : -1;
  }

  price(cell: number, came: number, way: number, to: number): number {
    // On a line: a way may cross here, not bend.
    if (way !== came && (this.#marks[cell]! & (LEVEL | UPRIGHT)) !== 0) return Infinity;
    return GRID + (way === came ? 0 : BEND) + (this.#marks[to]! & DEAR ? CROSSING : 0);
  }

  rest(cell: number): number {
    const at = this.point(cell);
    return Math.max(0, Math.abs(at.x - this.#target.x) + Math.abs(at.y - this.#target.y) - REACH);
  }
}
