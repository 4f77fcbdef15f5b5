/**
 * Subnets of a device's wires whose hosts talk to each other without it: what is on-link is sent straight to the
 * neighbour (RFC 1122, section 3.3.1.1), so that a router never forwards it. Only where nothing in the model could bring
 * such a packet to a router all the same.
 */
import type { Id } from '../../model/model.js';
import { inRange, parseAddress, parsePrefix, rangesOverlap, type Ip, type ParsedPrefix } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { bridges, routes } from './devices.js';
import { domains } from './domains.js';
import { interfaces, type NetInterface } from './interfaces.js';
import { stations } from './stations.js';
import { targetsOf } from './translation.js';

export function directSubnets(facts: Facts, device: Id): ParsedPrefix[] {
  const element = facts.elements[device];
  if (!element || !routes(element) || bridges(element)) return [];
  const wires = facts.ask(domains);
  const brought = facts.ask(broughtBack);
  const found = new Map<string, ParsedPrefix>();
  for (const made of facts.ask(interfaces).of.get(facts.ask(stations).of(device)) ?? []) {
    const [domain, ...more] = wires.of(made);
    if (domain === undefined || more.length > 0 || wires.internet(domain) !== undefined) continue;
    for (const { connected } of made.addresses) {
      if (!connected || connected.low === connected.high) continue;
      const apart = brought.addresses.some((ip) => inRange(ip, connected)) || brought.routes.some((prefix) => rangesOverlap(prefix, connected) && prefix.length >= connected.length);
      if (!apart && allOn(facts, domain, connected)) found.set(`${connected.low}/${connected.length}`, connected);
    }
  }
  return [...found.values()];
}

/** Everyone with an address of the subnet stands on this wire and knows the subnet by its full length. */
function allOn(facts: Facts, domain: number, subnet: ParsedPrefix): boolean {
  const wires = facts.ask(domains);
  const { single, ranges } = facts.ask(held);
  const fits = ({ made, own }: Held): boolean => {
    const sameLength = own.connected === undefined || (own.connected.low === subnet.low && own.connected.length === subnet.length);
    return sameLength && wires.of(made).length === 1 && wires.of(made)[0] === domain;
  };
  const sorted = single[subnet.family];
  for (let at = firstFrom(sorted, subnet.low); at < sorted.length && sorted[at]!.own.ip.value <= subnet.high; at++) if (!fits(sorted[at]!)) return false;
  return ranges.every((each) => !rangesOverlap(each.own.range!, subnet) || fits(each));
}

interface Held { made: NetInterface; own: NetInterface['addresses'][number] }

/** Every address of every interface by its value, so that those of one subnet stand together; prefixes that one end has beside them. */
const held = query('network.held-addresses', (facts): { single: Record<4 | 6, Held[]>; ranges: Held[] } => {
  const all = facts.ask(interfaces).all.flatMap((made) => made.addresses.map((own): Held => ({ made, own })));
  const single = (family: 4 | 6): Held[] => all.filter(({ own }) => !own.range && own.ip.family === family).sort((a, b) => (a.own.ip.value < b.own.ip.value ? -1 : a.own.ip.value > b.own.ip.value ? 1 : 0));
  return { single: { 4: single(4), 6: single(6) }, ranges: all.filter(({ own }) => own.range) };
});

function firstFrom(sorted: readonly Held[], value: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.own.ip.value < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Addresses behind translation, and routes: what could lead a packet of the subnet through a router and back. */
const broughtBack = query('network.brought-back', (facts): { addresses: Ip[]; routes: ParsedPrefix[] } => {
  const addresses: Ip[] = [];
  const written: ParsedPrefix[] = [];
  for (const element of Object.values(facts.elements)) {
    for (const rule of element.network.nat) {
      if (rule.type === 'masquerade') continue;
      const ip = parseAddress(rule.address);
      if (ip) addresses.push(ip);
      if (rule.type === 'dnat' && ip) addresses.push(...targetsOf(facts, rule.to, ip.family).flatMap((party) => party.ip ?? []));
    }
    for (const route of element.network.routes) {
      const prefix = route.prefix === 'default' ? undefined : parsePrefix(route.prefix);
      if (prefix) written.push(prefix);
    }
  }
  return { addresses, routes: written };
});
