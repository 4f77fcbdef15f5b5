/**
 * Where lines may run: the grid of 8 px over the picture, with the boxes and texts that stand on it and the lines that
 * run on it already.
 */
import type { Point, Rectangle } from '../laid-out.js';
/** The ways of one step, clockwise from up. */
export declare const STEPS: readonly Point[];
export declare class StreetMap {
    #private;
    readonly columns: number;
    readonly rows: number;
    constructor(extent: Rectangle, room: number);
    get size(): number;
    /** The crossing at a point; -1 outside the map. */
    at(point: Point): number;
    index(column: number, row: number): number;
    point(cell: number): Point;
    next(cell: number, way: number): number;
    /** A copy in which one line looks for its way. */
    sheet(): Uint8Array;
    /** Nothing may run over it, its border included; beside it only where there is no better way. */
    close(box: Rectangle, on: Uint8Array): void;
    /** A text that stays, with a little air around it. */
    closeText(box: Rectangle): void;
    /** Lines cross the border of a container, but do not run on it. */
    markBorder(box: Rectangle): void;
    markBand(box: Rectangle): void;
    markLine(points: readonly Point[]): void;
    /** True where a line may enter this crossing. */
    isOpen(on: Uint8Array, cell: number): boolean;
    /** True where no line runs this stretch yet. */
    isFree(from: number, way: number, to: number): boolean;
    /** What a step costs beyond its length: crossing lines, running beside boxes, on borders, beside other lines. */
    toll(on: Uint8Array, cell: number, way: number): number;
}
