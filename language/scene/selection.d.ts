import type { Element, Id, Model, View } from '../model/model.js';
import type { Perspective } from './views/perspective.js';
import type { Show } from './scene.js';
export { descendants, endpointElements, flowEnds, linkEnds, scopeOf } from '../model/view-scope.js';
export interface Selection {
    show: Show;
    /** Visible elements, their containers included. */
    visible: ReadonlySet<Id>;
}
/** What the view shows; without one, flows where there are any, else the wiring. */
export declare function showOf(model: Model, view: View | undefined): Show;
/** @param inLine devices that flows are drawn through, although none ends there. */
export declare function select(model: Model, { view, show, scope, unwrapped }: Perspective, inLine: ReadonlySet<Id>): Selection;
/** Switches and routers: a picture of flows shows them only where a flow is said to pass them. Gateways are landmarks. */
export declare function isOnlyConveyance(element: Element): boolean;
