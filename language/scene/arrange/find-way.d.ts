/** The cheapest way of one line over the street map: short, few bends, few crossings (A*, Hart, Nilsson and Raphael 1968). */
import type { Point } from '../laid-out.js';
import type { StreetMap } from './street-map.js';
/** A point of a border where a line may begin or end. */
export interface Port {
    at: Point;
    /** The way of the line there: away from the border where it begins, towards it where it ends. */
    way: number;
    cost: number;
}
export declare function findWay(map: StreetMap, sheet: Uint8Array, starts: readonly Port[], ends: readonly Port[]): Point[] | undefined;
