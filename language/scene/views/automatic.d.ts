import type { Id, Model } from '../../model/model.js';
export type Automatic = {
    type: 'network';
}
/** What stands in a place, a container or a group, and what it talks to outside. */
 | {
    type: 'inside';
    of: Id;
}
/** What is so many steps away, along flows and cables. */
 | {
    type: 'around';
    of: Id;
    depth: number;
};
/** Steps of a neighbourhood: beyond them it is the overview again. */
export declare const DEEPEST = 3;
export declare const NETWORK = "@network";
export declare function keyOf(view: Automatic): string;
/** What a key means; undefined where it is no key of an automatic view. Whether the element exists is not asked. */
export declare function automaticOf(key: string | undefined): Automatic | undefined;
/** The automatic view of a key, if this architecture has it. */
export declare function automaticIn(model: Model, key: string | undefined): Automatic | undefined;
/** True where a name is the overview, a written view or an automatic one of this architecture. */
export declare function isViewOf(model: Model, name: string | undefined): boolean;
export declare function titleOfAutomatic(model: Model, view: Automatic): string;
export interface Offer {
    name: string;
    label: string;
    /** How deep a place stands in others. */
    depth: number;
}
/** What a chooser offers beside the overview and the written views: the wiring where there is any, and each place with something in it. */
export declare function automaticViews(model: Model): Offer[];
