/**
 * Lines after boxes were moved: what moved as a whole keeps its lines, a line that still has its way keeps it, the
 * others find a new one. Nothing of what `checkLayout` forbids is drawn as long as there is any way at all; a text that
 * finds no place on its line is left to the tooltip.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutEdge, Point } from '../laid-out.js';
import type { Direction } from '../scene.js';
import type { Units } from './units.js';
export interface Moved {
    /** How far each box moved. */
    by: ReadonlyMap<Id, Point>;
    /** Boxes whose border is elsewhere now. */
    resized: ReadonlySet<Id>;
}
/** @returns the edges in their order, with new ways where they need one. */
export declare function reroute(edges: readonly LaidOutEdge[], units: Units, direction: Direction, moved: Moved): LaidOutEdge[];
