/**
 * Findings sit on a corner of their culprit, the gravest outermost: the upper right one, else another where no line
 * comes in. On a line they sit beside its text, else where the line has room.
 */
import type { Point, Rectangle } from '../laid-out.js';
import type { Placed } from './graph-types.js';
export declare function badgeBox({ x, y }: Point): Rectangle;
export declare function placeBadges(placed: Placed): void;
