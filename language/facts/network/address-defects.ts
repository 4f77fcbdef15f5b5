/** Addresses that cannot all be meant: one twice, one outside its subnet, one that no host may have, subnets that overlap. */
import type { Id } from '../../model/model.js';
import { formatAddress, formatPrefix, inRange, isLinkLocal, parsePrefix, rangeContains, rangesOverlap, type Family, type ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { frames } from './frames.js';
import { interfaces } from './interfaces.js';
import { areas } from './routing-area.js';
import { tree } from './tree.js';
import { freeAddress, holds, statedSubnets, writtenAddresses, type WrittenAddress } from './written-addresses.js';

/** Routed together, or side by side with nothing between: not two sites that each keep their own private network. */
function sharesNetwork(facts: Facts, a: { domains: number[]; place?: Id }, b: { domains: number[]; place?: Id }): boolean {
  const area = facts.ask(areas);
  const left = new Set(a.domains.map((domain) => area.of(domain)));
  const right = b.domains.map((domain) => area.of(domain));
  if (right.some((each) => left.has(each))) return true;
  if ([...left, ...right].some((each) => area.touchesInternet(each))) return false;
  const parent = (place: Id | undefined): Id | undefined => (place === undefined ? undefined : facts.elements[place]?.parent);
  return a.place !== undefined && b.place !== undefined && (a.place === b.place || parent(a.place) === parent(b.place));
}

export interface Duplicate { address: string; first: WrittenAddress; second: WrittenAddress; free?: string }

export const duplicateAddresses = query('network.duplicate-addresses', (facts): Duplicate[] => {
  const byText = new Map<string, WrittenAddress[]>();
  for (const each of facts.ask(writtenAddresses)) {
    if (each.kind === 'vip') continue;
    const text = formatAddress(each.ip);
    const known = byText.get(text);
    if (known) known.push(each);
    else byText.set(text, [each]);
  }
  const found: Duplicate[] = [];
  for (const [address, uses] of byText) {
    for (const [index, second] of uses.entries()) {
      const first = uses.slice(0, index).find((each) => each.station !== second.station && !isAnycast(facts, each, second) && !standsIn(facts, each, second)
        && (isLinkLocal(each.ip) ? each.domains.some((domain) => second.domains.includes(domain)) : sharesNetwork(facts, each, second)));
      if (!first) continue;
      const free = second.connected && freeAddress(facts, second.connected, second.ip.value);
      found.push({ address, first, second, ...(free ? { free } : {}) });
    }
  }
  return found;
});

/** Both say that they are anycast, by attribute or tag. */
function isAnycast(facts: Facts, ...uses: WrittenAddress[]): boolean {
  return uses.every(({ station }) => {
    const element = facts.elements[station]!;
    return element.attributes['anycast'] !== undefined || element.metadata.tags.includes('anycast');
  });
}

/** Routers and firewalls that stand in for each other share their interfaces' addresses: the active one has them. */
function standsIn(facts: Facts, a: WrittenAddress, b: WrittenAddress): boolean {
  if (a.kind !== 'interface' || b.kind !== 'interface' || !routes(facts.elements[a.station]!)) return false;
  const groups = facts.ask(tree).groupsOf;
  return (groups.get(a.station) ?? []).some((group) => group.mode === 'active-standby' && (groups.get(b.station) ?? []).includes(group));
}

export interface Stray { address: string; use: WrittenAddress; place: Id; subnets: { text: string; origin: Origin }[]; free?: string }

export const strayAddresses = query('network.stray-addresses', (facts): Stray[] => {
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  const subnetsAt = (each: Id, family: Family): ReturnType<typeof statedSubnets> => statedSubnets(facts, each).filter(({ prefix }) => prefix.family === family);
  const found: Stray[] = [];
  for (const use of facts.ask(writtenAddresses)) {
    if (use.kind === 'vip' || isLinkLocal(use.ip) || isInternet(facts.elements[use.place ?? ''])) continue;
    // A host that is cabled into a VLAN stands there, whatever place it is written in.
    const place = [use.place, ...use.domains.flatMap((domain) => wires.places(domain))].find((each) => each !== undefined && subnetsAt(each, use.ip.family).length > 0);
    if (place === undefined) continue;
    const subnets = subnetsAt(place, use.ip.family);
    if (holds(subnets.map((each) => each.prefix), use.ip)) continue;
    // Cabled to another segment: its subnets count there. An interface was put on the place that it names.
    if (use.kind === 'ip' && holds(use.domains.flatMap((domain) => layer3.subnets(domain)), use.ip)) continue;
    const free = freeAddress(facts, subnets[0]!.prefix);
    found.push({ address: formatAddress(use.ip), use, place, subnets, ...(free ? { free } : {}) });
  }
  return found;
});

export interface Reserved { address: string; use: WrittenAddress; kind: 'network' | 'broadcast' | 'special'; subnet?: string; free?: string }

/** Addresses that no interface may have: RFC 1122 (this network, loopback, multicast, class E), RFC 4291. */
const SPECIAL = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '240.0.0.0/4', '::/128', '::1/128', 'ff00::/8'].map((text) => parsePrefix(text)!);

