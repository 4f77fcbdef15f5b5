/**
 * Dynamic routing as the tables that it converges to: routers that take part in one protocol tell each other every prefix
 * that they know, and each takes the cheapest ways (a link costs 1 unless it states a `cost`). Each family is told over the
 * wires on which both neighbours speak it: OSPF keeps one topology for each (RFC 2328, RFC 5838).
 */
import { formatPrefix, type Family, type ParsedPrefix } from '#language/model/ip.js';
import type { Id } from '#language/model/model.js';
import type { Placed, Port, Station, Stations } from './nodes.js';
import type { Hop, Route, Table } from './tables.js';
import { FAR_END } from './tunnels.js';

const LEARNED = 4_000;

/** A neighbour on a wire, at its address of one family there. */
interface Edge { to: Id; cost: number; family: Family; hop: Hop }

export function learned(stations: Stations, tables: Map<Id, Map<string | undefined, Table>>): Map<Id, Route[]> {
  const found = new Map<Id, Route[]>();
  const protocols = new Set(Object.values(stations.ground.elements).flatMap((element) => element.network.routing.map((use) => use.protocol)));
  for (const protocol of protocols) {
    const taking = [...stations.all.values()].filter((station) => station.routes && stations.ground.elements[station.id]!.network.routing.some((use) => use.protocol === protocol));
    const edges = new Map(taking.map((station) => [station.id, edgesOf(stations, station, taking)]));
    const prefixes = new Map<string, { prefix: ParsedPrefix; by: Set<Id> }>();
    for (const station of taking) {
      // The prefix of an internet's wire is not told: a tunnel over it would be routed into itself.
      const outside = new Set(station.ports.filter((port) => stations.beside(port).some((each) => each.station.internet)).map((port) => port.device.name));
      for (const route of tables.get(station.id)!.get(undefined)!.routes) {
        if (route.kind === 'blackhole' || (route.kind === 'connected' && route.hops.some((hop) => outside.has(hop.dev)))) continue;
        const text = formatPrefix(route.prefix);
        if (!prefixes.has(text)) prefixes.set(text, { prefix: route.prefix, by: new Set() });
        prefixes.get(text)!.by.add(station.id);
      }
    }
    for (const { prefix, by } of prefixes.values()) {
      const near = new Map([...edges].map(([id, all]) => [id, all.filter((edge) => edge.family === prefix.family)]));
      const far = distances(taking.map((station) => station.id), near, by);
      for (const station of taking) {
        if (by.has(station.id)) continue;
        const ways = near.get(station.id)!.filter((edge) => far.has(edge.to));
        const best = Math.min(...ways.map((edge) => edge.cost + far.get(edge.to)!));
        const hops = ways.filter((edge) => edge.cost + far.get(edge.to)! === best).map((edge) => edge.hop);
        if (hops.length > 0) found.set(station.id, [...(found.get(station.id) ?? []), { prefix, metric: LEARNED, kind: 'hops', hops }]);
      }
    }
  }
  return found;
}

function edgesOf(stations: Stations, station: Station, taking: Station[]): Edge[] {
  const found: Edge[] = [];
  for (const port of station.ports) {
    const beside = stations.beside(port);
    if (beside.some((each) => each.station.internet)) continue;
    const { tunnel } = port.device.attached;
    const links = tunnel === undefined ? port.device.attached.plugs.map((plug) => (plug.type === 'end' ? plug.link : undefined)) : [tunnel];
    const costs = links.map((link) => {
      const value = link === undefined ? undefined : stations.ground.model.links[link]?.attributes['cost']?.value;
      return value?.type === 'number' && value.value > 0 ? value.value : 1;
    });
    for (const each of beside) {
      if (!taking.includes(each.station) || each.station === station) continue;
      for (const family of [4, 6] as const) {
        const unnumbered = tunnel !== undefined && [port, each.port].every((end) => end.addresses.length === 0 || spoken(end, family).length > 0);
        const theirs = spoken(each.port, family);
        if (!unnumbered && (theirs.length === 0 || spoken(port, family).length === 0)) continue;
        // Whether the next hop lies in a subnet of the machine's own or not, it is on that wire.
        found.push({ to: each.station.id, cost: Math.min(...costs), family, hop: { dev: port.device.name, via: unnumbered ? FAR_END[family] : theirs[0]!.own.text, onlink: true } });
      }
    }
  }
  return found;
}

function spoken(port: Port, family: Family): Placed[] {
  return port.addresses.filter((each) => each.own.ip.family === family && each.own.group === undefined && !each.own.range);
}

/** From every router to the nearest that originates; Bellman and Ford, because it is short. */
function distances(routers: Id[], edges: Map<Id, Edge[]>, by: Set<Id>): Map<Id, number> {
  const far = new Map<Id, number>([...by].map((id) => [id, 0]));
  for (let changed = true; changed;) {
    changed = false;
    for (const id of routers) {
      for (const edge of edges.get(id)!) {
        const through = far.get(edge.to);
        if (through === undefined || through + edge.cost >= (far.get(id) ?? Infinity)) continue;
        far.set(id, through + edge.cost);
        changed = true;
      }
    }
  }
  return far;
}
