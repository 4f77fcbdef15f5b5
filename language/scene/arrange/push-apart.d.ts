import { Units } from './units.js';
import type { Wishes } from './wishes.js';
/** Moves and resizes the nodes of the units. */
export declare function pushApart(units: Units, wishes: Wishes): void;
