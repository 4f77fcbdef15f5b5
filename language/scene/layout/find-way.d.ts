/**
 * The best orthogonal way from one box to another around everything else, on the grid of 8 px: A* over points and
 * directions. Short ways, few bends and few crossings are cheap; no way runs through a box, along a line or a border,
 * or bends on one.
 */
import type { Point, Rectangle } from '../laid-out.js';
export interface Field {
    /** Where the way may run. */
    bounds: Rectangle;
    /** What it must not touch, the two ends among them. */
    boxes: readonly Rectangle[];
    /** Axis-parallel pieces, borders of open containers among them: they may be crossed, at a price for `dear` ones, and nothing else. */
    lines: readonly {
        a: Point;
        b: Point;
        dear: boolean;
    }[];
}
/** From any border of one box to any border of the other; sides have a price of their own, so that a caller can wish. */
export declare function findWay(from: Rectangle, to: Rectangle, field: Field, prices: {
    from: readonly number[];
    to: readonly number[];
}): Point[] | undefined;
