/**
 * Where the members of one VLAN are: the broadcast domains that carry it. A domain without members is no island, one
 * whose members all stand in another one, too, cuts nobody off, and domains with subnets of their own are meant to be apart.
 */
import type { Element, Id, Link } from '../../model/model.js';
import { inRange, parsePrefix } from '../../model/ip.js';
import { isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { bridges, isLayer3Switch } from './devices.js';
import { domains } from './domains.js';
import { frames } from './frames.js';
import { interfaces, type NetInterface } from './interfaces.js';
import { UnionFind } from './union-find.js';
import { frameLinks, usesOf } from './vlan-uses.js';
import { vlanPlaces } from './vlan-numbers.js';

export interface PartitionedVlan {
  place: Element;
  /** At least two, each with at least one member, in source order. */
  islands: NetInterface[][];
}

/** Tunnels that carry frames and not only packets. */
const FRAME_TUNNELS = /^(vxlan|geneve|nvgre|l2tp|vpls|evpn|otv|gretap|eoip|pseudowire)/iu;

export const partitionedVlans = query('network.partitioned-vlans', (facts): PartitionedVlan[] => {
  const beyond = joinedElsewhere(facts);
  const carrying = domainsOfPlaces(facts);
  return facts.ask(vlanPlaces).flatMap((place): PartitionedVlan[] => {
    const parts = new Map<number, NetInterface[]>();
    for (const domain of carrying.get(place.id) ?? []) {
      const members = membersOf(facts, domain);
      if (members.length > 0) parts.set(beyond.find(domain), [...parts.get(beyond.find(domain)) ?? [], ...members]);
    }
    if (parts.size < 2) return [];
    const islands = cutOff(place, [...parts.values()]);
    return islands.length > 1 ? [{ place, islands }] : [];
  });
});

/** Domains that a link end puts into the VLAN place. */
function domainsOfPlaces(facts: Facts): Map<Id, Set<number>> {
  const graph = facts.ask(frames);
  const { domain } = facts.ask(interfaces);
  const at = new Map<string, number[]>();
  graph.vertices.forEach((vertex, index) => {
    if (vertex.element === undefined || (vertex.kind === 'end' && vertex.vlan === undefined)) return;
    const key = `${vertex.element}\u0001${vertex.kind === 'end' ? vertex.link : ''}\u0001${vertex.vlan ?? 'untagged'}`;
    at.set(key, [...at.get(key) ?? [], domain[index]!]);
  });
  const found = new Map<Id, Set<number>>();
  for (const link of facts.ask(frameLinks)) {
    for (const end of [link.a, link.b]) {
      for (const use of usesOf(end)) {
        if (use.place === undefined) continue;
        if (!found.has(use.place)) found.set(use.place, new Set());
        // A switch without VLANs hangs in this one as a whole.
        const tags = use === end.access ? [use.number, 'untagged'] : [use.number];
        for (const tag of tags) for (const by of ['', link.id]) for (const each of at.get(`${end.element}\u0001${by}\u0001${tag}`) ?? []) found.get(use.place)!.add(each);
      }
    }
  }
  return found;
}

/** Who has an address there or hangs there by a cable; a switch that only passes frames on is no member. */
function membersOf(facts: Facts, domain: number): NetInterface[] {
  const graph = facts.ask(frames);
  const layer3 = facts.ask(interfaces);
  return facts.ask(domains).members(domain).filter((made) => made.addresses.length > 0
    || made.vertices.some((vertex) => graph.vertices[vertex]!.kind === 'end' && layer3.domain[vertex] === domain));
}

/** What joins domains outside of the cables that are drawn: a carrier's place between two trunks, a tunnel for frames. */
function joinedElsewhere(facts: Facts): UnionFind {
  const graph = facts.ask(frames);
  const { domain } = facts.ask(interfaces);
  const sets = new UnionFind(graph.vertices.length);
  const join = (list: readonly number[]): void => list.forEach((vertex) => sets.union(domain[list[0]!]!, domain[vertex]!));
  const behind = new Map<Id, number[]>();
  for (const link of facts.ask(frameLinks)) {
    for (const [end, other] of [[link.a, link.b], [link.b, link.a]] as const) {
      if (!isPlace(facts.elements[other.element])) continue;
      const numbers = new Set(usesOf(end).map((use) => use.number));
      const own = (graph.of.get(end.element) ?? []).filter((vertex) => numbers.has(graph.vertices[vertex]!.vlan ?? -1));
      for (const vertex of own) {
        const key = `${other.element}\u0001${graph.vertices[vertex]!.vlan}`;
        behind.set(key, [...behind.get(key) ?? [], vertex]);
      }
    }
  }
  for (const list of behind.values()) join(list);
  for (const link of Object.values(facts.links)) if (carriesFrames(facts, link)) join([...graph.of.get(link.a.element) ?? [], ...graph.of.get(link.b.element) ?? []]);
  return sets;
}

function carriesFrames(facts: Facts, link: Link): boolean {
  if (link.tunnel === undefined) return false;
  if (FRAME_TUNNELS.test(link.tunnel)) return true;
  return [link.a, link.b].every((end) => {
    const element = facts.elements[end.element];
    return element !== undefined && bridges(element) && !isLayer3Switch(element);
  });
}

/** Of the parts of a VLAN those that miss each other. */
function cutOff(place: Element, parts: NetInterface[][]): NetInterface[][] {
  const names = parts.map((part) => new Set(part.map((made) => made.station)));
  const alone = parts.filter((_, at) => !names.some((other, index) => index !== at && [...names[at]!].every((station) => other.has(station)) && (other.size > names[at]!.size || index < at)));
  const used = alone.map((part) => subnetsUsed(place, part));
  const apart = (a: number, b: number): boolean => used[a]!.size > 0 && used[b]!.size > 0 && ![...used[a]!].some((subnet) => used[b]!.has(subnet));
  return alone.filter((_, at) => alone.some((__, other) => other !== at && !apart(at, other)));
}

function subnetsUsed(place: Element, part: NetInterface[]): Set<number> {
  const prefixes = place.network.subnets.map((subnet) => parsePrefix(subnet.prefix));
  const used = new Set<number>();
  prefixes.forEach((prefix, index) => {
    if (prefix && part.some((made) => made.addresses.some(({ ip }) => inRange(ip, prefix)))) used.add(index);
  });
  return used;
}
