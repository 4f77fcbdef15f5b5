/** The grid of 8 px. Widths are multiples of 16, so that centres lie on the grid too and rounding keeps lines straight. */
import type { LaidOutNode, PlacedLabel, PlacedText, Point, Rectangle } from '../laid-out.js';

export const GRID = 8;

export function snap(value: number): number {
  return Math.round(value / GRID) * GRID;
}

export function up(value: number, step: number = GRID): number {
  return Math.ceil(value / step - 1e-9) * step;
}

export function moveText(text: PlacedText, dx: number, dy: number): PlacedText {
  return { ...text, x: text.x + dx, y: text.y + dy };
}

export function moveLabel<T extends PlacedLabel>(label: T, dx: number, dy: number): T {
  const icon = label.icon && { ...label.icon, at: { ...label.icon.at, x: label.icon.at.x + dx, y: label.icon.at.y + dy } };
  return { ...label, x: label.x + dx, y: label.y + dy, text: moveText(label.text, dx, dy), ...(icon ? { icon } : {}) };
}

export function right(box: Rectangle): number {
  return box.x + box.width;
}

export function bottom(box: Rectangle): number {
  return box.y + box.height;
}

export function centre(box: Rectangle): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** True where the two share more than an edge, a margin between them asked for. */
export function overlap(a: Rectangle, b: Rectangle, margin = 0): boolean {
  return a.x < right(b) + margin && b.x < right(a) + margin && a.y < bottom(b) + margin && b.y < bottom(a) + margin;
}

/** The box of an axis-parallel piece of line. */
export function segmentBox(a: Point, b: Point): Rectangle {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** True where a piece of line enters the inside of a box; touching its border does not count. */
export function crosses(a: Point, b: Point, box: Rectangle): boolean {
  const line = segmentBox(a, b);
  return line.x < right(box) && right(line) > box.x && line.y < bottom(box) && bottom(line) > box.y;
}

export function simplify(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    if (last && before && ((before.x === last.x && last.x === point.x && between(before.y, last.y, point.y)) || (before.y === last.y && last.y === point.y && between(before.x, last.x, point.x)))) kept.pop();
    kept.push(point);
  }
  return kept;
}

function between(a: number, middle: number, b: number): boolean {
  return (a <= middle && middle <= b) || (a >= middle && middle >= b);
}

export type Sized = Pick<LaidOutNode, 'width' | 'height' | 'texts' | 'marks' | 'vipAt' | 'iconAt'>;
