/** The grid of 8 px. Widths are multiples of 16, so that centres lie on the grid too and rounding keeps lines straight. */
import type { LaidOutNode, PlacedLabel, PlacedText, Point, Rectangle } from '../laid-out.js';
export declare const GRID = 8;
export declare function snap(value: number): number;
export declare function up(value: number, step?: number): number;
export declare function moveText(text: PlacedText, dx: number, dy: number): PlacedText;
export declare function moveLabel<T extends PlacedLabel>(label: T, dx: number, dy: number): T;
export declare function right(box: Rectangle): number;
export declare function bottom(box: Rectangle): number;
export declare function centre(box: Rectangle): Point;
/** True where the two share more than an edge, a margin between them asked for. */
export declare function overlap(a: Rectangle, b: Rectangle, margin?: number): boolean;
/** The box of an axis-parallel piece of line. */
export declare function segmentBox(a: Point, b: Point): Rectangle;
/** True where a piece of line enters the inside of a box; touching its border does not count. */
export declare function crosses(a: Point, b: Point, box: Rectangle): boolean;
export declare function simplify(points: readonly Point[]): Point[];
export type Sized = Pick<LaidOutNode, 'width' | 'height' | 'texts' | 'marks' | 'vipAt' | 'iconAt'>;
