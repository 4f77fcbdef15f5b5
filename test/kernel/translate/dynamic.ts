/**
 * Dynamic routing as the tables that it converges to: routers that take part in one protocol tell each other every prefix
 * that they know, and each takes the cheapest ways (a link costs 1 unless it states a `cost`).
 */
import { formatPrefix, type ParsedPrefix } from '#language/model/ip.js';
import type { Id } from '#language/model/model.js';
import type { Station, Stations } from './nodes.js';
import type { Hop, Route, Table } from './tables.js';

const LEARNED = 4_000;

interface Edge { to: Id; cost: number; dev: string; vias: Partial<Record<4 | 6, string>> }

export function learned(stations: Stations, tables: Map<Id, Map<string | undefined, Table>>): Map<Id, Route[]> {
  const found = new Map<Id, Route[]>();
  const protocols = new Set(Object.values(stations.ground.elements).flatMap((element) => element.network.routing.map((use) => use.protocol)));
  for (const protocol of protocols) {
    const taking = [...stations.all.values()].filter((station) => station.routes && stations.ground.elements[station.id]!.network.routing.some((use) => use.protocol === protocol));
    const edges = new Map(taking.map((station) => [station.id, edgesOf(stations, station, taking)]));
    const prefixes = new Map<string, { prefix: ParsedPrefix; by: Set<Id> }>();
    for (const station of taking) {
      for (const route of tables.get(station.id)!.get(undefined)!.routes) {
        if (route.kind === 'blackhole') continue;
        const text = formatPrefix(route.prefix);
        if (!prefixes.has(text)) prefixes.set(text, { prefix: route.prefix, by: new Set() });
        prefixes.get(text)!.by.add(station.id);
      }
    }
    for (const { prefix, by } of prefixes.values()) {
      const far = distances(taking.map((station) => station.id), edges, by);
      for (const station of taking) {
        if (by.has(station.id)) continue;
        const ways = edges.get(station.id)!.filter((edge) => far.has(edge.to) && edge.vias[prefix.family] !== undefined);
        const best = Math.min(...ways.map((edge) => edge.cost + far.get(edge.to)!));
        const hops = ways.filter((edge) => edge.cost + far.get(edge.to)! === best).map((edge): Hop => ({ dev: edge.dev, via: edge.vias[prefix.family]! }));
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
    const costs = port.device.attached.plugs.map((plug) => {
      const value = plug.type === 'end' ? stations.ground.model.links[plug.link]?.attributes['cost']?.value : undefined;
      return value?.type === 'number' && value.value > 0 ? value.value : 1;
    });
    for (const each of beside) {
      if (!taking.includes(each.station) || each.station === station) continue;
      const vias: Edge['vias'] = {};
      for (const one of each.port.addresses) if (one.own.group === undefined && !one.own.range) vias[one.own.ip.family] ??= one.own.text;
      found.push({ to: each.station.id, cost: Math.min(...costs), dev: port.device.name, vias });
    }
  }
  return found;
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
