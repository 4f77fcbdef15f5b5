import type { Placed } from './graph-types.js';
export declare function placeEnds(placed: Placed): void;
