/** Who is on each broadcast domain: the neighbours that answer there, by address and by name. */
import type { Id } from '../../model/model.js';
import { formatAddress, inRange, parseAddress, type Ip } from '../../model/ip.js';
import { query } from '../query.js';
import { routes } from './devices.js';
import { interfaces, type NetInterface } from './interfaces.js';
import { addressOwners } from './owners.js';
import { segments } from './segments.js';
import { frames } from './frames.js';

export interface Neighbour {
  station: Id;
  on: NetInterface;
}

export interface Domains {
  /** Broadcast domains that an interface stands on. */
  of(made: NetInterface): number[];
  /** Everyone there, once per interface. */
  members(domain: number): NetInterface[];
  /** Those of them that forward packets. */
  routing(domain: number): NetInterface[];
  /** Who answers for an address there: interfaces, virtual addresses, translated addresses. */
  answering(domain: number, ip: Ip): Neighbour[];
  /** The interfaces of a station there. */
  present(domain: number, station: Id): NetInterface[];
  /** Places whose segment or VLAN the domain is. */
  places(domain: number): Id[];
  /** The internets that the domain is an edge of. */
  internet(domain: number): Id | undefined;
}

export const domains = query('network.domains', (facts): Domains => {
  const layer3 = facts.ask(interfaces);
  const graph = facts.ask(frames);
  const owners = facts.ask(addressOwners);
  const members = new Map<number, NetInterface[]>();
  const byAddress = new Map<number, Map<string, Neighbour[]>>();
  const ranged = new Map<number, { made: NetInterface; low: bigint; high: bigint; family: 4 | 6 }[]>();
  const routing = new Map<number, NetInterface[]>();
  const domainsOf = layer3.all.map((made) => [...new Set(made.vertices.map((vertex) => layer3.domain[vertex]!))]);
  const put = (domain: number, text: string, neighbour: Neighbour): void => {
    if (!byAddress.has(domain)) byAddress.set(domain, new Map());
    const index = byAddress.get(domain)!;
    const known = index.get(text);
    if (!known) index.set(text, [neighbour]);
    else if (!known.some((each) => each.on === neighbour.on)) known.push(neighbour);
  };
  for (const made of layer3.all) {
    for (const domain of domainsOf[made.index]!) {
      const there = members.get(domain);
      if (there) there.push(made);
      else members.set(domain, [made]);
      if (routes(facts.elements[made.station]!)) routing.set(domain, [...(routing.get(domain) ?? []), made]);
      for (const own of made.addresses) {
        if (own.range) {
          if (!ranged.has(domain)) ranged.set(domain, []);
          ranged.get(domain)!.push({ made, ...own.range });
        } else {
          put(domain, own.text, { station: made.station, on: made });
        }
      }
    }
  }
  const internetOf = new Map<number, Id>();
  for (const id of facts.ask(segments).internets) {
    for (const vertex of graph.of.get(id) ?? []) internetOf.set(layer3.domain[vertex]!, id);
  }
  const placesOf = new Map<number, Set<Id>>();
  graph.vertices.forEach((vertex, at) => {
    const there = vertex.kind === 'segment' ? [vertex.place!] : graph.vlanPlaces(vertex);
    if (there.length === 0) return;
    const domain = layer3.domain[at]!;
    if (!placesOf.has(domain)) placesOf.set(domain, new Set());
    for (const place of there) placesOf.get(domain)!.add(place);
  });
  // A device answers for the addresses that it translates, where they fit the wire or face an internet.
  for (const [text, list] of owners.owned) {
    for (const owner of list) {
      if (owner.kind !== 'dnat' && owner.kind !== 'snat') continue;
      const ip = parseAddress(text)!;
      const mine = layer3.of.get(owner.station) ?? [];
      const fitting = mine.filter((made) => made.addresses.some((own) => own.connected && inRange(ip, own.connected))
        || domainsOf[made.index]!.some((domain) => internetOf.has(domain)));
      for (const made of fitting.length > 0 ? fitting : mine) {
        for (const domain of domainsOf[made.index]!) put(domain, text, { station: owner.station, on: made });
      }
    }
  }
  return {
    of: (made) => domainsOf[made.index]!,
    members: (domain) => members.get(domain) ?? [],
    routing: (domain) => routing.get(domain) ?? [],
    answering: (domain, ip) => {
      const exact = byAddress.get(domain)?.get(formatAddress(ip)) ?? [];
      if (exact.length > 0) return exact;
      return (ranged.get(domain) ?? []).filter((each) => inRange(ip, each)).map(({ made }) => ({ station: made.station, on: made }));
    },
    present: (domain, station) => (layer3.of.get(station) ?? []).filter((made) => domainsOf[made.index]!.includes(domain)),
    internet: (domain) => internetOf.get(domain),
    places: (domain) => [...(placesOf.get(domain) ?? [])],
  };
});
