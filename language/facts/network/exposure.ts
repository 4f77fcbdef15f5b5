/**
 * What the internet can put packets to without any firewall, waf or security group having judged them: any source, any
 * destination, any port, arriving at the edge. Rules of other devices, translation and a host's own `inbound` do not
 * count as a firewall, but what a device's rules deny does not get past it either, nor does what is sent to the
 * private address of somebody whom a device hides behind its own.
 *
 * A packet is tried for each address that leads to the element. Sources and ports are tried by class: rules tell
 * two of one class nothing apart, and whatever passes several rules begins at a boundary of one of them.
 */
import type { Id, Role } from '../../model/model.js';
import { parseAddress, type Family, type Ip } from '../../model/ip.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { carriageOfAny } from './carriage.js';
import { deniesByDefault, routes, bridges } from './devices.js';
import { dialKey } from './dial.js';
import { explore } from './explore.js';
import type { Exploration } from './journey.js';
import { filters } from './filters.js';
import { frames } from './frames.js';
import { interfaces } from './interfaces.js';
import { EPHEMERAL_PORT, partyOf, type Packet, type Party } from './packet.js';
import { anyPublicAddress, mentionedPrefixes, ownAddresses, silentParty, translatedAddresses } from './parties.js';
import { pathGraph } from './path-graph.js';
import { portsAllowedBy, type DialledPort } from './port-classes.js';
import { segments } from './segments.js';
import { stations } from './stations.js';
import { hopsOf, shortestMoves } from './trace.js';
import { tree } from './tree.js';
import type { Carriage, Hop, PathGraph } from './types.js';
import { networkDescribed } from './wired.js';

export interface Exposure {
  element: Id;
  internet: Id;
  /** The shortest unjudged path, hop by hop. */
  hops: Hop[];
  /** Elements and links of that path in order, from the internet inwards. */
  elements: Id[];
  links: Id[];
  /** The link where one firewall would cut every unjudged path, nearest to the internet; undefined where there is no single one. */
  cut?: Id;
}

const EXPOSABLE: readonly Role[] = ['compute', 'service', 'database', 'storage', 'processing', 'balancer'];

const allTunnels = query('network.all-tunnels', (facts): Set<Id> =>
  new Set(Object.values(facts.links).filter((link) => link.tunnel !== undefined).map((link) => link.id)));

/** Elements that hold or do something of their own, outside the internets, whose security groups do not judge for them. */
function candidates(facts: Facts): Id[] {
  const index = facts.ask(tree);
  return Object.values(facts.elements).filter((element) => EXPOSABLE.some((role) => element.roles.includes(role))
    && !element.roles.includes('actor') && !element.roles.includes('part') && !routes(element) && !bridges(element)
    && !index.ancestry(element.id).some((each) => isInternet(each))
    && facts.ask(filters).ofHost(element.id).groups.length === 0).map((element) => element.id);
}

/** Stations to which some chain of wires and devices leads from the internet past every firewall and waf, whatever their routes and rules say. */
const unguarded = query('network.unguarded', (facts, internet: Id): Set<Id> => {
  const layer3 = facts.ask(interfaces);
  const graph = facts.ask(frames);
  const open = (vertex: number): boolean => {
    const id = graph.vertices[vertex]!.element;
    return id === undefined || !deniesByDefault(facts.elements[id]!);
  };
  const at = new Map<number, Id[]>();
  for (const made of layer3.all) {
    for (const vertex of made.vertices) at.set(vertex, [...(at.get(vertex) ?? []), made.station]);
  }
  const found = new Set<Id>();
  const seen = new Set<number>();
  const pending: number[] = [];
  const enter = (vertex: number): void => {
    if (seen.has(vertex) || !open(vertex)) return;
    seen.add(vertex);
    pending.push(vertex);
  };
  for (const made of layer3.of.get(internet) ?? []) made.vertices.forEach(enter);
  while (pending.length > 0) {
    const vertex = pending.pop()!;
    for (const edge of layer3.adjacent[vertex]!) enter(edge.to);
    for (const station of at.get(vertex) ?? []) {
      if (found.has(station)) continue;
      found.add(station);
      const element = facts.elements[station]!;
      if (!routes(element) || deniesByDefault(element)) continue;
      for (const made of layer3.of.get(station) ?? []) made.vertices.forEach(enter);
    }
  }
  return found;
});

