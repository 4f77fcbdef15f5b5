/** The prefix that is on the wire at each address, and where virtual addresses of groups stand. */
import type { AddressUse, Id } from '../../model/model.js';
import { inRange, parseAddress, parsePrefix, type Ip, type ParsedPrefix } from '../../model/ip.js';
import type { NetInterface, OwnAddress } from './interface-types.js';
import { subnetsOf, type Ground } from './reaching.js';
import { stations } from './stations.js';

export function lengthOf(use: AddressUse): { connected?: ParsedPrefix } {
  if (use.length === undefined) return {};
  const connected = parsePrefix(`${use.address}/${use.length}`);
  return connected ? { connected } : {};
}

/** The longest stated prefix that holds an address on these vertices: of the named place, of a place around, of the domain. */
export function findConnected(ground: Ground, made: NetInterface, ip: Ip, subnets: Map<number, ParsedPrefix[]>): ParsedPrefix | undefined {
  const candidates = [
    subnetsOf(made.place === undefined ? undefined : ground.elements[made.place]),
    ...(made.place === undefined ? ground.index.ancestry(made.station).filter((each) => ground.places.segments.has(each.id)).map(subnetsOf) : []),
    made.vertices.flatMap((vertex) => subnets.get(ground.component.find(vertex)) ?? []),
  ];
  for (const list of candidates) {
    const fitting = list.filter((prefix) => inRange(ip, prefix)).sort((a, b) => b.length - a.length)[0];
    if (fitting) return { ...fitting, host: ip.value };
  }
  return undefined;
}

export function giveConnected(ground: Ground, all: NetInterface[], subnets: Map<number, ParsedPrefix[]>): void {
  const stated = new Map<number, ParsedPrefix[]>();
  for (const made of all) {
    for (const own of made.addresses) {
      if (own.range) continue;
      own.connected ??= findConnected(ground, made, own.ip, subnets);
      if (!own.connected) continue;
      for (const vertex of made.vertices) {
        const key = ground.component.find(vertex);
        if (!stated.has(key)) stated.set(key, []);
        stated.get(key)!.push(own.connected);
      }
    }
  }
  // A machine knows its own mask, even where it is plugged into the wrong segment.
  const written = Object.values(ground.elements)
    .filter((element) => ground.places.segments.has(element.id)).flatMap(subnetsOf).sort((a, b) => b.length - a.length);
  const elsewhere = (ip: Ip): ParsedPrefix | undefined => written.find((prefix) => inRange(ip, prefix));
  // No subnet is written for the wire: what a neighbour's interface states holds for the wire.
  for (const made of all) {
    for (const own of made.addresses) {
      if (own.connected || own.range) continue;
      const near = made.vertices.flatMap((vertex) => stated.get(ground.component.find(vertex)) ?? []);
      const fitting = near.find((prefix) => inRange(own.ip, prefix)) ?? elsewhere(own.ip);
      if (fitting) own.connected = { ...fitting, host: own.ip.value };
    }
  }
}

/** Virtual addresses of groups stand on the members' interfaces whose prefix holds them, else on all. */
export function addVirtual(ground: Ground, of: Map<Id, NetInterface[]>, subnets: Map<number, ParsedPrefix[]>): void {
  const { facts, index } = ground;
  const byId = facts.ask(stations);
  for (const group of Object.values(facts.groups)) {
    for (const use of group.vips) {
      const ip = parseAddress(use.address);
      if (!ip) continue;
      for (const member of index.members(group.id)) {
        const mine = of.get(byId.of(member)) ?? [];
        const holding = mine.filter((made) => made.addresses.some((own) => own.connected && inRange(ip, own.connected)));
        const near = mine.filter((made) => made.vertices.some((vertex) => (subnets.get(ground.component.find(vertex)) ?? []).some((prefix) => inRange(ip, prefix))));
        const on = holding.length > 0 ? holding : near.length > 0 ? near : mine;
        for (const made of on) {
          if (made.addresses.some((own) => own.text === use.address)) continue;
          const own: OwnAddress = { ip, text: use.address, kind: 'vip', group: group.id, origin: use.origin, ...lengthOf(use) };
          const neighbour = made.addresses.find((each) => each.connected && inRange(ip, each.connected))?.connected;
          own.connected ??= neighbour ? { ...neighbour, host: ip.value } : findConnected(ground, made, ip, subnets);
          made.addresses.push(own);
        }
      }
    }
  }
}
