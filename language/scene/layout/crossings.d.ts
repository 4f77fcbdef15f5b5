/** By what two layouts of one scene are compared: how often lines cross, how wide they are, whether members stand in order. */
import type { LaidOutEdge } from '../laid-out.js';
import type { Scene } from '../scene.js';
import type { Placed } from './graph-types.js';
export declare function crossings(edges: readonly Pick<LaidOutEdge, 'points'>[]): number;
/** A fifth more is the most that fewer crossings may cost. */
export declare function isNoWider(again: Placed, placed: Placed): boolean;
/** True where members of a group stand side by side in another order than their own. */
export declare function isOutOfOrder(scene: Scene, { nodes }: Placed): boolean;
