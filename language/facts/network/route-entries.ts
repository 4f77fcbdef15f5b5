/**
 * Routing tables: connected subnets, stated routes, the default through an internet, a host's gateway. An entry knows
 * its prefix and how to find its next hops; which entry is taken is longest prefix first, then connected before
 * stated before learned.
 */
import type { Element, Id, Route } from '../../model/model.js';
import { formatAddress, formatPrefix, inRange, parseAddress, parsePrefix, type Family, type Ip, type ParsedPrefix } from '../../model/ip.js';
import { isInternet, isPlace } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { frames } from './frames.js';
import { gatewayOf, type Gateway } from './gateways.js';
import type { NetInterface } from './interfaces.js';
import { neighbours } from './neighbours.js';
import { addressOwners } from './owners.js';
import type { NextHop, Refusal, RouteUse } from './routing-types.js';
import { stations } from './stations.js';
import { tree } from './tree.js';

export interface Entry {
  prefix: ParsedPrefix;
  /** Order among entries of one prefix: connected, a place's, stated, the internet's, learned. */
  preference: number;
  metric: number;
  use: RouteUse;
  next(to: Ip, pin: Id | undefined): { hops: NextHop[] } | { refused: Refusal };
}

export const DEFAULTS: Record<Family, ParsedPrefix> = { 4: parsePrefix('0.0.0.0/0')!, 6: parsePrefix('::/0')! };

function prefixesOf(route: Route): ParsedPrefix[] {
  if (route.prefix === 'default') {
    if ('address' in route.via) {
      const family = parseAddress(route.via.address)?.family;
      return family ? [DEFAULTS[family]] : [];
    }
    return [DEFAULTS[4], DEFAULTS[6]];
  }
  const prefix = parsePrefix(route.prefix);
  return prefix ? [prefix] : [];
}

/** A route as entries of the table of one station. */
export function statedEntries(facts: Facts, station: Id, route: Route, of: Id, preference: number): Entry[] {
  return prefixesOf(route).map((prefix) => ({
    prefix,
    preference,
    metric: route.metric ?? 0,
    use: { type: 'static', route, of },
    next: (to, pin) => resolveVia(facts, station, route, to, pin),
  }));
}

function resolveVia(facts: Facts, station: Id, route: Route, to: Ip, pin: Id | undefined): { hops: NextHop[] } | { refused: Refusal } {
  const near = facts.ask(neighbours);
  const mine = near.speakingOf(station);
  const { via } = route;
  if ('blackhole' in via) return { refused: { reason: 'blackhole', origin: route.origin, about: route.prefix } };
  if ('address' in via) {
    const ip = parseAddress(via.address);
    if (!ip) return { refused: { reason: 'next-hop-missing', origin: route.origin, about: via.address, inactive: true } };
    const isOwn = mine.some((made) => made.addresses.some((own) => own.text === via.address && own.group === undefined));
    const connected = mine.filter((made) => made.addresses.some((own) => own.connected && inRange(ip, own.connected)));
    const on = connected.length > 0 ? connected : mine.filter((made) => isUnstated(made, ip.family));
    const hops = on.flatMap((made) => near.answering(made, ip, pin));
    if (hops.length > 0) return { hops };
    const owners = ownersOf(facts, ip).filter((each) => each !== station);
    const why = near.whyAbsent(on.length > 0 ? on : mine, owners);
    const reason = connected.length === 0 && on.length === 0 ? 'next-hop-missing' : why.reason === 'no-neighbour' ? 'next-hop-missing' : why.reason;
    return { refused: { reason, origin: route.origin, about: via.address, ...(why.towards ? { towards: why.towards } : {}), ...(on.length === 0 || isOwn ? { inactive: true } : {}) } };
  }
  if ('link' in via) return viaLink(facts, station, route, via.link, to, pin);
  return viaElement(facts, station, route, via.element, to, pin);
}

/** An interface without an address of a family does not speak it, unless it has no address at all. */
export function speaks(made: NetInterface, family: Family): boolean {
  return made.addresses.length === 0 || made.addresses.some((own) => own.ip.family === family);
}

/** Nobody states the subnet of the wire: whoever answers there is a neighbour. */
export function isUnstated(made: NetInterface, family: Family): boolean {
  return speaks(made, family) && made.addresses.every((own) => own.ip.family !== family || (!own.connected && !own.range));
}

function ownersOf(facts: Facts, ip: Ip): Id[] {
  return facts.ask(addressOwners).ofIp(ip).map((owner) => owner.station);
}

