/**
 * Where a station sends a packet: by longest prefix where both ends have addresses, by attachment where one has none
 * or the router has none, and through an internet by who owns the public address on its links.
 */
import type { Element, Id, Route } from '../../model/model.js';
import { formatAddress, inRange, isPrivate, isPublic, type ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { learnedRoutes } from './dynamic.js';
import { interfaces } from './interfaces.js';
import { neighbours } from './neighbours.js';
import { addressOwners } from './owners.js';
import { isRouted, type Packet } from './packet.js';
import { isAddresslessRouter, isUnstated, addresslessRouters, routingTable, sortEntries, speaks, statedEntries, type Entry } from './route-entries.js';
import type { Decision, NextHop, Refusal, RouteUse } from './routing-types.js';
import { stations } from './stations.js';
import { tree } from './tree.js';

/** A place's routes are its router's: where it names a gateway, the one that answers there, else every router on it. */
function isRouterOf(facts: Facts, station: Id, place: Element): boolean {
  const { gateways } = place.network;
  if (gateways.length === 0) return true;
  const own = (facts.ask(interfaces).of.get(station) ?? []).flatMap((made) => made.addresses).map((each) => formatAddress(each.ip));
  return gateways.some((gateway) => gateway.element === station || (gateway.address !== undefined && own.includes(gateway.address))
    || (gateway.element !== undefined && facts.ask(tree).members(gateway.element).includes(station)));
}

/** The table with the routes that places state for traffic that leaves them through this station, by the domain that it came from. */
const placeRoutes = query('network.place-routes', (facts, key: string): Entry[] => {
  const [station, domainText] = key.split('\u0001') as [string, string];
  const domain = Number(domainText);
  const wires = facts.ask(domains);
  const index = facts.ask(tree);
  const named = (facts.ask(interfaces).of.get(station) ?? []).flatMap((made) => (made.place !== undefined && wires.of(made).includes(domain) ? [made.place] : []));
  const places = [...named, ...wires.places(domain)];
  const entries: Entry[] = [];
  const seen = new Set<Id>();
  for (const place of places) {
    index.ancestry(place).forEach((each, outwards) => {
      if (seen.has(each.id)) return;
      seen.add(each.id);
      if (!isRouterOf(facts, station, each)) return;
      for (const route of each.network.routes) {
        // Of equal prefixes the innermost place's counts, and all of them before the router's own.
        if (!leadsToItself(facts, station, route)) entries.push(...statedEntries(facts, station, route, each.id, 2 - 1 / (1 + outwards)));
      }
    });
  }
  return sortEntries([...facts.ask(wholeTable, station), ...entries]);
});

/** What a station knows itself and what it has learned. */
const wholeTable = query('network.whole-table', (facts, station: Id): Entry[] => {
  const learned = facts.ask(learnedRoutes, station);
  const own = facts.ask(routingTable, station);
  return learned.length === 0 ? own : sortEntries([...own, ...learned]);
});

/** The device that a place's route names is where it leads, not one that follows it. */
function leadsToItself(facts: Facts, station: Id, route: Route): boolean {
  const { via } = route;
  if ('element' in via) return (facts.groups[via.element] ? facts.ask(tree).members(via.element) : [via.element]).some((id) => facts.ask(stations).of(id) === station);
  return 'address' in via && facts.ask(neighbours).holds(station, via.address, undefined);
}

const statesPlaceRoutes = query('network.states-place-routes', (facts): boolean => Object.values(facts.elements)
  .some((element) => element.roles.includes('place') && element.network.routes.length > 0));

/** The whole table for a packet that came in from `domain` (undefined: the station's own). */
export function tableFor(facts: Facts, station: Id, domain: number | undefined): Entry[] {
  const alone = domain === undefined || !routes(facts.elements[station]!) || !facts.ask(statesPlaceRoutes);
  return alone ? facts.ask(wholeTable, station) : facts.ask(placeRoutes, `${station}\u0001${domain}`);
}

/** @param arrived the domain that the packet came from; undefined where the station sends it itself. */
export function decide(facts: Facts, station: Id, packet: Packet, arrived: number | undefined, pin: Id | undefined): Decision {
  const element = facts.elements[station]!;
  if (isInternet(element)) return throughInternet(facts, station, packet, arrived, pin);
  const mine = facts.ask(neighbours).interfacesOf(station);
  if (!isRouted(packet) || (arrived !== undefined && isAddresslessRouter(element, mine))) return flood(facts, station, packet, arrived, pin);
  return byLongestPrefix(facts, station, packet, arrived, pin);
}

function byLongestPrefix(facts: Facts, station: Id, packet: Packet, arrived: number | undefined, pin: Id | undefined): Decision {
  const to = packet.to.ip!;
  const near = facts.ask(neighbours);
  const element = facts.elements[station]!;
  const candidates = tableFor(facts, station, arrived).filter((entry) => inRange(to, entry.prefix));
  const best = candidates[0];
  if (!best || best.prefix.length === 0) {
    // A wire whose subnet nobody states: whoever answers there is a neighbour.
    const unstated = near.speakingOf(station).filter((made) => isUnstated(made, to.family));
    const direct = unstated.flatMap((made) => near.answering(made, to, pin));
    if (direct.length > 0) return { hops: direct.map((hop) => ({ hop, use: attached(hop, element.origin) })), floods: false };
  }
  if (!best) return { refused: { reason: routes(element) ? 'no-route' : 'no-gateway', origin: element.origin, about: formatAddress(to) } };
  let inactive: Refusal | undefined;
  for (let at = 0; at < candidates.length;) {
    const first = candidates[at]!;
    const same: { entry: Entry; next: ReturnType<Entry['next']> }[] = [];
    for (; at < candidates.length && candidates[at]!.prefix.length === first.prefix.length && candidates[at]!.preference === first.preference; at++) {
      const next = candidates[at]!.next(to, pin);
      // A system takes no route into its table whose next hop is on none of its wires: the next best counts.
      if ('refused' in next && next.refused.inactive) inactive ??= next.refused;
      else same.push({ entry: candidates[at]!, next });
    }
    if (same.length > 0) return together(same);
  }
  return { refused: inactive! };
}

/**
 * Equal prefixes are all used; one with a worse metric waits until the better is gone. Of a blackhole and a way of one metric
 * the first counts: a system does not take the second into its table.
 */
function together(same: { entry: Entry; next: ReturnType<Entry['next']> }[]): Decision {
  const found: { hop: NextHop; use: RouteUse }[] = [];
  let refused: Decision | undefined;
  const dead: Refusal[] = [];
  const best = same[0]!.entry.metric;
  for (const { entry, next } of same) {
    if ('refused' in next) {
      if (next.refused.reason === 'blackhole') {
        if (next === same[0]!.next) return next;
        continue;
      }
      refused ??= next;
      if (entry.metric === best) dead.push(next.refused);
      continue;
    }
    const floats = entry.metric > best;
    for (const hop of next.hops) found.push({ hop: floats ? { ...hop, rank: 1 } : hop, use: entry.use });
  }
  return found.length > 0 ? { hops: found, floods: false, ...(dead.length > 0 ? { dead } : {}) } : refused!;
}

function attached(hop: NextHop, origin: Origin): RouteUse {
  return { type: 'attachment', origin: hop.out?.origin ?? origin };
}

/** By links and segments: straight to the target where it is on the wire, else to every router there. */
function flood(facts: Facts, station: Id, packet: Packet, arrived: number | undefined, pin: Id | undefined): Decision {
  const near = facts.ask(neighbours);
  const wires = facts.ask(domains);
  const byId = facts.ask(stations);
  const element = facts.elements[station]!;
  const target = packet.to.station === undefined ? undefined : byId.of(packet.to.station);
  const mine = near.interfacesOf(station);
  const onWire = mine.filter((made) => arrived === undefined || wires.of(made).some((domain) => domain !== arrived));
  const direct: NextHop[] = [];
  for (const out of onWire) {
    if (target !== undefined && (packet.to.ip === undefined || packet.to.anywhere)) direct.push(...near.named(out, target));
    else if (packet.to.ip) direct.push(...near.answering(out, packet.to.ip, pin));
  }
  const others = arrived === undefined ? direct : direct.filter((hop) => hop.domain !== arrived);
  if (others.length > 0) return { hops: others.map((hop) => ({ hop, use: attached(hop, element.origin) })), floods: true };
  const hops: NextHop[] = [];
  for (const out of onWire) {
    for (const domain of wires.of(out)) {
      if (domain === arrived) continue;
      const internet = wires.internet(domain);
      const routing = [...wires.routing(domain), ...(internet === undefined ? [] : near.interfacesOf(internet).slice(0, 1))];
      for (const into of routing) if (into.station !== station) hops.push({ station: into.station, out, into, domain, rank: 0 });
    }
  }
  for (const link of routes(element) ? Object.values(facts.links) : []) {
    if (link.tunnel === undefined) continue;
    const [a, b] = [byId.of(link.a.element), byId.of(link.b.element)];
    if (a === station) hops.push({ station: b, tunnel: link.id, rank: 0 });
    else if (b === station) hops.push({ station: a, tunnel: link.id, rank: 0 });
  }
  return { hops: hops.map((hop) => ({ hop, use: attached(hop, element.origin) })), floods: true };
}

/** An internet delivers a public prefix to who owns it on its links, or routes it inward; it never carries private ones. */
function throughInternet(facts: Facts, id: Id, packet: Packet, arrived: number | undefined, pin: Id | undefined): Decision {
  const element = facts.elements[id]!;
  const to = packet.to.ip;
  if (!to) return flood(facts, id, packet, arrived, pin);
  const near = facts.ask(neighbours);
  const use: RouteUse = { type: 'internet', internet: id, origin: element.origin };
  const mine = near.interfacesOf(id);
  const refuse = (): Decision => ({ refused: { reason: 'not-on-the-internet', origin: element.origin, about: formatAddress(to) } });
  if (packet.to.anywhere) {
    const actor = packet.to.station;
    if (actor === undefined || actor === id) return refuse();
    const there = mine.flatMap((made) => near.named(made, facts.ask(stations).of(actor)));
    return there.length > 0 ? { hops: there.map((hop) => ({ hop, use })), floods: false } : refuse();
  }
  if (isPrivate(to) || !isPublic(to)) return refuse();
  const owners = mine.flatMap((made) => near.answering(made, to, pin)).filter((hop) => hop.station !== id);
  if (owners.length > 0) return { hops: owners.map((hop) => ({ hop, use })), floods: false };
  const inward = inwardHops(facts, id, packet);
  if (inward.length > 0) return { hops: inward.map((hop) => ({ hop, use })), floods: false };
  // Without addresses on the way the links decide.
  const silent = mine.flatMap((made) => addresslessRouters(facts, made)).filter((hop) => hop.domain !== arrived);
  if (silent.length > 0 && facts.ask(addressOwners).isOwned(to)) return { hops: silent.map((hop) => ({ hop, use })), floods: true };
  return refuse();
}

/** Everyone on an internet's links who would take a packet with this destination, routed there by the internet or not. */
export function atTheEdge(facts: Facts, internet: Id, packet: Packet): { hop: NextHop; use: RouteUse }[] {
  const near = facts.ask(neighbours);
  const wires = facts.ask(domains);
  const byId = facts.ask(stations);
  const use: RouteUse = { type: 'internet', internet, origin: facts.elements[internet]!.origin };
  const target = packet.to.ip === undefined && packet.to.station !== undefined ? byId.of(packet.to.station) : undefined;
  return near.interfacesOf(internet).flatMap((out) => wires.of(out).flatMap((domain) => wires.members(domain)
    .filter((into) => into.station !== internet && (routes(facts.elements[into.station]!) || into.station === target
      || (packet.to.text !== undefined && near.holds(into.station, packet.to.text, undefined))))
    .map((into) => ({ hop: { station: into.station, out, into, domain, rank: 0 as const }, use }))));
}

/** True where the internet answers for an address itself: public, owned by nobody, behind none of the devices on its links. */
export function answersItself(facts: Facts, internet: Id, packet: Packet): boolean {
  const to = packet.to.ip;
  return to !== undefined && isPublic(to) && !facts.ask(addressOwners).isOwned(to) && inwardHops(facts, internet, packet).length === 0;
}

/** Devices on the internet's links that have the address behind them, by connected subnet or route: the longest prefix. */
function inwardHops(facts: Facts, id: Id, packet: Packet): NextHop[] {
  const near = facts.ask(neighbours);
  const wires = facts.ask(domains);
  const to = packet.to.ip!;
  let best: ParsedPrefix | undefined;
  let hops: NextHop[] = [];
  for (const out of near.interfacesOf(id)) {
    for (const domain of wires.of(out)) {
      for (const into of wires.members(domain)) {
        if (into.station === id || !routes(facts.elements[into.station]!) || !speaks(into, to.family)) continue;
        const entry = tableFor(facts, into.station, domain).find((each) => inRange(to, each.prefix) && each.prefix.length > 0 && leadsInward(facts, each, to, id));
        if (!entry || (best && entry.prefix.length < best.length)) continue;
        if (!best || entry.prefix.length > best.length) hops = [];
        best = entry.prefix;
        hops.push({ station: into.station, out, into, domain, rank: 0 });
      }
    }
  }
  return hops;
}

function leadsInward(facts: Facts, entry: Entry, to: NonNullable<Packet['to']['ip']>, internet: Id): boolean {
  if (entry.use.type === 'connected') {
    const wires = facts.ask(domains);
    const { origin } = entry.use;
    const owner = facts.ask(interfaces).all.find((made) => made.addresses.some((own) => own.origin === origin));
    // Its own side of the internet's wire is not inward: an unowned address there is the internet's.
    return owner !== undefined && !wires.of(owner).some((domain) => wires.internet(domain) === internet);
  }
  const next = entry.next(to, undefined);
  return 'refused' in next ? next.refused.reason !== 'blackhole' && !next.refused.inactive : next.hops.every((hop) => hop.station !== internet);
}

/** True where the packet, followed by routes alone, comes to an internet: what `masquerade` without a destination waits for. */
export function leadsToInternet(facts: Facts, station: Id, packet: Packet, arrived: number | undefined): boolean {
  const seen = new Set<Id>();
  const pending: { station: Id; arrived: number | undefined }[] = [{ station, arrived }];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if (seen.has(next.station)) continue;
    seen.add(next.station);
    const element = facts.elements[next.station];
    if (!element) continue;
    if (isInternet(element)) return true;
    if (next.station !== station && !routes(element)) continue;
    if (next.station !== station && packet.to.text !== undefined && facts.ask(neighbours).holds(next.station, packet.to.text, undefined)) continue;
    const decision = decide(facts, next.station, packet, next.arrived, undefined);
    if ('refused' in decision) continue;
    for (const { hop } of decision.hops) if (hop.rank === 0) pending.push({ station: hop.station, arrived: hop.domain });
  }
  return false;
}
