/**
 * Layer 3 interfaces: which of its cables, or which place's segment, each address of a station stands on, and the
 * prefix that is connected there. An interface named by a place uses the device's own cables that reach the place
 * or carry its VLAN, and only without one the place's implicit segment.
 */
import type { AddressUse, Element, Id } from '../../model/model.js';
import { formatPrefix, inRange, parseAddress, parsePrefix, type Ip, type IpRange, type ParsedPrefix } from '../../model/ip.js';
import { query } from '../query.js';
import { bridgeInside, cabledClusters } from './bridging.js';
import { addVirtual, giveConnected, lengthOf } from './connected.js';
import { routes } from './devices.js';
import { frames } from './frames.js';
import type { Interfaces, NetInterface } from './interface-types.js';
import { baseVertices, componentsOf, placesOfComponents, subnetsOfComponents, vertexOfInterface, type Ground } from './reaching.js';
import { segments } from './segments.js';
import { stations, type Station } from './stations.js';
import { tree } from './tree.js';

export type { Interfaces, NetInterface, OwnAddress } from './interface-types.js';

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
    cabled: cabledClusters(ground, adjacent),
    subnets: (key) => [...(subnetsByDomain.get(key)?.values() ?? [])],
  };
});

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