function viaElement(facts: Facts, station: Id, route: Route, id: Id, to: Ip, pin: Id | undefined): { hops: NextHop[] } | { refused: Refusal } {
  const near = facts.ask(neighbours);
  const byId = facts.ask(stations);
  const mine = near.speakingOf(station);
  const target = facts.elements[id];
  const missing = (towards: Id, owners: Id[]): { refused: Refusal } => {
    const why = near.whyAbsent(mine, owners);
    const facing = owners.some((owner) => near.interfacesOf(owner).some((into) => into.addresses.some((other) => other.ip.family === to.family
      && mine.some((made) => made.addresses.some((own) => own.connected && inRange(other.ip, own.connected))))));
    return { refused: { reason: why.reason === 'no-neighbour' ? 'next-hop-missing' : why.reason, origin: route.origin, about: id, towards, ...(facing ? {} : { inactive: true }) } };
  };
  if (target && isPlace(target)) {
    const wires = facts.ask(domains);
    const on = isInternet(target)
      ? mine.filter((made) => wires.of(made).some((domain) => wires.internet(domain) === id))
      : mine.filter((made) => made.place === id);
    const hops = on.filter((made) => speaks(made, to.family)).flatMap((made) => (isInternet(target) ? near.internet(made).filter((hop) => hop.station === id) : near.answering(made, to, pin)));
    if (hops.length > 0) return { hops };
    return on.length > 0 && !on.some((made) => speaks(made, to.family)) ? mute(route, to) : missing(id, [id]);
  }
  const members = facts.groups[id] ? facts.ask(tree).members(id) : [id];
  const group = facts.groups[id];
  const hops: NextHop[] = [];
  let onWire = false;
  members.forEach((member, nth) => {
    const wanted = byId.of(member);
    if (wanted === station) return;
    const present = mine.flatMap((made) => near.named(made, wanted));
    onWire ||= present.length > 0;
    const there = present.filter((hop) => bothSpeak(hop, to.family));
    // On a wire where both have addresses of this family they must be of one subnet; elsewhere the wire decides.
    const fitting = there.filter((hop) => sharesSubnet(hop, to.family));
    for (const hop of fitting.length > 0 ? fitting : there) {
      hops.push({ ...hop, rank: group?.mode === 'active-standby' && nth > 0 ? 1 : 0 });
    }
  });
  const tunnels = Object.values(facts.links).filter((link) => link.tunnel !== undefined
    && ((byId.of(link.a.element) === station && members.includes(link.b.element)) || (byId.of(link.b.element) === station && members.includes(link.a.element))));
  if (hops.length === 0) hops.push(...tunnels.flatMap((link) => near.through(link.id, station) ?? []).filter((hop) => bothSpeak(hop, to.family)));
  if (hops.length > 0) return { hops };
  return onWire ? mute(route, to) : missing(members[0] ?? id, members.map((member) => byId.of(member)));
}

/** The next hop is there and speaks another family only: for this one the table has no such route. */
function mute(route: Route, to: Ip): { refused: Refusal } {
  return { refused: { reason: 'no-route', origin: route.origin, about: formatAddress(to), inactive: true } };
}

export function bothSpeak(hop: NextHop, family: Family): boolean {
  return (!hop.out || speaks(hop.out, family)) && (!hop.into || speaks(hop.into, family));
}

function sharesSubnet(hop: NextHop, family: Family): boolean {
  const mine = hop.out?.addresses.filter((own) => own.ip.family === family && own.connected) ?? [];
  const theirs = hop.into?.addresses.filter((own) => own.ip.family === family) ?? [];
  return mine.some((own) => theirs.some((other) => inRange(other.ip, own.connected!)));
}

function viaLink(facts: Facts, station: Id, route: Route, id: Id, to: Ip, pin: Id | undefined): { hops: NextHop[] } | { refused: Refusal } {
  const near = facts.ask(neighbours);
  const byId = facts.ask(stations);
  const link = facts.links[id];
  const refused = { refused: { reason: 'next-hop-missing' as const, origin: route.origin, about: id } };
  if (!link) return refused;
  const other = byId.of(link.a.element) === station ? link.b.element : byId.of(link.b.element) === station ? link.a.element : undefined;
  if (link.tunnel !== undefined) {
    const hop = near.through(id, station);
    if (!hop) return refused;
    return bothSpeak(hop, to.family) ? { hops: [hop] } : mute(route, to);
  }
  const there = near.interfacesOf(station).filter((made) => made.link === id || made.vertices.some((vertex) => endsLink(facts, vertex, id)));
  const mine = there.filter((made) => speaks(made, to.family));
  if (there.length > 0 && mine.length === 0) return mute(route, to);
  const direct = mine.flatMap((made) => near.answering(made, to, pin));
  if (direct.length > 0) return { hops: direct };
  const outside = mine.flatMap((made) => near.internet(made));
  if (outside.length > 0) return { hops: outside };
  const wires = facts.ask(domains);
  const named = other === undefined ? [] : mine.flatMap((made) => near.named(made, other)).filter((hop) => bothSpeak(hop, to.family));
  if (named.length > 0) return { hops: named };
  const routers = mine.flatMap((made) => wires.of(made).flatMap((domain) => wires.routing(domain)
    .filter((into) => into.station !== station)
    .map((into) => ({ station: into.station, out: made, into, domain, rank: 0 as const }))));
  return routers.length > 0 ? { hops: routers } : refused;
}

