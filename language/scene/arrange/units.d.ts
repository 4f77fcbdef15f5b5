/**
 * The boxes of a picture as they can be moved: a compact frame moves as one with its members, an open container with
 * all that it holds.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutNode, Rectangle } from '../laid-out.js';
export declare class Units {
    #private;
    readonly nodes: readonly LaidOutNode[];
    readonly byId: ReadonlyMap<Id, LaidOutNode>;
    constructor(nodes: readonly LaidOutNode[]);
    children(id: Id | undefined): readonly LaidOutNode[];
    /** True of a frame whose members contain nothing: they keep their row. */
    isRigid(node: LaidOutNode): boolean;
    /** What moves when this box is moved: the frame around it where it is a member of one. */
    unitOf(id: Id): LaidOutNode | undefined;
    /** From the box outwards, itself included. */
    outwards(id: Id): Generator<LaidOutNode>;
    isWithin(inner: Id, outer: Id): boolean;
    /** Moves a box with all that stands in it. */
    shift(node: LaidOutNode, dx: number, dy: number): void;
}
/** The box with the VIPs that stand out above it. */
export declare function outline(node: LaidOutNode): Rectangle;
