/** Outlines by form: the cloud edge of the internet, the courses of a wall, the edges of a stack. */
import type { LaidOutEdge, LaidOutNode, Rectangle } from '../laid-out.js';
export declare function rectangle(box: Rectangle, className: string, radius: number): string;
/** A band whose lower edge is a row of cloud bumps. */
export declare function cloud(box: Rectangle): string;
export declare function bricks(box: Rectangle): string;
/** The openings of a wall and the lines that run through it. */
export declare function passages(node: LaidOutNode, edges: readonly LaidOutEdge[]): string;
