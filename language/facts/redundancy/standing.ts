/** On which segments the members of a virtual router stand, and on which of them a virtual address would be answered. */
import type { Id } from '../../model/model.js';
import { inRange, isPublic, type Ip, type ParsedPrefix } from '../../model/ip.js';
import { domains } from '../network/domains.js';
import { interfaces } from '../network/interfaces.js';
import { segments } from '../network/segments.js';
import { stations } from '../network/stations.js';
import { statedSubnets } from '../network/written-addresses.js';
import { keyOf, partsOf, query, type Facts } from '../query.js';

/** One wire that an element stands on, with the prefixes that are on it; none where nobody states any. */
export interface Footing {
  /** Broadcast domain. */
  domain: number;
  prefixes: ParsedPrefix[];
  /** The edge of an internet, which carries whatever public address its owner announces. */
  internet: boolean;
}

/** The wires of an element, or of the machine that it shares its network with. */
export const footings = query('redundancy.footings', (facts, id: Id): Footing[] => {
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  return (layer3.of.get(facts.ask(stations).of(id)) ?? []).flatMap((made) => wires.of(made).map((domain): Footing => ({
    domain,
    internet: wires.internet(domain) !== undefined,
    prefixes: [
      ...made.addresses.flatMap((own) => (own.kind !== 'vip' && own.connected ? [own.connected] : [])),
      ...layer3.subnets(domain), ...wires.places(domain).flatMap((place) => statedSubnets(facts, place).map((each) => each.prefix)),
    ],
  })));
});

export interface Holding {
  /** Domains on whose prefixes the address lies. */
  domains: number[];
  /** Every wire of the element has a known prefix: what is on none of them is outside. */
  known: boolean;
}

export function holding(facts: Facts, id: Id, ip: Ip): Holding {
  const mine = facts.ask(footings, id);
  const answers = (each: Footing): boolean => each.prefixes.some((prefix) => inRange(ip, prefix)) || (each.internet && isPublic(ip));
  return { domains: mine.filter(answers).map((each) => each.domain), known: mine.length > 0 && mine.every((each) => each.prefixes.length > 0) };
}

/** Prefixes of the address's family on the wires of these elements, each once. */
export function prefixesAround(facts: Facts, ids: readonly Id[], ip: Ip): ParsedPrefix[] {
  const found = new Map<string, ParsedPrefix>();
  for (const id of ids) {
    for (const prefix of facts.ask(footings, id).flatMap((each) => each.prefixes)) {
      if (prefix.family === ip.family) found.set(`${prefix.low}/${prefix.length}`, prefix);
    }
  }
  return [...found.values()];
}

/**
 * True where it is known that no segment has all of these on it. Parts of one place that no cable joins are told by
 * other rules.
 */
export function standApart(facts: Facts, ids: readonly Id[]): boolean {
  return facts.ask(apart, keyOf(...ids));
}

const apart = query('redundancy.stand-apart', (facts, key: string): boolean => {
  const ids = partsOf(key);
  const wires = ids.map((id) => facts.ask(footings, id).map((each) => each.domain));
  if (wires.some((each) => each.length === 0) || inCommon(wires).length > 0) return false;
  return inCommon(ids.map((id) => placesOf(facts, id))).length === 0;
});

/** Places whose segment the element is on, of these wires where some are named, and the one that it was written in. */
export function placesOf(facts: Facts, id: Id, on: readonly number[] = []): Id[] {
  const wires = facts.ask(domains);
  const written = facts.ask(segments).innermost(id);
  const mine = on.length > 0 ? on : facts.ask(footings, id).map((each) => each.domain);
  return [...mine.flatMap((domain) => wires.places(domain)), ...(written === undefined ? [] : [written])];
}

/** What stands in every one of the lists. */
export function inCommon<T>(lists: readonly (readonly T[])[]): T[] {
  const [first, ...others] = lists;
  return first ? [...new Set(first)].filter((each) => others.every((list) => list.includes(each))) : [];
}
