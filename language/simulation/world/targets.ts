/** The ends of a flow as choices: which members may answer, and by what rule one of them does. */
import { endpointElements } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import type { Flow, Group, Id } from '../../model/model.js';
import { isInternet, isPlace, memberElements } from '../../model/queries.js';
import type { Target } from './world.js';

export function targetsOf(facts: Facts, flow: Flow): Target[] {
  const { model } = facts;
  return flow.to.flatMap((endpoint): Target[] => {
    if (endpoint.type === 'any') return [];
    if (endpoint.type !== 'ids') {
      const members = [...new Set(endpointElements(facts, endpoint).map((end) => end.element))];
      return members.length > 0 ? [anyOf(endpoint.text, members)] : [];
    }
    // A path through a counted name comes as the group and its instances: the group speaks for them.
    const covered = new Set(endpoint.ids.filter((id) => model.groups[id]).flatMap((id) => memberElements(model, id)));
    return endpoint.ids.filter((id) => !covered.has(id)).flatMap((id) => targetOf(facts, flow, id));
  });
}

function targetOf(facts: Facts, flow: Flow, id: Id): Target[] {
  const { model } = facts;
  const group = model.groups[id];
  if (group) return [ofGroup(group, memberElements(model, id), flow)];
  const element = model.elements[id];
  if (!element) return [];
  if (!isPlace(element) || isInternet(element)) return [{ id, members: [id], choice: 'first-working', need: 1 }];
  const inside = endpointElements(facts, { type: 'ids', ids: [id], text: id, origin: flow.origin });
  return [...new Set(inside.map((end) => end.element))].map((each) => ({ id: each, members: [each], choice: 'first-working', need: 1 }));
}

function anyOf(id: Id, members: readonly Id[]): Target {
  return { id, members, choice: 'in-turn', need: 1 };
}

/** Reads go to any working member; everything else goes by the group's mode. */
function ofGroup(group: Group, members: readonly Id[], flow: Flow): Target {
  const prefer = flow.prefer === undefined ? {} : { prefer: flow.prefer };
  if (flow.access === 'reads' || group.mode === 'active-active') {
    return { id: group.id, members, choice: 'in-turn', need: flow.access === 'reads' ? 1 : group.need, ...prefer };
  }
  if (group.mode === 'quorum') return { id: group.id, members, choice: 'first-working', need: group.need, ...prefer };
  const byHand = group.failover?.automatic === false && group.failover.within === undefined;
  return { id: group.id, members, choice: byHand ? 'only-first' : 'first-working', need: 1, ...prefer };
}
