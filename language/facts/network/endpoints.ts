/**
 * Endpoints of rules as sets: an element is its addresses, a place all addresses in it, a group its members and, as a
 * destination, its virtual address; an internet is every public address that nobody owns. What has no address
 * is matched by name.
 */
import type { Element, Endpoint, Id } from '../../model/model.js';
import { inRange, isPublic, parsePrefix, rangeContains, type Ip, type IpRange } from '../../model/ip.js';
import { isInternet, isPlace } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import type { Party } from './packet.js';
import { segments } from './segments.js';
import { stations } from './stations.js';
import { tree } from './tree.js';

export type End = 'source' | 'destination';

/** A set of parties. */
export interface PartySet {
  any: boolean;
  addresses: Set<string>;
  ranges: IpRange[];
  stations: Set<Id>;
  /** Every unowned public address. */
  unowned: boolean;
}

export interface PartySets {
  of(endpoint: Endpoint, end: End): PartySet;
  ofId(id: Id, end: End): PartySet;
  has(set: PartySet, party: Party): boolean;
}

function emptySet(): PartySet {
  return { any: false, addresses: new Set(), ranges: [], stations: new Set(), unowned: false };
}

function addAll(into: PartySet, from: PartySet): void {
  into.any ||= from.any;
  into.unowned ||= from.unowned;
  for (const each of from.addresses) into.addresses.add(each);
  into.ranges.push(...from.ranges);
  for (const each of from.stations) into.stations.add(each);
}

export const partySets = query('network.party-sets', (facts): PartySets => {
  const byId = facts.ask(stations);
  const owners = facts.ask(addressOwners);
  const cache = new Map<string, PartySet>();

  const ofId = (id: Id, end: End): PartySet => {
    const key = `${end}\u0001${id}`;
    let known = cache.get(key);
    if (!known) cache.set(key, known = build(facts, id, end, ofId));
    return known;
  };
  const of = (endpoint: Endpoint, end: End): PartySet => {
    const set = emptySet();
    switch (endpoint.type) {
      case 'any':
        set.any = true;
        return set;
      case 'address': {
        const prefix = parsePrefix(endpoint.prefix);
        if (prefix) set.ranges.push({ family: prefix.family, low: prefix.low, high: prefix.high });
        return set;
      }
      case 'tag':
        for (const element of Object.values(facts.elements)) {
          if (element.metadata.tags.includes(endpoint.tag)) addAll(set, ofId(element.id, end));
        }
        return set;
      case 'ids':
        if (endpoint.ids.length === 1) return ofId(endpoint.ids[0]!, end);
        for (const id of endpoint.ids) addAll(set, ofId(id, end));
        return set;
    }
  };
  const has = (set: PartySet, party: Party): boolean => {
    if (set.any) return true;
    if (party.ip) {
      const ip = party.ip;
      if (set.addresses.has(party.text!)) return true;
      if (set.unowned && isPublic(ip) && (party.anywhere || !owners.isOwned(ip))) return true;
      return set.ranges.some((range) => inRange(ip, range));
    }
    if (party.station !== undefined && set.stations.has(byId.of(party.station))) return true;
    // Its address is not written, but it lies in the segment's subnets.
    return party.within !== undefined && party.within.length > 0
      && party.within.every((prefix) => set.ranges.some((range) => rangeContains(range, prefix)));
  };
  return { of, ofId, has };
});

function build(facts: Facts, id: Id, end: End, ofId: (id: Id, end: End) => PartySet): PartySet {
  const set = emptySet();
  const element = facts.elements[id];
  if (element) {
    if (isPlace(element)) placeSet(facts, element, end, set, ofId);
    else elementSet(facts, element, set);
    return set;
  }
  const group = facts.groups[id];
  if (group) {
    for (const member of group.members) addAll(set, ofId(member.id, end));
    if (end === 'destination') for (const vip of group.vips) set.addresses.add(vip.address);
    return set;
  }
  for (const member of facts.securityGroups[id]?.members ?? []) addAll(set, ofId(member, end));
  return set;
}

function elementSet(facts: Facts, element: Element, set: PartySet): void {
  const byId = facts.ask(stations);
  const station = byId.of(element.id);
  set.stations.add(station);
  let addressed = false;
  for (const made of facts.ask(interfaces).of.get(station) ?? []) {
    for (const own of made.addresses) {
      if (own.group !== undefined) continue;
      addressed = true;
      if (own.range) set.ranges.push(own.range);
      else set.addresses.add(own.text);
    }
  }
  if (!addressed && isOnInternet(facts, element)) set.unowned = true;
}

/** An actor without `ip` in an internet has every unowned public address. */
export function isOnInternet(facts: Facts, element: Element): boolean {
  const station = facts.ask(stations).get(element.id);
  if (isInternet(element)) return true;
  if (!station || !element.roles.includes('actor')) return false;
  const place = facts.ask(segments).innermost(station.wiredAs);
  if (place !== undefined && isInternet(facts.elements[place])) return true;
  return Object.values(facts.links).some((link) => (link.a.element === station.wiredAs && isInternet(facts.elements[link.b.element]))
    || (link.b.element === station.wiredAs && isInternet(facts.elements[link.a.element])));
}

function placeSet(facts: Facts, place: Element, end: End, set: PartySet, ofId: (id: Id, end: End) => PartySet): void {
  const index = facts.ask(tree);
  const byId = facts.ask(stations);
  const layer3 = facts.ask(interfaces);
  const inside = new Set([place.id, ...index.descendants(place.id)]);
  if (isInternet(place)) {
    set.unowned = true;
    set.stations.add(place.id);
  }
  for (const id of inside) {
    const element = facts.elements[id]!;
    if (isPlace(element)) {
      for (const subnet of element.network.subnets) {
        const prefix = parsePrefix(subnet.prefix);
        if (prefix) set.ranges.push({ family: prefix.family, low: prefix.low, high: prefix.high });
      }
      continue;
    }
    const station = byId.of(id);
    set.stations.add(station);
    for (const made of layer3.of.get(station) ?? []) {
      // An interface that stands in another place has that place's address, not this one's.
      if (made.place !== undefined && !inside.has(made.place)) continue;
      for (const own of made.addresses) {
        if (own.range) set.ranges.push(own.range);
        else if (own.group === undefined) set.addresses.add(own.text);
      }
    }
  }
  if (end === 'destination') {
    for (const group of Object.values(facts.groups)) {
      if (group.parent !== undefined && inside.has(group.parent)) for (const vip of group.vips) set.addresses.add(vip.address);
    }
  }
  void ofId;
}

/** True where the address is one that this set holds. */
export function setHasIp(sets: PartySets, set: PartySet, ip: Ip, text: string): boolean {
  return sets.has(set, { ip, text });
}
