/**
 * Where closing places is not enough, as with a hundred branches of the same make: of siblings of one kind the first few
 * are drawn and the others become one stack, "branch 4 and 96 more". Opened, it shows the next dozen, and the stack of
 * the others after them: no click makes a picture that nobody can read.
 */
import type { Id, Model } from '../model/model.js';
export interface Gathering {
    /** Who stands for others, and for whom. */
    families: ReadonlyMap<Id, readonly Id[]>;
    /** Who is stood for, and by whom. */
    representative: ReadonlyMap<Id, Id>;
}
interface Crowd {
    model: Model;
    childrenOf: Map<Id | undefined, Id[]>;
    collapsed: Set<Id>;
    opened: ReadonlySet<Id>;
    /** How many nodes are drawn in this one. */
    count(id: Id | undefined): number;
}
/** Takes the largest families together until few enough nodes remain; `childrenOf` and `collapsed` then say so. */
export declare function gatherBeyond(limit: number, crowd: Crowd): Gathering;
export {};
