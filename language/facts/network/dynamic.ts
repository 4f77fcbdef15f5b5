/**
 * Dynamic routing: the routers that take part in a protocol of one name tell each other every prefix that they know,
 * and each takes a cheapest path (Dijkstra 1959; a link or tunnel costs 1 unless it states a `cost`). Prefixes of a family are
 * told over links whose both ends speak it (OSPF keeps one topology for each: RFC 2328, RFC 5838). When a neighbour is
 * lost the protocol reconverges, so every other neighbour that still reaches the prefix is a way too.
 */
import type { Id } from '../../model/model.js';
import { formatPrefix, type Family, type ParsedPrefix } from '../../model/ip.js';
import { keyOf, partsOf, query } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { frames } from './frames.js';
import { neighbours } from './neighbours.js';
import { bothSpeak, routingTable, type Entry } from './route-entries.js';
import type { NextHop } from './routing-types.js';
import { stations } from './stations.js';

interface Adjacency { to: Id; cost: number; hop: NextHop }

interface Protocol {
  name: string;
  adjacent: Map<Id, Adjacency[]>;
  /** Prefix text → who originates it. */
  origins: Map<string, { prefix: ParsedPrefix; by: Set<Id> }>;
}

const protocols = query('network.dynamic-protocols', (facts): Map<string, Protocol> => {
  const near = facts.ask(neighbours);
  const wires = facts.ask(domains);
  const graph = facts.ask(frames);
  const byId = facts.ask(stations);
  const members = new Map<string, Set<Id>>();
  for (const element of Object.values(facts.elements)) {
    for (const use of element.network.routing) {
      if (!members.has(use.protocol)) members.set(use.protocol, new Set());
      members.get(use.protocol)!.add(byId.of(element.id));
    }
  }
  const costOf = (link: Id | undefined): number => {
    const value = link === undefined ? undefined : facts.links[link]?.attributes['cost']?.value;
    return value?.type === 'number' && value.value > 0 ? value.value : 1;
  };
  /** Of an interface with several cables, the cheapest. */
  const costOfWire = (vertices: number[]): number => (vertices.length === 0 ? 1 : Math.min(...vertices.map((vertex) => costOf(graph.vertices[vertex]!.link))));
  const found = new Map<string, Protocol>();
  for (const [name, taking] of members) {
    const adjacent = new Map<Id, Adjacency[]>();
    const origins: Protocol['origins'] = new Map();
    for (const router of taking) {
      const list: Adjacency[] = [];
      adjacent.set(router, list);
      for (const out of near.interfacesOf(router)) {
        for (const domain of wires.of(out)) {
          if (wires.internet(domain) !== undefined) continue;
          for (const into of wires.members(domain)) {
            if (into.station === router || !taking.has(into.station)) continue;
            list.push({ to: into.station, cost: costOfWire(out.vertices), hop: { station: into.station, out, into, domain, rank: 0 } });
          }
        }
      }
      for (const link of Object.values(facts.links)) {
        if (link.tunnel === undefined) continue;
        const hop = near.through(link.id, router);
        if (hop && taking.has(hop.station)) list.push({ to: hop.station, cost: costOf(link.id), hop });
      }
      // Routers are no neighbours over an internet, and its prefix is not told either: a tunnel that goes over it would be routed into itself.
      const outside = new Set(near.interfacesOf(router).filter((made) => wires.of(made).some((domain) => wires.internet(domain) !== undefined))
        .flatMap((made) => made.addresses.flatMap((own) => (own.connected ? [formatPrefix(own.connected)] : []))));
      for (const entry of facts.ask(routingTable, router)) {
        if (entry.use.type === 'connected' && outside.has(formatPrefix(entry.prefix))) continue;
        if (entry.use.type === 'static' && 'blackhole' in entry.use.route.via) continue;
        // A route that is not taken into the table is not told on.
        const next = entry.use.type === 'static' ? entry.next({ family: entry.prefix.family, value: entry.prefix.low }, undefined) : undefined;
        if (next && 'refused' in next && next.refused.inactive) continue;
        const text = formatPrefix(entry.prefix);
        if (!origins.has(text)) origins.set(text, { prefix: entry.prefix, by: new Set() });
        origins.get(text)!.by.add(router);
      }
    }
    found.set(name, { name, adjacent, origins });
  }
  return found;
});

/** Distance from every router to the nearest originator, over links that speak the family. */
function distances(protocol: Protocol, by: Set<Id>, family: Family): Map<Id, number> {
  const found = new Map<Id, number>();
  const settled = new Set<Id>();
  for (const id of by) found.set(id, 0);
  for (;;) {
    let nearest: Id | undefined;
    for (const [id, distance] of found) {
      if (!settled.has(id) && (nearest === undefined || distance < found.get(nearest)!)) nearest = id;
    }
    if (nearest === undefined) return found;
    settled.add(nearest);
    // Adjacency is mutual, so the walk from the originators outwards gives the distances towards them.
    for (const edge of protocol.adjacent.get(nearest) ?? []) {
      if (!bothSpeak(edge.hop, family)) continue;
      const back = protocol.adjacent.get(edge.to)!.filter((each) => each.to === nearest && bothSpeak(each.hop, family)).map((each) => each.cost);
      const distance = found.get(nearest)! + Math.min(...back, Infinity);
      if (Number.isFinite(distance) && distance < (found.get(edge.to) ?? Infinity)) found.set(edge.to, distance);
    }
  }
}

/** Prefixes of one family that the same routers originate lie equally far. */
const distancesTo = query('network.dynamic-distances', (facts, key: string): Map<Id, number> => {
  const [name, family, ...by] = partsOf(key);
  return distances(facts.ask(protocols).get(name!)!, new Set(by), Number(family) as Family);
});

/** Learned entries of a router. */
export const learnedRoutes = query('network.learned-routes', (facts, router: Id): Entry[] => {
  const element = facts.elements[router]!;
  if (!routes(element)) return [];
  const entries: Entry[] = [];
  for (const use of element.network.routing) {
    const protocol = facts.ask(protocols).get(use.protocol);
    if (!protocol) continue;
    for (const [text, { prefix, by }] of protocol.origins) {
      if (by.has(router)) continue;
      const far = facts.ask(distancesTo, keyOf(use.protocol, String(prefix.family), ...by));
      const edges = (protocol.adjacent.get(router) ?? []).filter((edge) => far.has(edge.to) && bothSpeak(edge.hop, prefix.family));
      if (edges.length === 0) continue;
      const best = Math.min(...edges.map((edge) => edge.cost + far.get(edge.to)!));
      const hops = edges.map((edge): NextHop => ({ ...edge.hop, rank: edge.cost + far.get(edge.to)! === best ? 0 : 1 }));
      entries.push({
        prefix, preference: 4, metric: 0,
        use: { type: 'dynamic', protocol: use.protocol, prefix: text, origin: use.origin },
        next: () => ({ hops }),
      });
    }
  }
  return entries;
});
