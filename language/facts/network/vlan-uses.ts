/** Where VLANs are written on links, and which devices have which VLAN on which of their ports. */
import type { Id, Link, LinkEnd, VlanUse } from '../../model/model.js';
import { samePosition } from '../../model/origin.js';
import { inRange, parsePrefix } from '../../model/ip.js';
import { query, type Facts } from '../query.js';
import { ownAddresses } from './parties.js';
import { portSettings } from './ports-of-links.js';
import { networkLinks, stations } from './stations.js';
import { segments } from './segments.js';

/** Everything that an end says of VLANs, in the order access, trunk, native. */
export function usesOf(end: LinkEnd): VlanUse[] {
  return [...(end.access ? [end.access] : []), ...(end.trunk ?? []), ...(end.native ? [end.native] : [])];
}

export function sameUse(a: VlanUse, b: VlanUse): boolean {
  return a.origin.uri === b.origin.uri && samePosition(a.origin.range.start, b.origin.range.start);
}

/** True where each end has settings of its own; settings after one end only hold for both. */
export function statedTwice(link: Link): boolean {
  const [a, b] = [usesOf(link.a)[0], usesOf(link.b)[0]];
  return a !== undefined && b !== undefined && !sameUse(a, b);
}

/** Links whose media carry frames, each once, in source order. */
export const frameLinks = query('network.frame-links', (facts): Link[] => {
  const carrying = new Set([...facts.ask(networkLinks).values()].flat().map((link) => link.id));
  return Object.values(facts.links).filter((link) => carrying.has(link.id));
});

/** The links of a device that carry a VLAN at its end; `''` stands for the device itself, which has an address or a place in it. */
const presence = query('network.vlan-presence', (facts): Map<Id, Map<number, Set<Id>>> => {
  const found = new Map<Id, Map<number, Set<Id>>>();
  const put = (device: Id, vlan: number, by: Id): void => {
    if (!found.has(device)) found.set(device, new Map());
    const mine = found.get(device)!;
    if (!mine.has(vlan)) mine.set(vlan, new Set());
    mine.get(vlan)!.add(by);
  };
  for (const link of facts.ask(frameLinks)) {
    const settings = portSettings(link);
    for (const side of ['a', 'b'] as const) for (const vlan of settings[side]?.vlanOf.values() ?? []) put(link[side].element, vlan, link.id);
  }
  const vlans = Object.values(facts.elements).flatMap(({ network }) => (network.vlan === undefined ? [] : [{
    number: network.vlan, prefixes: network.subnets.flatMap((subnet) => parsePrefix(subnet.prefix) ?? []),
  }]));
  const places = facts.ask(segments);
  for (const { id, wiredAs } of facts.ask(stations).all) {
    const element = facts.elements[id]!;
    const within = [places.innermost(id), ...element.network.interfaces.map((each) => each.on.place)];
    for (const place of within) {
      const number = place === undefined ? undefined : facts.elements[place]?.network.vlan;
      if (number !== undefined) put(wiredAs, number, '');
    }
    const own = ownAddresses(facts, id);
    if (own.length === 0) continue;
    for (const { number, prefixes } of vlans) if (own.some(({ ip }) => prefixes.some((prefix) => inRange(ip, prefix)))) put(wiredAs, number, '');
  }
  return found;
});

/** True where the device has the VLAN on another port than this link's, or itself. */
export function usedBeyond(facts: Facts, device: Id, vlan: number, link: Id): boolean {
  const ports = facts.ask(presence).get(device)?.get(vlan);
  return ports !== undefined && [...ports].some((each) => each !== link);
}
