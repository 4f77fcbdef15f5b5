/**
 * Tiers: a place that stands alone in its row becomes as wide as what contains it. The internet reaches across the picture, and a filter across the place that it guards, as far as nothing else
 * stands there: so one sees what passes through the wall and what goes around it.
 */
import type { LaidOutEdge, LaidOutNode, Rectangle } from '../laid-out.js';
import type { Direction } from '../scene.js';
import type { Placed } from './graph-types.js';
/** @param toTheRight nothing begins elsewhere than it does. */
export declare function stretchBands(placed: Placed, direction: Direction, toTheRight?: boolean): void;
export declare function extentOf(boxes: readonly Rectangle[]): Rectangle;
export declare function shiftTexts(node: LaidOutNode, dx: number): void;
/** The ways of one kind through a wall: where lines come in from above and go out below. */
export interface Passage {
    kind: 'flow' | 'link';
    ways: {
        above: number;
        below: number;
    }[];
    low: number;
    high: number;
}
export declare function passagesOf(node: LaidOutNode, edges: readonly LaidOutEdge[]): Passage[];
