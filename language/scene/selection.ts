/**
 * Which elements a picture shows at all, before anything is collapsed: what the view asks for, what it hides, and the
 * devices that a picture of flows leaves out because requests only pass through them unseen.
 */
import { isInternet, isPlace } from '../model/queries.js';
import type { Element, Id, Model, View } from '../model/model.js';
import { flowEnds, hiddenBy } from '../model/view-scope.js';
import { isGateway } from './landmarks.js';
import type { Perspective } from './views/perspective.js';
import type { Show } from './scene.js';

export { descendants, endpointElements, flowEnds, linkEnds, scopeOf } from '../model/view-scope.js';

export interface Selection {
  show: Show;
  /** Visible elements, their containers included. */
  visible: ReadonlySet<Id>;
}

/** What the view shows; without one, flows where there are any, else the wiring. */
export function showOf(model: Model, view: View | undefined): Show {
  const asked = new Set(view?.show.map((each) => each.what) ?? []);
  if (asked.size > 1) return 'all';
  for (const only of asked) return only;
  return Object.keys(model.flows).length > 0 || Object.keys(model.links).length === 0 ? 'flows' : 'links';
}

/** @param inLine devices that flows are drawn through, although none ends there. */
export function select(model: Model, { view, show, scope, unwrapped }: Perspective, inLine: ReadonlySet<Id>): Selection {
  const hidden = hiddenBy(model, view);
  const ends = show === 'flows' ? new Set(Object.values(model.flows).flatMap((flow) => flowEnds(model, flow))) : undefined;
  const visible = new Set<Id>();
  for (const element of Object.values(model.elements)) {
    if (hidden.has(element.id) || (scope && !scope.has(element.id)) || isPlace(element)) continue;
    if (ends && !ends.has(element.id) && !inLine.has(element.id) && isOnlyConveyance(element)) continue;
    visible.add(element.id);
  }
  for (const element of Object.values(model.elements)) if (isPlace(element) && !hidden.has(element.id) && isPlaceWorthDrawing(model, element, show, scope, ends)) visible.add(element.id);
  addContainers(model, visible, unwrapped);
  return { show, visible };
}

/** Switches and routers: a picture of flows shows them only where a flow is said to pass them. Gateways are landmarks. */
export function isOnlyConveyance(element: Element): boolean {
  return element.roles.length > 0 && element.roles.every((role) => role === 'switch' || role === 'router') && !isGateway(element);
}

/** A place without visible content is drawn where something leads to it. */
function isPlaceWorthDrawing(model: Model, place: Element, show: Show, scope: ReadonlySet<Id> | undefined, ends: ReadonlySet<Id> | undefined): boolean {
  if (scope && !scope.has(place.id)) return false;
  if (isInternet(place)) return true;
  if (ends) return ends.has(place.id);
  if (place.network.vlan !== undefined && carriesTag(model, place)) return false;
  if (show === 'flows') return false;
  return Object.values(model.links).some((link) => link.a.element === place.id || link.b.element === place.id)
    || Object.values(model.elements).some((each) => each.network.interfaces.some((face) => face.on.place === place.id));
}

/** A VLAN that links carry is shown by its tag on them; an empty box for it would say it twice. */
function carriesTag(model: Model, vlan: Element): boolean {
  return Object.values(model.links).some((link) => [link.a, link.b].some((end) =>
    [end.access, end.native, ...(end.trunk ?? [])].some((use) => use !== undefined && (use.place === vlan.id || use.number === vlan.network.vlan))));
}

function addContainers(model: Model, visible: Set<Id>, unwrapped: ReadonlySet<Id>): void {
  for (const id of [...visible]) {
    let parent = model.elements[id]?.parent;
    while (parent !== undefined && !visible.has(parent) && !unwrapped.has(parent) && model.elements[parent]) {
      visible.add(parent);
      parent = model.elements[parent]?.parent;
    }
  }
}
