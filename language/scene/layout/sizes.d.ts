import type { SceneNode } from '../scene.js';
import { type Sized } from './grid.js';
/** How far the boxes behind the first of a stack look out, upwards and to the right. */
export declare const STACK_EDGE = 8;
/** Least width, so that every line that ends here has its own place on the border. */
export declare function widthForLines(lines: number): number;
export declare function sizeOf(node: SceneNode, least?: {
    width?: number;
    height?: number;
}): Sized;
