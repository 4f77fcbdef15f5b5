/** Where an edge may end: the node that stands for a part, lifted out of whatever is collapsed. */
import type { Endpoint, Flow, Id, Model } from '../model/model.js';
import type { Nesting } from './nesting.js';
/** True where one node contains the other, or both are one: no line is drawn then. */
export declare function nested(nesting: Nesting, a: Id, b: Id): boolean;
/** True where the node is drawn for the element, or around what is. */
export declare function standsIn(nesting: Nesting, element: Id, node: Id): boolean;
/** The nodes at one end of a flow. A group is its frame; one without a frame is its members. */
export declare function nodesAt(model: Model, nesting: Nesting, endpoint: Endpoint, flow: Flow, target: boolean): Id[];
export declare function unique<T>(items: readonly T[]): T[];
