/** Where an edge may end: the node that stands for a part, lifted out of whatever is collapsed. */
import type { Endpoint, Flow, Group, Id, Model } from '../model/model.js';
import { endpointElements } from './selection.js';
import type { Nesting } from './nesting.js';

/** True where one node contains the other, or both are one: no line is drawn then. */
export function nested(nesting: Nesting, a: Id, b: Id): boolean {
  const inside = (inner: Id, outer: Id): boolean => {
    for (let at: Id | undefined = inner; at !== undefined; at = nesting.parentOf.get(at)) if (at === outer) return true;
    return false;
  };
  return inside(a, b) || inside(b, a);
}

/** True where the node is drawn for the element, or around what is. */
export function standsIn(nesting: Nesting, element: Id, node: Id): boolean {
  for (let at: Id | undefined = nesting.stands(element); at !== undefined; at = nesting.parentOf.get(at)) if (at === node) return true;
  return false;
}

/** The nodes at one end of a flow. A group is its frame; one without a frame is its members. */
export function nodesAt(model: Model, nesting: Nesting, endpoint: Endpoint, flow: Flow, target: boolean): Id[] {
  if (endpoint.type === 'address') return owners(model, endpoint.prefix).flatMap((id) => nesting.stands(id) ?? []);
  if (endpoint.type === 'any') return [];
  if (endpoint.type === 'tag') return unique(endpointElements(model, endpoint).flatMap((id) => nesting.stands(id) ?? []));
  return unique(endpoint.ids.flatMap((id) => {
    const group = model.groups[id];
    if (group && target) {
      const chosen = chosenMember(group, flow);
      const stands = chosen === undefined ? undefined : nesting.stands(chosen);
      if (stands !== undefined) return [stands];
    }
    const stands = nesting.stands(id);
    return stands !== undefined ? [stands] : endpointElements(model, { ...endpoint, ids: [id] }).flatMap((member) => nesting.stands(member) ?? []);
  }));
}

/** Writes go to the primary of an active-standby group, reads to the member that they prefer. */
function chosenMember(group: Group, flow: Flow): Id | undefined {
  if (flow.access === 'writes' && group.mode === 'active-standby') return group.members[0]?.id;
  if (flow.access === 'reads' && flow.prefer !== undefined && group.members.some((member) => member.id === flow.prefer)) return flow.prefer;
  return undefined;
}

function owners(model: Model, prefix: string): Id[] {
  const address = prefix.replace(/\/(32|128)$/u, '');
  return [...Object.values(model.groups), ...Object.values(model.elements)]
    .filter((each) => each.vips.some((vip) => vip.address === address) || ('network' in each && each.network.addresses.some((use) => use.address === address)))
    .map((each) => each.id).slice(0, 1);
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
