/**
 * The connections that a flow stands for: every (source, target) pair of the elements behind its ends, each with the
 * port to dial. A group with a virtual address is dialled there, once for each member that may hold it.
 */
import type { Element, Endpoint, Flow, Id, PortMatch } from '../../model/model.js';
import { isInternet, isPlace } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { addressOwners } from './owners.js';
import { isDevice, tree } from './tree.js';
import type { Dial } from './types.js';

/** One element at an end of a flow, with the group whose virtual address stands before it and the address that was named. */
export interface End {
  element: Id;
  group?: Id;
  address?: string;
}

/** The elements that a name stands for at the end of a connection, those of groups in groups too, however deep. */
function endsOfId(facts: Facts, id: Id): End[] {
  const ends: End[] = [];
  const pending = [id];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const group = facts.elements[next] ? undefined : facts.groups[next];
    if (!group || group.vips.length > 0) for (const end of endsOfOne(facts, next)) ends.push(end);
    else for (let at = group.members.length - 1; at >= 0; at--) pending.push(group.members[at]!.id);
  }
  return ends;
}

/** An internet stands for itself, a place for what it contains (devices left out), a group with an address of its own for all its members behind that. */
function endsOfOne(facts: Facts, id: Id): End[] {
  const element = facts.elements[id];
  const index = facts.ask(tree);
  if (element) {
    if (isInternet(element) || !isPlace(element)) return [{ element: id }];
    return index.descendants(id).filter((inner) => !isDevice(facts.elements[inner]!)).map((inner) => ({ element: inner }));
  }
  if (facts.groups[id]) return index.members(id).map((member) => ({ element: member, group: id }));
  return facts.securityGroups[id]?.members.map((member) => ({ element: member })) ?? [];
}

/** The elements behind an endpoint, in source order, each once. An address that nobody has and no internet answers for is none. */
export function endpointElements(facts: Facts, endpoint: Endpoint): End[] {
  return dialledEnds(facts, endpoint).filter((end) => facts.elements[end.element]);
}

/** The same as a target: an address that nobody has can still be dialled, in vain; its `element` is the address. */
export function dialledEnds(facts: Facts, endpoint: Endpoint): End[] {
  const ends = collect(facts, endpoint);
  const seen = new Set<string>();
  return ends.filter((end) => {
    const key = `${end.element}\u0001${end.group ?? ''}\u0001${end.address ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function collect(facts: Facts, endpoint: Endpoint): End[] {
  switch (endpoint.type) {
    case 'ids': {
      // A path through a counted name is the group and its instances: the group stands for all.
      const groups = endpoint.ids.filter((id) => facts.groups[id]);
      const covered = new Set(groups.flatMap((id) => facts.ask(tree).members(id)));
      return endpoint.ids.filter((id) => !covered.has(id)).flatMap((id) => endsOfId(facts, id));
    }
    case 'tag':
      return Object.values(facts.elements)
        .filter((element) => element.metadata.tags.includes(endpoint.tag) && !isPlace(element))
        .map((element) => ({ element: element.id }));
    case 'any':
      return Object.values(facts.elements).filter((element) => !isDevice(element)).map((element) => ({ element: element.id }));
    case 'address':
      return facts.ask(addressOwners).ofPrefix(endpoint.prefix);
  }
}

/** The target's first default port: of a group's member the member's own. */
function defaultPort(element: Element | undefined): PortMatch | undefined {
  return (element?.ports ?? element?.defaultPorts)?.[0];
}

export const flowDials = query('network.flow-dials', (facts, id: Id): Dial[] => {
  const flow: Flow | undefined = facts.flows[id];
  if (!flow) return [];
  const sources = flow.from.flatMap((endpoint) => endpointElements(facts, endpoint));
  const targets = flow.to.flatMap((endpoint) => dialledEnds(facts, endpoint));
  const dials: Dial[] = [];
  for (const source of sources) {
    for (const target of targets) {
      if (source.element === target.element) continue;
      const port = defaultPort(facts.elements[target.element]);
      const ports: (PortMatch | undefined)[] = flow.ports && flow.ports.length > 0 ? flow.ports : [port];
      for (const each of ports) {
        dials.push({
          from: source.element,
          to: target.element,
          ...(target.group ? { group: target.group } : {}),
          ...(each ? { port: each } : {}),
          ...(each && each === port ? { portAssumed: true } : {}),
          ...(source.address ? { fromAddress: source.address } : {}),
          ...(target.address ? { toAddress: target.address } : {}),
        });
      }
    }
  }
  return dials;
});
