/** A place for a line's texts on the line itself, where nothing else is; undefined where there is none. */
import type { Point, Rectangle } from '../laid-out.js';
export interface Surroundings {
    /** Closed boxes, texts, labels of others: never under a text. */
    solid: readonly Rectangle[];
    /** Borders of open containers: better not. */
    borders: readonly Rectangle[];
    /** Lines of others. */
    lines: readonly (readonly Point[])[];
}
export declare function labelSpot(points: readonly Point[], size: {
    width: number;
    height: number;
}, { solid, borders, lines }: Surroundings): Point | undefined;
/**
 * Free places for texts between two points, the nearest to their middle first: for a line that must be led there.
 * @returns their top left corners, on the grid.
 */
export declare function freeSpots(a: Point, b: Point, size: {
    width: number;
    height: number;
}, { solid, borders, lines }: Surroundings, most: number): Point[];
/** The same box for every text of the line at once. */
export declare function runsThrough(points: readonly Point[], box: Rectangle): boolean;
export declare function bordersOf({ x, y, width, height }: Rectangle): Rectangle[];
