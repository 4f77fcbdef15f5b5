import type { Placed } from '../layout/graph-types.js';
import type { Direction, Scene } from '../scene.js';
import type { Wishes } from './wishes.js';
/**
 * @param placed what the automatic layout made; its boxes are moved in place.
 * @param set by hand: heeded before what the view wants on one line.
 * @param hold where boxes stood before: heeded last.
 */
export declare function arrange(placed: Placed, direction: Direction, set: Wishes, ranks: Scene['ranks'], hold: Wishes): Placed;