export const exposures = query('network.exposures', (facts): Exposure[] => {
  if (!facts.ask(networkDescribed)) return [];
  const byId = facts.ask(stations);
  const found: Exposure[] = [];
  for (const element of candidates(facts)) {
    const mine: Exposure[] = [];
    for (const internet of facts.ask(segments).internets) {
      if (!facts.ask(unguarded, internet).has(byId.of(element))) continue;
      const exposure = exposureOf(facts, internet, element);
      if (exposure) mine.push(exposure);
    }
    const shortest = mine.sort((a, b) => a.links.length + a.elements.length - b.links.length - b.elements.length)[0];
    if (shortest) found.push(shortest);
  }
  return found;
});

/** Every address and port that leads to the element. */
function destinations(facts: Facts, element: Id): { to: Party; port?: DialledPort }[] {
  const byId = facts.ask(stations);
  const station = byId.of(element);
  const own = ownAddresses(facts, station).map((each) => each.ip);
  const virtual = Object.values(facts.groups)
    .filter((group) => group.vips.length > 0 && facts.ask(tree).members(group.id).some((member) => byId.of(member) === station))
    .flatMap((group) => group.vips.flatMap((vip) => parseAddress(vip.address) ?? []));
  const found: { to: Party; port?: DialledPort }[] = [...own, ...virtual].map((ip) => ({ to: partyOf(ip) }));
  for (const rule of translatedAddresses(facts, { from: element, to: element }, undefined)) {
    const ports = Object.values(facts.elements).flatMap((device) => device.network.nat)
      .filter((nat) => nat.type === 'dnat' && parseAddress(nat.address)?.value === rule.ip.value)
      .flatMap((nat) => (nat.type === 'dnat' ? nat.ports ?? [] : []));
    if (ports.length === 0) found.push({ to: partyOf(rule.ip) });
    for (const port of ports) found.push({ to: partyOf(rule.ip), port: { protocol: port.protocol, port: port.protocol === 'icmp' ? 0 : port.low } });
  }
  return found.length > 0 ? found : [{ to: silentParty(facts, station) }];
}

function exposureOf(facts: Facts, internet: Id, element: Id): Exposure | undefined {
  const station = facts.ask(stations).of(element);
  const carried: Exploration[] = [];
  for (const { to, port } of destinations(facts, element)) {
    const found = firstUnjudged(facts, internet, element, station, to, port);
    if (found) carried.push(found);
  }
  if (carried.length === 0) return undefined;
  const tunnels = facts.ask(allTunnels);
  let best: { hops: Hop[]; elements: Id[]; links: Id[] } | undefined;
  for (const found of carried) {
    const way = shortestMoves(found, (state) => found.delivered.includes(state), true)!;
    const hops = hopsOf(facts, found, way, found.states[way.at(-1)?.to ?? 0]!.acts);
    const elements = [...new Set(hops.map((hop) => hop.element))];
    const links = [...new Set(hops.flatMap((hop) => hop.link ?? []))];
    if (!best || elements.length + links.length < best.elements.length + best.links.length) best = { hops, elements, links };
  }
  const graphs = carried.flatMap((found) => pathGraph(facts, found, tunnels) ?? []);
  const cut = best!.links.find((link) => graphs.every((graph) => everyWayCrosses(graph, link)));
  return { element, internet, ...best!, ...(cut === undefined ? {} : { cut }) };
}

