/**
 * Where lines may run: the grid of 8 px over the picture, with the boxes and texts that stand on it and the lines that
 * run on it already.
 */
import type { Point, Rectangle } from '../laid-out.js';
import { STEPS } from '../layout/cheapest-way.js';
import { bottom, GRID, right, segmentBox } from '../layout/grid.js';

/** What a crossing point holds. */
const CLOSED = 1;
/** Near a box. */
const NEAR = 2;
/** On the border of a container, or in the band of its title. */
const BORDER = 4;
/** A line bends or ends here. */
const BEND = 8;
const LEVEL = 16;
const UPRIGHT = 32;

export class StreetMap {
  readonly #left: number;
  readonly #top: number;
  readonly columns: number;
  readonly rows: number;
  /** What stands, for every line the same. */
  readonly #cells: Uint8Array;
  /** Bits of whoever runs from here to the right, and down. */
  readonly #runs: Uint8Array;

  constructor(extent: Rectangle, room: number) {
    this.#left = Math.floor((extent.x - room) / GRID) * GRID;
    this.#top = Math.floor((extent.y - room) / GRID) * GRID;
    this.columns = Math.ceil((right(extent) + room - this.#left) / GRID) + 1;
    this.rows = Math.ceil((bottom(extent) + room - this.#top) / GRID) + 1;
    this.#cells = new Uint8Array(this.columns * this.rows);
    this.#runs = new Uint8Array(this.columns * this.rows);
  }

  get size(): number {
    return this.columns * this.rows;
  }

  /** The crossing at a point; -1 outside the map. */
  at(point: Point): number {
    return this.index((point.x - this.#left) / GRID, (point.y - this.#top) / GRID);
  }

  index(column: number, row: number): number {
    return column < 0 || row < 0 || column >= this.columns || row >= this.rows ? -1 : row * this.columns + column;
  }

  point(cell: number): Point {
    return { x: this.#left + (cell % this.columns) * GRID, y: this.#top + Math.floor(cell / this.columns) * GRID };
  }

  next(cell: number, way: number): number {
    const { x, y } = STEPS[way]!;
    return this.index((cell % this.columns) + x, Math.floor(cell / this.columns) + y);
  }

  /** A copy in which one line looks for its way. */
  sheet(): Uint8Array {
    return this.#cells.slice();
  }

  /** Nothing may run over it, its border included; beside it only where there is no better way. */
  close(box: Rectangle, on: Uint8Array): void {
    this.#fill({ x: box.x - GRID, y: box.y - GRID, width: box.width + 2 * GRID, height: box.height + 2 * GRID }, NEAR, on);
    this.#fill(box, CLOSED, on);
  }

  /** A text that stays, with a little air around it. */
  closeText(box: Rectangle): void {
    this.#fill({ x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 }, CLOSED, this.#cells);
  }

  /** Lines cross the border of a container, but do not run on it. */
  markBorder(box: Rectangle): void {
    for (const side of [{ ...box, height: 0 }, { ...box, y: bottom(box), height: 0 }, { ...box, width: 0 }, { ...box, x: right(box), width: 0 }]) this.#fill(side, BORDER, this.#cells);
  }

  markBand(box: Rectangle): void {
    this.#fill(box, BORDER, this.#cells);
  }

  markLine(points: readonly Point[]): void {
    for (let index = 0; index < points.length; index += 1) {
      const corner = this.at(points[index]!);
      if (corner >= 0) this.#cells[corner]! |= BEND;
      if (index === 0) continue;
      const piece = segmentBox(points[index - 1]!, points[index]!);
      const [bit, way] = piece.height === 0 ? [LEVEL, 1] : [UPRIGHT, 2];
      const steps = Math.round(Math.max(piece.width, piece.height) / GRID);
      let cell = this.at(piece);
      for (let step = 0; step <= steps && cell >= 0; step += 1) {
        this.#cells[cell]! |= bit;
        if (step < steps) this.#runs[cell]! |= bit;
        cell = this.next(cell, way);
      }
    }
  }

  #fill(box: Rectangle, bit: number, on: Uint8Array): void {
    const from = { column: Math.max(0, Math.ceil((box.x - this.#left) / GRID)), row: Math.max(0, Math.ceil((box.y - this.#top) / GRID)) };
    const to = { column: Math.min(this.columns - 1, Math.floor((right(box) - this.#left) / GRID)), row: Math.min(this.rows - 1, Math.floor((bottom(box) - this.#top) / GRID)) };
    for (let row = from.row; row <= to.row; row += 1) for (let column = from.column; column <= to.column; column += 1) on[row * this.columns + column]! |= bit;
  }

  /** True where a line may enter this crossing. */
  isOpen(on: Uint8Array, cell: number): boolean {
    return cell >= 0 && (on[cell]! & CLOSED) === 0;
  }

  /** True where no line runs this stretch yet. */
  isFree(from: number, way: number, to: number): boolean {
    const start = way === 1 || way === 2 ? from : to;
    return (this.#runs[start]! & (way % 2 === 1 ? LEVEL : UPRIGHT)) === 0;
  }

  /** What a step costs beyond its length: crossing lines, running beside boxes, on borders, beside other lines. */
  toll(on: Uint8Array, cell: number, way: number): number {
    const bits = on[cell]!;
    let toll = 0;
    if (bits & NEAR) toll += 1.5;
    if (bits & BORDER) toll += 2;
    if (bits & BEND) toll += 6;
    if (bits & (way % 2 === 1 ? UPRIGHT : LEVEL)) toll += 4;
    for (const side of [(way + 1) % 4, (way + 3) % 4]) {
      const beside = this.next(cell, side);
      if (beside >= 0 && on[beside]! & (way % 2 === 1 ? LEVEL : UPRIGHT)) toll += 0.75;
    }
    return toll;
  }
}
