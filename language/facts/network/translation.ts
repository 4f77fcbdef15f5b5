/** Address translation: dnat before routing, masquerade and snat after the filter; replies are reversed by state. */
import type { Element, Endpoint, Id, NatRule } from '../../model/model.js';
import { parseAddress, type Ip } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { endpointElements } from './flow-dials.js';
import { leadsToInternet } from './forwarding.js';
import { neighbours } from './neighbours.js';
import { matchesPort, partyOf, type Packet } from './packet.js';
import { partySets } from './endpoints.js';
import type { NextHop } from './routing-types.js';
import { stations } from './stations.js';

export interface Translated { packet: Packet; rule: NatRule }

/** What a device's first matching dnat makes of a packet: one for each member of the target; none where no member has an address of its family. */
export function destinationTranslated(facts: Facts, element: Element, packet: Packet): { rule: NatRule & { type: 'dnat' }; packets: Packet[] } | undefined {
  if (packet.to.text === undefined) return undefined;
  for (const rule of element.network.nat) {
    if (rule.type !== 'dnat' || rule.address !== packet.to.text || !matchesPort(packet, rule.ports)) continue;
    const toPort = translatedPort(rule, packet);
    return { rule, packets: targetsOf(facts, rule.to, packet.to.ip!.family).map((to) => ({ ...packet, to, toPort })) };
  }
  return undefined;
}

/** The target of a translation, whatever its family. */
export function namedTarget(facts: Facts, to: Endpoint): Packet['to'] {
  const ip = to.type === 'address' ? parseAddress(to.prefix.split('/')[0]!) : undefined;
  if (ip) return partyOf(ip);
  const [end] = endpointElements(facts, to);
  return end ? { station: end.element } : {};
}

/** A range onto a range of the same size keeps its offset; else the first port. */
function translatedPort(rule: NatRule & { type: 'dnat' }, packet: Packet): number {
  const wanted = rule.toPorts?.find((each) => each.protocol === packet.protocol);
  if (!wanted || packet.protocol === 'icmp') return packet.toPort;
  const from = rule.ports?.find((each) => each.protocol === packet.protocol && each.low <= packet.toPort && packet.toPort <= each.high);
  if (from && from.high - from.low === wanted.high - wanted.low) return wanted.low + packet.toPort - from.low;
  return wanted.low;
}

/** Where a dnat leads, which keeps the family (RFC 3022): a group's virtual address, else its members; an element's address. */
export function targetsOf(facts: Facts, to: Endpoint, family: Ip['family']): Packet['to'][] {
  if (to.type === 'address') {
    const ip = parseAddress(to.prefix.split('/')[0]!);
    return ip?.family === family ? [partyOf(ip)] : [];
  }
  const found: Packet['to'][] = [];
  const byId = facts.ask(stations);
  for (const end of endpointElements(facts, to)) {
    const station = byId.of(end.element);
    const vips = end.group ? facts.groups[end.group]!.vips.map((vip) => vip.address) : [];
    const own = (facts.ask(neighbours).interfacesOf(station))
      .flatMap((made) => made.addresses.filter((each) => each.group === undefined && !each.range).map((each) => each.text));
    const texts = (vips.length > 0 ? vips : own).filter((text) => parseAddress(text)!.family === family);
    if (texts.length === 0 && own.length === 0) found.push({ station });
    for (const text of texts.slice(0, vips.length > 0 ? undefined : 1)) {
      if (!found.some((each) => each.text === text)) found.push(partyOf(parseAddress(text)!));
    }
  }
  return found;
}

/** The packet with its source translated for one way out; undefined where no rule speaks of it. */
export function sourceTranslated(facts: Facts, element: Element, packet: Packet, hop: NextHop): Translated | undefined {
  const sets = facts.ask(partySets);
  for (const rule of element.network.nat) {
    if (rule.type === 'dnat') continue;
    if (!rule.from.some((endpoint) => sets.has(sets.of(endpoint, 'source'), packet.from))) continue;
    if (rule.to) {
      if (!rule.to.some((endpoint) => sets.has(sets.of(endpoint, 'destination'), packet.to))) continue;
    } else if (!leadsToInternet(facts, hop.station, packet, hop.domain)) {
      continue;
    }
    const family = packet.family ?? packet.to.ip?.family;
    if (rule.type === 'snat') {
      const ip = parseAddress(rule.address);
      if (!ip || (family !== undefined && ip.family !== family)) continue;
      return { packet: { ...packet, from: partyOf(ip) }, rule };
    }
    return { packet: { ...packet, from: masqueraded(facts, element.id, hop, family) }, rule };
  }
  return undefined;
}

function masqueraded(facts: Facts, device: Id, hop: NextHop, family: Ip['family'] | undefined): Packet['from'] {
  const station = facts.ask(stations).of(device);
  const fits = (each: { ip: Ip; group?: Id }): boolean => (family === undefined || each.ip.family === family);
  const onWay = hop.out?.addresses.filter(fits) ?? [];
  const own = onWay.find((each) => each.group === undefined) ?? onWay[0]
    ?? facts.ask(neighbours).interfacesOf(station).flatMap((made) => made.addresses).find(fits);
  return own ? partyOf(own.ip) : { station };
}