function firstUnjudged(facts: Facts, internet: Id, element: Id, station: Id, to: Party, port: DialledPort | undefined): Exploration | undefined {
  const family = to.ip?.family ?? 4;
  const sources: Ip[] = [facts.ask(anyPublicAddress, family)];
  const ports: DialledPort[] = port ? [port] : [{ protocol: 'tcp', port: 1 }];
  const triedPorts = new Set<string>();
  const triedSources = new Set<string>();
  const without = facts.ask(allTunnels);
  const pending: { source: Ip; port: DialledPort }[] = sources.flatMap((source) => ports.map((each) => ({ source, port: each })));
  const done = new Set<string>();
  while (pending.length > 0) {
    const next = pending.shift()!;
    const key = `${next.source.value}|${next.port.protocol}/${next.port.port}`;
    if (done.has(key)) continue;
    done.add(key);
    const packet: Packet = {
      family, from: { ...partyOf(next.source), ...(done.size === 1 ? { anywhere: true } : {}) }, to,
      protocol: next.port.protocol, fromPort: EPHEMERAL_PORT, toPort: next.port.port,
    };
    const found = explore(facts, { sender: internet, packet, target: element, pin: station, checkListening: false, without, unjudged: true, accepts: (at) => at === station });
    if (found.delivered.length > 0) return found;
    // A device's rules refused it: what they let through may still come.
    for (const blocked of found.blocked) {
      if (!blocked.verdict) continue;
      for (const each of port ? [] : portsAllowedBy(facts, blocked.verdict.by, 'rules')) if (!triedPorts.has(`${each.protocol}/${each.port}`)) {
        triedPorts.add(`${each.protocol}/${each.port}`);
        ports.push(each);
      }
      for (const each of sourceClasses(facts, blocked.verdict.by, family)) if (!triedSources.has(String(each.value))) {
        triedSources.add(String(each.value));
        sources.push(each);
      }
    }
    for (const source of sources) for (const each of ports) if (!done.has(`${source.value}|${each.protocol}/${each.port}`)) pending.push({ source, port: each });
    if (done.size > 4_096) return undefined;
  }
  return undefined;
}

/** One source of each kind that a device's rules tell apart. */
function sourceClasses(facts: Facts, device: Id, family: Family): Ip[] {
  const found = new Map<bigint, Ip>();
  const put = (value: bigint): void => {
    found.set(value, { family, value });
  };
  for (const rule of facts.ask(filters).ofDevice(device)?.rules ?? []) {
    for (const set of rule.from ?? []) {
      for (const text of set.addresses) {
        const ip = parseAddress(text)!;
        if (ip.family !== family) continue;
        put(ip.value);
        put(ip.value + 1n);
      }
      for (const range of set.ranges) {
        if (range.family !== family) continue;
        put(range.low);
        put(range.high + 1n);
      }
      if (set.unowned) for (const prefix of facts.ask(mentionedPrefixes)) if (prefix.family === family) put(prefix.low);
    }
  }
  return [...found.values()];
}

function everyWayCrosses(graph: PathGraph, link: Id): boolean {
  const next: number[][] = graph.nodes.map(() => []);
  for (const edge of graph.edges) if (edge.link !== link) next[edge.from]!.push(edge.to);
  const seen = new Set([graph.source]);
  const pending = [graph.source];
  while (pending.length > 0) {
    for (const to of next[pending.pop()!]!) {
      if (seen.has(to)) continue;
      if (to === graph.sink) return false;
      seen.add(to);
      pending.push(to);
    }
  }
  return true;
}

/**
 * Connections that an internet can open to an element, filters and all: over the given ports, else over any. An element
 * that stands in the internet itself is none of these.
 */
export function openedFromInternet(facts: Facts, element: Id, dials: { group?: Id; port?: NonNullable<Carriage['dial']['port']> }[] = [{}]): Carriage[] {
  if (facts.ask(tree).ancestry(element).some((each) => isInternet(each)) || !facts.ask(networkDescribed)) return [];
  const found: Carriage[] = [];
  for (const internet of facts.ask(segments).internets) {
    if ((facts.ask(interfaces).of.get(internet) ?? []).length === 0) continue;
    for (const dial of dials) {
      const made = facts.ask(carriageOfAny, dialKey({ from: internet, to: element, ...dial }));
      if (made.trace.reachable) found.push(made);
    }
  }
  return found;
}
