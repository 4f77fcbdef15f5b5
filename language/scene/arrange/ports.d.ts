/** Where a line may meet a box: anywhere on its border but the corners, sooner on the side that faces the way of requests. */
import type { LaidOutNode } from '../laid-out.js';
import type { Direction } from '../scene.js';
import type { Port } from './find-way.js';
/**
 * @param begins true where the line begins at the box.
 * @param inside true where its other end stands in the box: it then runs inwards.
 */
export declare function portsOf(node: LaidOutNode, direction: Direction, begins: boolean, inside: boolean): Port[];
