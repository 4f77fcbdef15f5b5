/** Resolving a next hop on a wire: who answers for an address, or stands for a name, on the domains of an interface. */
import type { Id } from '../../model/model.js';
import { inRange, isPublic, parseAddress, type Ip, type IpRange } from '../../model/ip.js';
import { query } from '../query.js';
import { domains } from './domains.js';
import { frames } from './frames.js';
import { interfaces, type NetInterface } from './interfaces.js';
import { addressOwners } from './owners.js';
import { stations } from './stations.js';
import { tree } from './tree.js';
import type { NextHop } from './routing-types.js';

export interface Neighbours {
  /** Those that answer for the address on the interface's wires. Of several holders of a virtual address, `pin` is taken where it is one. */
  answering(out: NetInterface, ip: Ip, pin: Id | undefined): NextHop[];
  /** The station itself on the interface's wires. */
  named(out: NetInterface, station: Id): NextHop[];
  /** What a station puts into a tunnel comes out at the other end, and nowhere else; undefined where it ends none of it. */
  through(tunnel: Id, station: Id): NextHop | undefined;
  /** The edge of an internet on the interface's wires. */
  internet(out: NetInterface): NextHop[];
  interfacesOf(station: Id): NetInterface[];
  /** Those that packets with addresses use: not a cable that nothing is said of, beside interfaces that have addresses. */
  speakingOf(station: Id): NetInterface[];
  /** True where the station answers to this address itself. */
  holds(station: Id, text: string, pin: Id | undefined): boolean;
  /** Why nobody answers: the owner is cabled but in another VLAN, or not cabled, or there is none. */
  whyAbsent(from: NetInterface[], owners: Id[]): { reason: 'other-vlan' | 'not-cabled' | 'no-neighbour'; towards?: Id };
}

/** Stations of active-standby groups, primary first, by each of their members. */
const standbyGroups = query('network.standby-groups', (facts): Map<Id, Id[][]> => {
  const byId = facts.ask(stations);
  const index = facts.ask(tree);
  const found = new Map<Id, Id[][]>();
  for (const group of Object.values(facts.groups)) {
    if (group.mode !== 'active-standby') continue;
    const members = index.members(group.id).map((member) => byId.of(member));
    for (const member of members) found.set(member, [...(found.get(member) ?? []), members]);
  }
  return found;
});

export const neighbours = query('network.neighbours', (facts): Neighbours => {
  const layer3 = facts.ask(interfaces);
  const graph = facts.ask(frames);
  const wires = facts.ask(domains);
  const owners = facts.ask(addressOwners);
  const byId = facts.ask(stations);
  const index = facts.ask(tree);
  const standbys = facts.ask(standbyGroups);
  /** Of several that answer for one address, those whose active-standby group has an earlier member among them. */
  const waits = (station: Id, there: readonly { station: Id }[]): boolean => there.length > 1
    && (standbys.get(station) ?? []).some((members) => {
      const first = members.find((member) => there.some((each) => each.station === member));
      return first !== undefined && first !== station;
    });
  const interfacesOf = (station: Id): NetInterface[] => layer3.of.get(station) ?? [];
  const speaking = new Map<Id, NetInterface[]>();
  const speakingOf = (station: Id): NetInterface[] => {
    let known = speaking.get(station);
    if (!known) {
      const all = interfacesOf(station);
      const said = all.filter((made) => made.addresses.length > 0 || made.place !== undefined || made.link !== undefined);
      speaking.set(station, known = all.some((made) => made.addresses.length > 0) ? said : all);
    }
    return known;
  };
  const internet = (out: NetInterface): NextHop[] => wires.of(out).flatMap((domain) => {
    const id = wires.internet(domain);
    if (id === undefined || id === out.station) return [];
    return interfacesOf(id).slice(0, 1).map((into) => ({ station: id, out, into, domain, rank: 0 as const }));
  });
  const through = (tunnel: Id, station: Id): NextHop | undefined => {
    const link = facts.links[tunnel];
    if (!link) return undefined;
    const [a, b] = [byId.of(link.a.element), byId.of(link.b.element)];
    const other = a === station ? b : b === station ? a : undefined;
    if (other === undefined) return undefined;
    const [out, into] = [station, other].map((end) => interfacesOf(end).find((made) => made.tunnel === tunnel));
    return { station: other, tunnel, rank: 0, ...(out ? { out } : {}), ...(into ? { into } : {}) };
  };
  const answering = (out: NetInterface, ip: Ip, pin: Id | undefined): NextHop[] => {
    if (out.tunnel !== undefined) {
      const hop = through(out.tunnel, out.station);
      return hop?.into?.addresses.some((own) => own.ip.family === ip.family && own.ip.value === ip.value) ? [hop] : [];
    }
    const found: NextHop[] = [];
    for (const domain of wires.of(out)) {
      let there = wires.answering(domain, ip).filter((each) => each.station !== out.station);
      if (pin !== undefined && there.some((each) => each.station === pin)) there = there.filter((each) => each.station === pin);
      for (const each of there) found.push({ station: each.station, out, into: each.on, domain, rank: waits(each.station, there) ? 1 : 0 });
      // An address on the internet's wire that nobody owns is the internet's.
      if (there.length === 0 && isPublic(ip) && !owners.isOwned(ip)) found.push(...internet(out).filter((hop) => hop.domain === domain));
    }
    return found;
  };
  return {
    answering,
    through,
    internet,
    interfacesOf,
    speakingOf,
    named: (out, station) => wires.of(out).flatMap((domain) => wires.present(domain, station)
      .map((into) => ({ station, out, into, domain, rank: 0 as const }))),
    holds: (station, text, pin) => interfacesOf(station).some((made) => made.addresses.some((own) => {
      if (own.range ? !textInRange(text, own.range) : own.text !== text) return false;
      // A virtual address that the answer is pinned to is held by that member alone.
      return own.group === undefined || pin === undefined || pin === station
        || !index.members(own.group).some((member) => byId.of(member) === pin);
    })),
    whyAbsent: (from, candidates) => {
      // An interface that no cable leads to would hang on one of the device's cables.
      const standing = from.flatMap((made) => (made.vertices.some((vertex) => graph.vertices[vertex]!.kind !== 'segment') ? [made] : interfacesOf(made.station)));
      const here = new Set(standing.flatMap((made) => made.vertices.map((vertex) => layer3.cabled[vertex]!)));
      for (const candidate of candidates) {
        const there = interfacesOf(candidate).flatMap((made) => made.vertices.map((vertex) => layer3.cabled[vertex]!));
        if (there.some((cluster) => here.has(cluster))) return { reason: 'other-vlan', towards: candidate };
      }
      return candidates.length > 0 ? { reason: 'not-cabled', towards: candidates[0]! } : { reason: 'no-neighbour' };
    },
  };
});

function textInRange(text: string, range: IpRange): boolean {
  const ip = parseAddress(text);
  return ip !== undefined && inRange(ip, range);
}
