/**
 * Frames around groups whose members contain nothing: members of equal size in a row across the direction of the
 * request, replication between neighbours drawn inside. To the layout the frame is one node with fixed ports, so that
 * redundant members always stand side by side.
 */
import type { Id } from '../../model/model.js';
import type { Rectangle } from '../laid-out.js';
import type { SceneEdge, SceneNode } from '../scene.js';
import type { Frame } from './frame-types.js';
/** How far a VIP pill stands above its frame. */
export declare const VIP_RISE = 8;
/** Groups drawn as one node: all members are leaves. */
export declare function isCompact(node: SceneNode): boolean;
export interface FrameWishes {
    horizontal: boolean;
    /** How many lines come to a member from above: those run through the header. */
    above: (member: Id) => number;
    /** Leaves room for a VIP pill also where there is none, so that frames side by side stand on one line. */
    rise: boolean;
}
export declare function frameOf(node: SceneNode, edges: readonly SceneEdge[], { horizontal, above, rise }: FrameWishes): Frame;
/** Places on a member's upper border that lines reach without running through the title or a VIP. */
export declare function freePlaces(member: Rectangle, shift: number, taken: Frame['taken']): number[];
