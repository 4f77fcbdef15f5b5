/**
 * What a view wants on one line, or side by side: a row where requests run down or up, a column where they run across.
 * Whatever stands too near to the outside moves to the one that stands furthest in; a box in a place moves with it.
 */
import type { Id } from '../../model/model.js';
import type { Point } from '../laid-out.js';
import type { Direction, Scene } from '../scene.js';
import type { Units } from './units.js';
/** Where the units must stand for it; nothing where they do already. */
export declare function rankWishes(units: Units, ranks: Scene['ranks'], direction: Direction): Map<Id, Point>;
