import type { Id, Model, View } from '../model/model.js';
import type { Grouping } from './grouping.js';
import type { SceneOptions } from './options.js';
export interface Nesting {
    /** Every node that could be drawn, containers first. */
    ids: readonly Id[];
    parentOf: ReadonlyMap<Id, Id | undefined>;
    childrenOf: ReadonlyMap<Id | undefined, readonly Id[]>;
    collapsed: ReadonlySet<Id>;
    /** Who stands for others of its kind beside it, and for whom. */
    families: ReadonlyMap<Id, readonly Id[]>;
    /** The node that draws this element or group; undefined where nothing does. */
    stands(id: Id): Id | undefined;
    /** Ids of the elements inside, at any depth. */
    within(id: Id): Id[];
}
export declare function nest(model: Model, homes: ReadonlyMap<Id, Id | undefined>, visible: ReadonlySet<Id>, grouping: Grouping, view: View | undefined, options: SceneOptions): Nesting;
