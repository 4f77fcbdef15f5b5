import type { Element, Group, Id, Model } from '../model/model.js';
import type { Grouping } from './grouping.js';
import type { Nesting } from './nesting.js';
import type { Badge, SceneNode, Show } from './scene.js';
export interface NodeContext {
    model: Model;
    show: Show;
    grouping: Grouping;
    nesting: Nesting;
    badges: ReadonlyMap<string, Badge[]>;
    emphasis: (id: Id) => SceneNode['emphasis'];
    publicPlaces: ReadonlySet<Id>;
    /** `element address` for every address that a line shows at its end. */
    atEnds: ReadonlySet<string>;
}
export declare function nodesOf(context: NodeContext, parent: Id | undefined): SceneNode[];
export declare function isWall(element: Element | undefined): boolean;
export declare function badgeOf(group: Group): string;
export declare function addressesOf(element: Element): string[];
