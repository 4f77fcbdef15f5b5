/**
 * Which of a device's cables reach a place: those that end at it or carry its VLAN, else those whose broadcast domain
 * holds its segment, else those behind which its hosts hang; and what a station has that names no place at all.
 */
import type { Element, Id } from '../../model/model.js';
import { formatPrefix, inRange, parseAddress, parsePrefix, type ParsedPrefix } from '../../model/ip.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { bridges, routes } from './devices.js';
import type { FrameEdge, Frames } from './frames.js';
import type { Segments } from './segments.js';
import { networkLinks, stations, type Station } from './stations.js';
import type { Tree } from './tree.js';
import { UnionFind } from './union-find.js';

export interface Ground {
  facts: Facts;
  elements: Record<Id, Element>;
  graph: Frames;
  places: Segments;
  index: Tree;
  /** First components, before the bridging of interfaces. */
  component: UnionFind;
  placesOf: Map<number, Set<Id>>;
}

export function componentsOf(adjacent: FrameEdge[][]): UnionFind {
  const sets = new UnionFind(adjacent.length);
  adjacent.forEach((edges, from) => edges.forEach((edge) => sets.union(from, edge.to)));
  return sets;
}

/** The vertices that a station has without naming any: its cables, else its place's segment. */
export function baseVertices(ground: Ground, station: Station): number[] {
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
export function reachingPlace(ground: Ground, own: number[], place: Id, byMembers: boolean): number[] {
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

export function vertexOfInterface(ground: Ground, station: Station, on: { place?: Id; link?: Id }): { vertices: number[]; tunnel?: Id } {
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
export function placesOfComponents(ground: Ground): void {
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
export function homeOf(ground: Ground, element: Element): Id | undefined {
  const ips = element.network.addresses.flatMap((use) => parseAddress(use.address) ?? []);
  for (const place of ground.places.segments) {
    if (subnetsOf(ground.elements[place]).some((prefix) => ips.some((ip) => inRange(ip, prefix)))) return place;
  }
  return undefined;
}

export function subnetsOf(element: Element | undefined): ParsedPrefix[] {
  return (element?.network.subnets ?? []).flatMap((subnet) => parsePrefix(subnet.prefix) ?? []);
}

export function subnetsOfComponents(ground: Ground): Map<number, ParsedPrefix[]> {
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
    else for (const place of graph.vlanPlaces(vertex)) put(key, place);
  });
  for (const [key, members] of ground.placesOf) for (const place of members) if (ground.places.segments.has(place)) put(key, place);
  return new Map([...found].map(([key, prefixes]) => [key, [...prefixes.values()]]));
}
