/** Escaping and the few shapes that everything is made of. Labels are users' text: they only ever become text. */
import { type IconName } from '../icons.generated.js';
import type { PlacedLabel, PlacedText, Point, Rectangle } from '../laid-out.js';
/** Characters that XML 1.0 does not allow are dropped, the rest is escaped for text and attributes alike. */
export declare function escape(text: string): string;
export declare function number(value: number): string;
export declare function textOf(text: PlacedText, className: string): string;
export declare function labelMarkup(label: PlacedLabel, className: string, radius?: number): string;
export declare function iconMarkup(name: IconName, { x, y, width, height }: Rectangle): string;
/** An orthogonal line with rounded bends. */
export declare function roundedPath(points: readonly Point[], radius?: number): string;
export declare function distance(a: Point, b: Point): number;
export declare function towards(from: Point, to: Point, by: number): Point;
