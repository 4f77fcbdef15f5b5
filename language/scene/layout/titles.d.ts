/**
 * Titles of open places and containers: in the band under the upper border, as far left as no line runs through. A
 * title that finds no room is reported, and the layout is repeated with room for it.
 */
import type { Id } from '../../model/model.js';
import type { Placed } from './graph-types.js';
/** Returns what needs more room; with `anyhow`, titles are cut to what there is. */
export declare function placeTitles(placed: Placed, anyhow: boolean): {
    id: Id;
    room: number;
}[];
