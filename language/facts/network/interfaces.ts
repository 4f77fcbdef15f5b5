/**
 * Layer 3 interfaces: which of its cables, or which place's segment, each address of a station stands on, and the
 * prefix that is connected there. An interface named by a place uses the device's own cables that reach the place
 * or carry its VLAN, and only without one the place's implicit segment.
 */
import type { AddressUse, Element, Id } from '../../model/model.js';
import { formatPrefix, inRange, parseAddress, parsePrefix, type Ip, type IpRange, type ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { isLayer3Switch, routes, bridges } from './devices.js';
import { frames, type FrameEdge, type Frames } from './frames.js';
import { segments, type Segments } from './segments.js';
import { networkLinks, stations, type Station } from './stations.js';
import { tree, type Tree } from './tree.js';
import { UnionFind } from './union-find.js';

export interface OwnAddress {
  ip: Ip;
  text: string;
  kind: 'ip' | 'interface' | 'vip';
  /** The group that holds a virtual address. */
  group?: Id;
  /** The prefix that is on the wire there, where it is known. */
  connected?: ParsedPrefix;
  /** An actor's prefix: it has every address of it. */
  range?: IpRange;
  origin: Origin;
}

export interface NetInterface {
  index: number;
  station: Id;
  /** The place or link that the interface names; both undefined for a station's own `ip` or bare links. */
  place?: Id;
  link?: Id;
  /** The interface stands on this tunnel, on no wire. */
  tunnel?: Id;
  addresses: OwnAddress[];
  /** Vertices of the frame graph. */
  vertices: number[];
  origin: Origin;
}

export interface Interfaces {
  all: NetInterface[];
  of: Map<Id, NetInterface[]>;
  /** The frame graph with the bridging inside of multi-port interfaces added. */
  adjacent: FrameEdge[][];
  /** Broadcast domain of each vertex. */
  domain: number[];
  /** Vertices that are joined by cables, whatever their VLANs. */
  cabled: number[];
  /** Prefixes stated for the places that a domain is. */
  subnets(domain: number): ParsedPrefix[];
}

interface Ground {
  facts: Facts;
  elements: Record<Id, Element>;
  graph: Frames;
  places: Segments;
  index: Tree;
  /** First components, before the bridging of interfaces. */
  component: UnionFind;
  placesOf: Map<number, Set<Id>>;
}

function componentsOf(adjacent: FrameEdge[][]): UnionFind {
  const sets = new UnionFind(adjacent.length);
  adjacent.forEach((edges, from) => edges.forEach((edge) => sets.union(from, edge.to)));
  return sets;
}

/** The vertices that a station has without naming any: its cables, else its place's segment. */
function baseVertices(ground: Ground, station: Station): number[] {
  const { graph, places } = ground;
  const own = (graph.of.get(station.wiredAs) ?? []);
  if (station.place !== undefined) {
    const reaching = reachingPlace(ground, own, station.place, false);
    if (reaching.length > 0) return reaching;
    const segment = graph.segment(station.place);
    return segment === undefined ? [] : [segment];
  }
  if (own.length > 0 || (ground.facts.ask(networkLinks).get(station.wiredAs)?.length ?? 0) > 0) return own;
  const place = places.innermost(station.wiredAs);
  const segment = place === undefined ? undefined : graph.segment(place);
  return segment === undefined ? [] : [segment];
}

/** Of a device's vertices, those that reach a place: the best evidence decides. */
function reachingPlace(ground: Ground, own: number[], place: Id, byMembers: boolean): number[] {
  const { graph, elements, component, facts } = ground;
  const links = facts.links;
  const target = elements[place];
  const vlan = target?.network.vlan;
  const direct = own.filter((index) => {
    const vertex = graph.vertices[index]!;
    if (vlan !== undefined && vertex.vlan === vlan) return true;
    const link = vertex.link === undefined ? undefined : links[vertex.link];
    return link !== undefined && (link.a.element === place || link.b.element === place);
  });
  if (direct.length > 0) return direct;
  const inside = new Set((graph.of.get(place) ?? []).map((index) => component.find(index)));
  const joined = own.filter((index) => inside.has(component.find(index)));
  if (joined.length > 0 || !byMembers) return joined;
  return own.filter((index) => {
    if (vlan !== undefined && graph.vertices[index]!.vlan !== undefined) return false;
    return ground.placesOf.get(component.find(index))?.has(place) ?? false;
  });
}

function vertexOfInterface(ground: Ground, station: Station, on: { place?: Id; link?: Id }): { vertices: number[]; tunnel?: Id } {
  const { graph, facts } = ground;
  const own = (graph.of.get(station.wiredAs) ?? []);
  if (on.link !== undefined) {
    const link = facts.links[on.link];
    if (link?.tunnel !== undefined) return { vertices: [], tunnel: link.id };
    const ends = own.filter((index) => graph.vertices[index]!.link === on.link);
    if (ends.length > 0 || !link) return { vertices: ends };
    // A switch port: the VLANs that the cable carries there.
    const bridged = own.filter((index) => graph.adjacent[index]!.some((edge) => edge.link === on.link));
    return { vertices: bridged };
  }
  if (on.place === undefined) return { vertices: [] };
  const reaching = reachingPlace(ground, own.filter((index) => graph.vertices[index]!.kind !== 'segment'), on.place, true);
  if (reaching.length > 0) return { vertices: reaching };
  const segment = graph.segment(on.place);
  return { vertices: segment === undefined ? [] : [segment] };
}

/** Places in which the hosts of each component stand: what a cable "reaches" beyond switches outside the place. */
function placesOfComponents(ground: Ground): void {
  for (const station of ground.facts.ask(stations).all) {
    const element = ground.elements[station.id]!;
    if (routes(element) || bridges(element) || isInternet(element)) continue;
    const place = station.place ?? ground.places.innermost(station.id) ?? homeOf(ground, element);
    if (place === undefined) continue;
    const enclosing = [place, ...ground.index.ancestry(place).map((each) => each.id)];
    for (const vertex of baseVertices(ground, station)) {
      const component = ground.component.find(vertex);
      if (!ground.placesOf.has(component)) ground.placesOf.set(component, new Set());
      for (const each of enclosing) ground.placesOf.get(component)!.add(each);
    }
  }
}

/** Of a machine that stands in no segment: the place whose subnet has its address. */
function homeOf(ground: Ground, element: Element): Id | undefined {
  const ips = element.network.addresses.flatMap((use) => parseAddress(use.address) ?? []);
  for (const place of ground.places.segments) {
    if (subnetsOf(ground.elements[place]).some((prefix) => ips.some((ip) => inRange(ip, prefix)))) return place;
  }
  return undefined;
}

function subnetsOf(element: Element | undefined): ParsedPrefix[] {
  return (element?.network.subnets ?? []).flatMap((subnet) => parsePrefix(subnet.prefix) ?? []);
}

/** An actor's `ip` with host bits clear is a prefix: all of its addresses. */
function rangeOf(element: Element, use: AddressUse): IpRange | undefined {
  if (use.length === undefined || !element.roles.includes('actor')) return undefined;
  const prefix = parsePrefix(`${use.address}/${use.length}`);
  if (!prefix || prefix.low !== prefix.host || prefix.low === prefix.high) return undefined;
  return { family: prefix.family, low: prefix.low, high: prefix.high };
}

export const interfaces = query('network.interfaces', (facts): Interfaces => {
  const graph = facts.ask(frames);
  const places = facts.ask(segments);
  const ground: Ground = {
    facts, elements: facts.elements, graph, places, index: facts.ask(tree),
    component: componentsOf(graph.adjacent), placesOf: new Map(),
  };
  placesOfComponents(ground);
  const subnetCache = subnetsOfComponents(ground);
  const all: NetInterface[] = [];
  const of = new Map<Id, NetInterface[]>();
  const add = (made: Omit<NetInterface, 'index'>): NetInterface => {
    const full = { ...made, index: all.length };
    all.push(full);
    const mine = of.get(made.station);
    if (mine) mine.push(full);
    else of.set(made.station, [full]);
    return full;
  };
  for (const station of facts.ask(stations).all) interfacesOf(ground, station, subnetCache, add);
  giveConnected(ground, all, subnetCache);
  addVirtual(ground, of, subnetCache);

  const adjacent = graph.adjacent.map((edges) => [...edges]);
  bridgeInside(ground, all, adjacent);
  const final = componentsOf(adjacent);
  const domain = graph.vertices.map((_, index) => final.find(index));
  const subnetsByDomain = new Map<number, Map<string, ParsedPrefix>>();
  for (const [component, prefixes] of subnetCache) {
    const key = final.find(component);
    if (!subnetsByDomain.has(key)) subnetsByDomain.set(key, new Map());
    for (const prefix of prefixes) subnetsByDomain.get(key)!.set(formatPrefix(prefix), prefix);
  }
  return {
    all, of, adjacent, domain,
    cabled: cabledClusters(graph, adjacent),
    subnets: (key) => [...(subnetsByDomain.get(key)?.values() ?? [])],
  };
});

function subnetsOfComponents(ground: Ground): Map<number, ParsedPrefix[]> {
  const { graph, component, elements } = ground;
  const found = new Map<number, Map<string, ParsedPrefix>>();
  const put = (key: number, place: Id): void => {
    for (const prefix of subnetsOf(elements[place])) {
      if (!found.has(key)) found.set(key, new Map());
      found.get(key)!.set(formatPrefix(prefix), prefix);
    }
  };
  graph.vertices.forEach((vertex, index) => {
    const key = component.find(index);
    if (vertex.kind === 'segment') put(key, vertex.place!);
    else if (vertex.vlan !== undefined) for (const place of graph.vlanPlaces.get(vertex.vlan) ?? []) put(key, place);
  });
  for (const [key, members] of ground.placesOf) for (const place of members) if (ground.places.segments.has(place)) put(key, place);
  return new Map([...found].map(([key, prefixes]) => [key, [...prefixes.values()]]));
}

function interfacesOf(ground: Ground, station: Station, subnets: Map<number, ParsedPrefix[]>, add: (made: Omit<NetInterface, 'index'>) => NetInterface): void {
  const element = ground.elements[station.id]!;
  const named = new Map<string, Omit<NetInterface, 'index'>>();
  for (const each of element.network.interfaces) {
    const key = `${each.on.place ?? ''}\u0001${each.on.link ?? ''}`;
    let made = named.get(key);
    if (!made) {
      const { vertices, tunnel } = vertexOfInterface(ground, station, each.on);
      made = {
        station: station.id, addresses: [], vertices, origin: each.origin,
        ...(each.on.place ? { place: each.on.place } : {}), ...(each.on.link ? { link: each.on.link } : {}), ...(tunnel ? { tunnel } : {}),
      };
      named.set(key, made);
    }
    const ip = each.address && parseAddress(each.address.address);
    if (each.address && ip) made.addresses.push({ ip, text: each.address.address, kind: 'interface', origin: each.address.origin, ...lengthOf(each.address) });
  }
  for (const route of element.network.routes) {
    if (!('link' in route.via)) continue;
    const link = route.via.link;
    if ([...named.values()].some((each) => each.link === link)) continue;
    const { vertices, tunnel } = vertexOfInterface(ground, station, { link });
    if ([...named.values()].some((each) => vertices.length > 0 && vertices.every((vertex) => each.vertices.includes(vertex)))) continue;
    named.set(`\u0001${link}`, { station: station.id, link, addresses: [], vertices, origin: route.origin, ...(tunnel ? { tunnel } : {}) });
  }
  for (const made of named.values()) add(made);

  const base = baseVertices(ground, station);
  const used = new Set([...named.values()].flatMap((each) => each.vertices));
  const free = base.filter((vertex) => !used.has(vertex));
  const uses: { use: AddressUse; kind: 'ip' | 'vip' }[] = [
    ...element.network.addresses.map((use) => ({ use, kind: 'ip' as const })),
    ...element.vips.map((use) => ({ use, kind: 'vip' as const })),
  ];
  if (uses.length === 0) {
    // A router with addresses forwards nothing on a cable that is no interface of its; one without forwards on all.
    const addressed = [...named.values()].some((each) => each.addresses.length > 0);
    if (free.length > 0 && !(addressed && routes(element))) add({ station: station.id, addresses: [], vertices: free, origin: element.origin });
    return;
  }
  const byVertices = new Map<string, Omit<NetInterface, 'index'>>();
  for (const { use, kind } of uses) {
    const ip = parseAddress(use.address);
    if (!ip) continue;
    if (kind === 'vip' && joinNamed(named, ip, use, subnets, ground)) continue;
    const pool = free.length > 0 ? free : base;
    const fitting = pool.filter((vertex) => (subnets.get(ground.component.find(vertex)) ?? []).some((prefix) => inRange(ip, prefix)));
    const vertices = fitting.length > 0 ? fitting : pool;
    const key = vertices.join(',');
    let made = byVertices.get(key);
    if (!made) byVertices.set(key, made = { station: station.id, addresses: [], vertices, origin: use.origin });
    const range = rangeOf(element, use);
    made.addresses.push({ ip, text: use.address, kind, origin: use.origin, ...(range ? { range } : lengthOf(use)) });
  }
  for (const made of byVertices.values()) add(made);
}

function joinNamed(named: Map<string, Omit<NetInterface, 'index'>>, ip: Ip, use: AddressUse, subnets: Map<number, ParsedPrefix[]>, ground: Ground): boolean {
  for (const made of named.values()) {
    const fits = made.addresses.some((own) => own.connected && inRange(ip, own.connected))
      || made.vertices.some((vertex) => (subnets.get(ground.component.find(vertex)) ?? []).some((prefix) => inRange(ip, prefix)));
    if (!fits) continue;
    made.addresses.push({ ip, text: use.address, kind: 'vip', origin: use.origin, ...lengthOf(use) });
    return true;
  }
  return false;
}

function lengthOf(use: AddressUse): { connected?: ParsedPrefix } {
  if (use.length === undefined) return {};
  const connected = parsePrefix(`${use.address}/${use.length}`);
  return connected ? { connected } : {};
}

/** The longest stated prefix that holds an address on these vertices: of the named place, of a place around, of the domain. */
function findConnected(ground: Ground, made: NetInterface, ip: Ip, subnets: Map<number, ParsedPrefix[]>): ParsedPrefix | undefined {
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

function giveConnected(ground: Ground, all: NetInterface[], subnets: Map<number, ParsedPrefix[]>): void {
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
function addVirtual(ground: Ground, of: Map<Id, NetInterface[]>, subnets: Map<number, ParsedPrefix[]>): void {
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

/**
 * One interface over several cables is a bridge over them: always on a layer 3 switch, on a router or firewall only
 * where the far sides are not one segment already (it does not stand in for the switches).
 */
function bridgeInside(ground: Ground, all: NetInterface[], adjacent: FrameEdge[][]): void {
  const sets = componentsOf(adjacent);
  let id = adjacent.reduce((most, edges) => edges.reduce((inner, edge) => Math.max(inner, edge.id), most), -1) + 1;
  for (const made of all) {
    const element = ground.elements[made.station]!;
    if (!routes(element) || isInternet(element) || made.vertices.length < 2 || (made.place === undefined && made.link === undefined)) continue;
    const always = isLayer3Switch(element);
    for (let i = 1; i < made.vertices.length; i++) {
      const a = made.vertices[0]!;
      const b = made.vertices[i]!;
      if (!sets.union(a, b) && !always) continue;
      adjacent[a]!.push({ to: b, id });
      adjacent[b]!.push({ to: a, id });
      id++;
    }
  }
}

function cabledClusters(graph: Frames, adjacent: FrameEdge[][]): number[] {
  const sets = componentsOf(adjacent);
  for (const mine of graph.of.values()) {
    const bridged = mine.filter((index) => graph.vertices[index]!.kind === 'bridge');
    for (const index of bridged) sets.union(bridged[0]!, index);
    const byLink = new Map<Id, number>();
    for (const index of mine) {
      const link = graph.vertices[index]!.link;
      if (link === undefined) continue;
      if (byLink.has(link)) sets.union(byLink.get(link)!, index);
      else byLink.set(link, index);
    }
  }
  return graph.vertices.map((_, index) => sets.find(index));
}