export const reservedAddresses = query('network.reserved-addresses', (facts): Reserved[] => {
  const found: Reserved[] = [];
  for (const use of facts.ask(writtenAddresses)) {
    const address = formatAddress(use.ip);
    if (SPECIAL.some((range) => inRange(use.ip, range))) {
      found.push({ address, use, kind: 'special' });
      continue;
    }
    const prefix = use.connected ?? statedSubnets(facts, use.place).map((each) => each.prefix).find((each) => inRange(use.ip, each));
    const kind = prefix && reservedEnd(prefix, use.ip.value);
    if (!prefix || !kind) continue;
    const free = freeAddress(facts, prefix);
    found.push({ address, use, kind, subnet: formatPrefix(prefix), ...(free ? { free } : {}) });
  }
  return found;
});

/** IPv4: network and broadcast address; IPv6: the subnet-router anycast address. */
function reservedEnd(prefix: ParsedPrefix, value: bigint): 'network' | 'broadcast' | undefined {
  if (prefix.family === 4 ? prefix.length >= 31 : prefix.length >= 127) return undefined;
  if (value === prefix.low) return 'network';
  return prefix.family === 4 && value === prefix.high ? 'broadcast' : undefined;
}

export interface Overlap {
  first: { place: Id; text: string; origin: Origin };
  second: { place: Id; text: string; origin: Origin };
  /** The next prefix of that length that is free, where nothing is addressed in it yet. */
  free?: string;
}

export const overlappingSubnets = query('network.overlapping-subnets', (facts): Overlap[] => {
  const index = facts.ask(tree);
  const graph = facts.ask(frames);
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  const all = Object.values(facts.elements).filter((element) => isPlace(element)).flatMap((place) => statedSubnets(facts, place.id).map((each) => ({ ...each, place: place.id })));
  const sorted = [...all].map((each, order) => ({ ...each, order })).sort((a, b) => a.prefix.family - b.prefix.family || (a.prefix.low < b.prefix.low ? -1 : a.prefix.low > b.prefix.low ? 1 : 0) || b.prefix.length - a.prefix.length);
  const domainsOf = (place: Id): number[] => {
    const found = new Set<number>();
    const vertex = graph.segment(place);
    if (vertex !== undefined) found.add(layer3.domain[vertex]!);
    for (const made of layer3.all) if (made.place === place) for (const domain of wires.of(made)) found.add(domain);
    for (const inner of index.children.get(place) ?? []) for (const made of layer3.of.get(inner) ?? []) for (const domain of wires.of(made)) found.add(domain);
    return [...found];
  };
  const found: Overlap[] = [];
  for (const [at, left] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length; next++) {
      const right = sorted[next]!;
      if (right.prefix.family !== left.prefix.family || right.prefix.low > left.prefix.high) break;
      if (!rangesOverlap(left.prefix, right.prefix)) continue;
      if (left.place === right.place || contains(facts, left.place, right.place) || contains(facts, right.place, left.place)) continue;
      if (!sharesNetwork(facts, { domains: domainsOf(left.place), place: left.place }, { domains: domainsOf(right.place), place: right.place })) continue;
      const [first, second] = left.order < right.order ? [left, right] : [right, left];
      const free = freePrefix(facts, second, all.map((each) => each.prefix));
      found.push({ first, second, ...(free ? { free } : {}) });
    }
  }
  return found;
});

function contains(facts: Facts, outer: Id, inner: Id): boolean {
  return facts.ask(tree).ancestry(inner).some((each) => each.id === outer);
}

function freePrefix(facts: Facts, second: { place: Id; prefix: ParsedPrefix }, taken: ParsedPrefix[]): string | undefined {
  const addressed = facts.ask(writtenAddresses).some((use) => use.place === second.place && inRange(use.ip, second.prefix));
  if (addressed) return undefined;
  const size = second.prefix.high - second.prefix.low + 1n;
  const around = facts.ask(tree).ancestry(second.place).slice(1).flatMap((place) => statedSubnets(facts, place.id)).map((each) => each.prefix);
  for (let step = 1n; step <= 1_024n; step++) {
    const low = second.prefix.low + step * size;
    const candidate = parsePrefix(`${formatAddress({ family: second.prefix.family, value: low })}/${second.prefix.length}`);
    if (!candidate) return undefined;
    // An allocation around it may overlap, and must hold it.
    const outer = around.filter((prefix) => prefix.family === candidate.family);
    if (outer.length > 0 && !outer.some((prefix) => rangeContains(prefix, candidate))) return undefined;
    if (taken.every((prefix) => !rangesOverlap(prefix, candidate) || outer.some((each) => each.low === prefix.low && each.length === prefix.length))) return formatPrefix(candidate);
  }
  return undefined;
}
