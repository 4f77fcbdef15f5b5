/**
 * Where lines meet a compact frame: above or below the member that they lead to, clear of the frame's title and VIPs;
 * those to the frame itself at its VIP, or around its middle.
 */
import type { ElkPort } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Direction, SceneEdge } from '../scene.js';
import type { Frame } from './frame-types.js';
import { type Lesson } from './graph-types.js';
import type { Tree } from './orient.js';
/** One end of a line at a frame. */
export interface Slot {
    port: ElkPort;
    edge: SceneEdge;
    other: Id;
    /** The member that it leads to; undefined for the frame itself. */
    member: Id | undefined;
    /** On the side where requests come in. */
    before: boolean;
}
/** Gives every port its place; true where several shared a side, so that their order could be bettered. */
export declare function placePorts(frame: Frame, slots: readonly Slot[], direction: Direction, tree: Tree, lesson: Lesson): boolean;
