/** Groups by whose own addresses others enter, because no address moves between their members. */
import type { Element, Flow, Group, Id, NatRule } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import { endpointElements } from '../network/flow-dials.js';
import { interfaces } from '../network/interfaces.js';
import { shortName } from '../network/short-name.js';
import { stations } from '../network/stations.js';
import { tree } from '../network/tree.js';
import { freeAddress } from '../network/written-addresses.js';
import { query, type Facts } from '../query.js';
import { isActor } from './failable.js';
import { balancedBy, choosesItself } from './pools.js';
import { inCommon, prefixesAround, standApart } from './standing.js';
import { virtualRouters } from './virtual-routers.js';

export interface FixedEntry {
  group: Group;
  /** The group speaks VRRP, and has nothing to speak of. */
  vrrp: boolean;
  /** The first flow of an actor, or translation, that leads to it. */
  by?: { text: string; origin: Origin };
  /** What callers have to do with: the address of the primary. */
  primary: { id: Id; address: string };
  /** An address that could move. */
  free?: string;
}

export const fixedEntries = query('redundancy.fixed-entries', (facts): FixedEntry[] => {
  const speaking = new Set(facts.ask(virtualRouters).filter((router) => router.vrrp).map((router) => router.id));
  return Object.values(facts.groups).flatMap((group) => entryOf(facts, group, speaking.has(group.id)) ?? []);
});

function entryOf(facts: Facts, group: Group, vrrp: boolean): FixedEntry | undefined {
  const index = facts.ask(tree);
  const members = index.members(group.id);
  if (members.length < 2 || (!vrrp && group.mode !== 'active-standby')) return undefined;
  if (hasMovingAddress(facts, group, members)) return undefined;
  const addresses = members.map((id) => addressesOf(facts, id));
  // Addresses that all share do move: routers that take turns have the same interfaces.
  if (addresses.some((each) => each.length === 0) || inCommon(addresses).length > 0 || standApart(facts, members)) return undefined;
  const by = entering(facts, group);
  if (!vrrp && (!by || balancedBy(facts, group.id) || members.some((id) => choosesItself(facts, id) || keepsData(facts.elements[id]!)))) return undefined;
  const primary = { id: members[0]!, address: addresses[0]![0]! };
  const own = facts.ask(interfaces).of.get(facts.ask(stations).of(primary.id))?.flatMap((made) => made.addresses).find((each) => each.text === primary.address);
  const around = own ? prefixesAround(facts, members, own.ip) : [];
  const free = around.length === 1 ? freeAddress(facts, around[0]!) : undefined;
  return { group, vrrp, ...(by ? { by } : {}), primary, ...(free ? { free } : {}) };
}

/** A virtual address of its own, of a member, or of a group around. */
function hasMovingAddress(facts: Facts, group: Group, members: Id[]): boolean {
  if (group.vips.length > 0 || members.some((id) => facts.elements[id]!.vips.length > 0)) return true;
  return members.every((id) => (facts.ask(tree).groupsOf.get(id) ?? []).some((each) => each.vips.length > 0));
}

function addressesOf(facts: Facts, id: Id): string[] {
  return (facts.ask(interfaces).of.get(facts.ask(stations).of(id)) ?? []).flatMap((made) => made.addresses.filter((own) => own.kind !== 'vip').map((own) => own.text));
}

function keepsData(element: Element): boolean {
  return hasRole(element, 'processing') || hasRole(element, 'storage');
}

function entering(facts: Facts, group: Group): FixedEntry['by'] {
  const flow = facts.ask(flowsTo).get(group.id)?.find((each) => startsAtActor(facts, each) && !comesByBalancer(facts, each));
  if (flow) return { text: shortName(facts, flow.id), origin: flow.origin };
  const rule = facts.ask(translationsByTarget).get(group.id);
  return rule ? { text: rule.text, origin: rule.origin } : undefined;
}

/** The first dnat that names each element or group. */
const translationsByTarget = query('redundancy.translations-by-target', (facts): Map<Id, NatRule> => {
  const found = new Map<Id, NatRule>();
  for (const element of Object.values(facts.elements)) {
    for (const rule of element.network.nat) {
      if (rule.type !== 'dnat' || rule.to.type !== 'ids') continue;
      for (const id of rule.to.ids) if (!found.has(id)) found.set(id, rule);
    }
  }
  return found;
});

const flowsTo = query('redundancy.flows-to', (facts): Map<Id, Flow[]> => {
  const found = new Map<Id, Flow[]>();
  for (const flow of Object.values(facts.flows)) {
    for (const id of new Set(flow.to.flatMap((each) => (each.type === 'ids' ? each.ids : [])))) found.set(id, [...(found.get(id) ?? []), flow]);
  }
  return found;
});

function startsAtActor(facts: Facts, flow: Flow): boolean {
  return flow.from.some((endpoint) => endpointElements(facts, endpoint).some((end) => isActor(facts, facts.elements[end.element]!)));
}

function comesByBalancer(facts: Facts, flow: Flow): boolean {
  return flow.via.some(({ id }) => facts.ask(tree).members(id).some((each) => hasRole(facts.elements[each]!, 'balancer') || isA(facts.elements[each]!, 'proxy')));
}