function endsLink(facts: Facts, vertex: number, id: Id): boolean {
  return facts.ask(frames).vertices[vertex]!.link === id || facts.ask(frames).adjacent[vertex]!.some((edge) => edge.link === id);
}

/** A virtual address by which alone a machine knows its wire; one that waits for it knows nothing by it. */
function standsAlone(facts: Facts, made: NetInterface, own: NetInterface['addresses'][number]): boolean {
  if (made.addresses.some((other) => other.kind !== 'vip' && other.ip.family === own.ip.family)) return false;
  const group = own.group === undefined ? undefined : facts.groups[own.group];
  return group?.mode !== 'active-standby' || facts.ask(stations).of(facts.ask(tree).members(group.id)[0]!) === made.station;
}

function connectedEntries(facts: Facts, station: Id): Entry[] {
  const near = facts.ask(neighbours);
  const found: Entry[] = [];
  for (const made of near.interfacesOf(station)) {
    const seen = new Set<string>();
    for (const own of made.addresses) {
      if (!own.connected || (own.kind === 'vip' && !standsAlone(facts, made, own))) continue;
      const text = formatPrefix(own.connected);
      if (seen.has(text)) continue;
      seen.add(text);
      found.push({
        prefix: own.connected,
        preference: 0,
        metric: 0,
        use: { type: 'connected', prefix: text, origin: own.origin },
        next: (to, pin) => {
          const hops = near.answering(made, to, pin);
          if (hops.length > 0) return { hops };
          const silent = addresslessRouters(facts, made);
          if (silent.length > 0) return { hops: silent };
          const why = near.whyAbsent([made], ownersOf(facts, to).filter((each) => each !== station));
          return { refused: { reason: why.reason, origin: own.origin, about: formatAddress(to), ...(why.towards ? { towards: why.towards } : {}) } };
        },
      });
    }
  }
  return found;
}

/** A router without any address joins its wires: what is not on this one may be behind it. */
export function addresslessRouters(facts: Facts, out: NextHop['out']): NextHop[] {
  if (!out) return [];
  const wires = facts.ask(domains);
  const near = facts.ask(neighbours);
  return wires.of(out).flatMap((domain) => wires.routing(domain)
    .filter((into) => into.station !== out.station && isAddresslessRouter(facts.elements[into.station], near.interfacesOf(into.station)))
    .map((into) => ({ station: into.station, out, into, domain, rank: 0 as const })));
}

export function isAddresslessRouter(element: Element | undefined, mine: { addresses: unknown[] }[]): boolean {
  return element !== undefined && !isInternet(element) && routes(element)
    && element.network.routes.length === 0 && mine.every((made) => made.addresses.length === 0);
}

/** The table of a station, places' routes and learned ones left out; longest prefix first. */
export const routingTable = query('network.routing-table', (facts, station: Id): Entry[] => {
  const element = facts.elements[station]!;
  const near = facts.ask(neighbours);
  const mine = near.speakingOf(station);
  const entries = connectedEntries(facts, station);
  for (const route of element.network.routes) entries.push(...statedEntries(facts, station, route, station, 2));
  for (const family of [4, 6] as const) {
    const hasDefault = entries.some((entry) => entry.prefix.length === 0 && entry.prefix.family === family);
    if (hasDefault) continue;
    const outside = mine.filter((made) => speaks(made, family)).flatMap((made) => near.internet(made));
    const stated = element.network.gateways.length > 0;
    if (outside.length > 0 && !stated) {
      const origin = outside[0]!.out!.origin;
      entries.push({
        prefix: DEFAULTS[family], preference: 3, metric: 0,
        use: { type: 'internet-default', internet: outside[0]!.station, origin },
        next: () => ({ hops: outside }),
      });
    } else if (!routes(element) || stated) {
      const addressed = mine.some((made) => made.addresses.length > 0);
      if (addressed && !mine.some((made) => made.addresses.some((own) => own.ip.family === family))) continue;
      entries.push(gatewayEntry(facts, station, family));
    }
  }
  return sortEntries(entries);
});

/** Looked for only when something must leave the segment. */
function gatewayEntry(facts: Facts, station: Id, family: Family): Entry {
  let known: Gateway | undefined;
  const gateway = (): Gateway => (known ??= gatewayOf(facts, station, family));
  return {
    prefix: DEFAULTS[family], preference: 3, metric: 0,
    get use(): RouteUse {
      const found = gateway();
      return { type: 'gateway', gateway: 'hops' in found ? found.text : found.refused.about, origin: found.origin };
    },
    next: () => gateway(),
  };
}

export function sortEntries(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => b.prefix.length - a.prefix.length || a.preference - b.preference || a.metric - b.metric);
}
