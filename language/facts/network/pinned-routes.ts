/**
 * Static routes that cannot use what stands by: a next hop that is one member of a redundant group of devices, where
 * another member of it is on the same segment and no route leads there. When the named one fails, the others carry
 * nothing for this sender: a static route goes away only with its own interface.
 */
import type { Element, Group, Id, Link, Route } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { query, type Facts } from '../query.js';
import { tree } from './tree.js';

export interface PinnedRoute {
  /** The device, host or place that states it. */
  on: Id;
  prefix: string;
  /** The one that is named, and those that stand by unused. */
  named: Id;
  unused: Id[];
  /** Undefined where two cables lead to one neighbour. */
  group?: Group;
  what: 'route' | 'gateway' | 'link';
  origin: Origin;
}

export const pinnedRoutes = query('network.pinned-routes', (facts): PinnedRoute[] => Object.values(facts.elements).flatMap((element) => [...routesOf(facts, element), ...gatewaysOf(facts, element), ...linksOf(facts, element)]));

/** The addresses of each member of a group of devices that forward. */
const memberByAddress = query('network.redundant-devices', (facts): Map<string, { member: Id; group: Group }> => {
  const found = new Map<string, { member: Id; group: Group }>();
  for (const group of Object.values(facts.groups)) {
    const members = facts.ask(tree).members(group.id).map((id) => facts.elements[id]!);
    if (members.length < 2 || !members.every(forwards)) continue;
    for (const { id, network } of members) {
      for (const use of [...network.addresses, ...network.interfaces.flatMap((each) => each.address ?? [])]) found.set(use.address, { member: id, group });
    }
  }
  return found;
});

function forwards(element: Element): boolean {
  return element.roles.includes('router') || element.roles.includes('filter');
}

interface NextHop { member: Id; group: Group; address?: string }

function nextHop(facts: Facts, via: { address?: string; element?: Id }): NextHop | undefined {
  if (via.address !== undefined) {
    const owner = facts.ask(memberByAddress).get(via.address);
    // A VIP moves, whoever else owns it.
    return owner && !owner.group.vips.some((vip) => vip.address === via.address) ? { ...owner, address: via.address } : undefined;
  }
  const element = via.element === undefined ? undefined : facts.elements[via.element];
  if (!element || !forwards(element)) return undefined;
  const group = (facts.ask(tree).groupsOf.get(element.id) ?? []).find((each) => facts.ask(tree).members(each.id).every((id) => forwards(facts.elements[id]!)));
  return group && { member: element.id, group };
}

function routesOf(facts: Facts, element: Element): PinnedRoute[] {
  return pinned(facts, element, element.network.routes.filter((route) => 'address' in route.via || 'element' in route.via).map((route) => ({
    prefix: String(route.prefix), via: route.via as { address?: string; element?: Id }, origin: route.origin, what: 'route' as const,
  })));
}

function gatewaysOf(facts: Facts, element: Element): PinnedRoute[] {
  return pinned(facts, element, element.network.gateways.map((gateway) => ({ prefix: 'default', via: gateway, origin: gateway.origin, what: 'gateway' as const })));
}

interface Stated { prefix: string; via: { address?: string; element?: Id }; origin: Origin; what: 'route' | 'gateway' }

function pinned(facts: Facts, element: Element, stated: Stated[]): PinnedRoute[] {
  const hops = stated.map((each) => ({ ...each, hop: nextHop(facts, each.via) }));
  const members = facts.ask(tree).members;
  return hops.flatMap(({ hop, prefix, origin, what }) => {
    // Members of the group itself route to each other for reasons of their own.
    if (!hop || members(hop.group.id).includes(element.id)) return [];
    const others = members(hop.group.id).filter((id) => id !== hop.member && onSameWire(facts, hop, id));
    const used = (id: Id): boolean => hops.some((each) => each.prefix === prefix && each.hop?.member === id);
    const named = hops.some((each) => each.prefix === prefix && (each.via.element === hop.group.id || hop.group.vips.some((vip) => vip.address === each.via.address)));
    if (others.length === 0 || named || others.some(used)) return [];
    return [{ on: element.id, prefix, named: hop.member, unused: others, group: hop.group, what, origin }];
  });
}

/** The other member has an interface where the named one has the one that is routed to, or says nothing of interfaces. */
function onSameWire(facts: Facts, { member, address }: NextHop, other: Id): boolean {
  const [a, b] = [member, other].map((id) => facts.elements[id]!.network.interfaces);
  if (a!.length === 0 && b!.length === 0) return true;
  const wires = a!.filter((each) => address === undefined || each.address?.address === address).map((each) => each.on);
  return wires.some((wire) => b!.some((each) => (wire.place !== undefined && each.on.place === wire.place)));
}

/** Two cables between the same two devices, and a route over one of them. */
function linksOf(facts: Facts, element: Element): PinnedRoute[] {
  const routes = element.network.routes.filter((route): route is Route & { via: { link: Id } } => 'link' in route.via);
  return routes.flatMap(({ prefix, via, origin }) => {
    const link = facts.links[via.link];
    if (!link || link.tunnel !== undefined) return [];
    const twins = Object.values(facts.links).filter((each) => each.id !== link.id && each.tunnel === undefined && each.medium === link.medium && sameEnds(each, link));
    const used = routes.some((other) => other.prefix === prefix && twins.some((twin) => twin.id === other.via.link));
    return twins.length > 0 && !used ? [{ on: element.id, prefix: String(prefix), named: link.id, unused: twins.map((twin) => twin.id), what: 'link' as const, origin }] : [];
  });
}

function sameEnds(a: Link, b: Link): boolean {
  return (a.a.element === b.a.element && a.b.element === b.b.element) || (a.a.element === b.b.element && a.b.element === b.a.element);
}
