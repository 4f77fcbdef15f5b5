/**
 * Elements that nothing in the model tells apart: on the same wire, under the same blocks, in the same sets of every
 * rule, route and translation. One of each kind is enough where only the answer counts, not the way: two zones of 500
 * machines are then a handful of questions instead of 250,000. Rules over other ports than those that are dialled tell
 * nobody apart, so the kinds are fewer still where the port is known.
 */
import type { Id, PortMatch } from '../../model/model.js';
import { formatPrefix, parsePrefix, type Ip, type IpRange, type ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { keyOf, partsOf, query } from '../query.js';
import type { Facts } from '../query.js';
import { crossings } from './crossing.js';
import { domains } from './domains.js';
import type { PartySet } from './endpoints.js';
import type { NetInterface } from './interface-types.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import { rangeIndex, type RangeIndex } from './range-index.js';
import { relevantPorts, touches, type PortRange } from './relevant-ports.js';
import { segments } from './segments.js';
import { spokenSets } from './spoken-sets.js';
import { stations } from './stations.js';
import { tree } from './tree.js';

/** Prefixes that routing tells addresses apart by. */
const routedPrefixes = query('network.routed-prefixes', (facts): RangeIndex => {
  const found = new Map<string, ParsedPrefix>();
  const put = (text: string): void => {
    const prefix = parsePrefix(text);
    if (prefix && prefix.length > 0) found.set(formatPrefix(prefix), prefix);
  };
  for (const { network } of Object.values(facts.elements)) {
    for (const subnet of network.subnets) put(subnet.prefix);
    for (const route of network.routes) if (route.prefix !== 'default') put(route.prefix);
    for (const use of network.addresses) if (use.length !== undefined) put(`${use.address}/${use.length}`);
    for (const use of network.interfaces) if (use.address?.length !== undefined) put(`${use.address.address}/${use.address.length}`);
  }
  return rangeIndex([...found.values()]);
});

/** Which spoken sets hold an address or a name; those that hold everything are left out. */
interface Membership {
  ofAddress(ip: Ip, text: string): string;
  ofName(station: Id): string;
}

/** Ask with a key of `relevantPorts`. Sets are found from what they hold, so that asking for every element does not go through every set. */
const membership = query('network.spoken-membership', (facts, key: string): Membership => {
  const { sources, destinations } = facts.ask(spokenSets, key);
  const [byText, byStation, byRange]: Map<string, number[]>[] = [new Map(), new Map(), new Map()];
  const ranges = new Map<string, IpRange>();
  const put = (into: Map<string, number[]>, held: string, nth: number): void => {
    const known = into.get(held);
    if (!known) into.set(held, [nth]);
    else if (known.at(-1) !== nth) known.push(nth);
  };
  const read = (set: PartySet, nth: number): void => {
    if (set.any) return;
    for (const text of set.addresses) put(byText!, text, nth);
    for (const station of set.stations) put(byStation!, station, nth);
    for (const range of set.ranges) {
      const held = `${range.family}/${range.low}-${range.high}`;
      ranges.set(held, range);
      put(byRange!, held, nth);
    }
  };
  [...sources, ...destinations].forEach(read);
  const inRanges = [...ranges.keys()].map((held) => byRange!.get(held)!);
  const index = rangeIndex([...ranges.values()]);
  const written = (sets: Iterable<number>): string => [...new Set(sets)].sort((a, b) => a - b).join(',');
  return {
    ofAddress: (ip, text) => written([...byText!.get(text) ?? [], ...index.around(ip).flatMap((nth) => inRanges[nth]!)]),
    ofName: (station) => written(byStation!.get(station) ?? []),
  };
});

/** Addresses and elements that packets for others are sent to: next hops, gateways, ends of tunnels, translated addresses. */
const hopsForOthers = query('network.hops-for-others', (facts): { addresses: Set<string>; elements: Set<Id> } => {
  const addresses = new Set<string>();
  const elements = new Set<Id>();
  for (const { network } of Object.values(facts.elements)) {
    for (const gateway of network.gateways) {
      if (gateway.address !== undefined) addresses.add(gateway.address);
      if (gateway.element !== undefined) elements.add(gateway.element);
    }
    for (const { via } of network.routes) {
      if ('address' in via) addresses.add(via.address);
      if ('element' in via) elements.add(via.element);
    }
    for (const rule of network.nat) if (rule.type !== 'masquerade') addresses.add(rule.address);
  }
  for (const link of Object.values(facts.links)) {
    if (link.tunnel === undefined) continue;
    elements.add(link.a.element);
    elements.add(link.b.element);
  }
  return { addresses, elements };
});

function place({ uri, range }: Origin): string {
  return `${uri}:${range.start.line}:${range.start.character}`;
}

/** What its wire is: the whole domain where no filter judges inside it, else where the cable leads. */
function wireOf(facts: Facts, own: NetInterface): string {
  const layer3 = facts.ask(interfaces);
  const cabled = own.vertices.map((vertex) => layer3.cabled[vertex]).join(',');
  const wires = facts.ask(domains).of(own);
  if (wires.length === 1 && facts.ask(crossings).judging(wires[0]!).length === 0) return `=${wires[0]}/${cabled}`;
  // The cable itself makes no difference to what is carried, only where it leads.
  return own.vertices.map((vertex) => {
    const edges = layer3.adjacent[vertex]!;
    return edges.length === 1 && edges[0]!.link !== undefined ? `>${edges[0]!.to}` : String(vertex);
  }).join(',');
}

/** The key under which `likeness` answers for an element, over one port or (undefined) over any. */
export function likenessKey(id: Id, port?: PortMatch): string {
  return port ? keyOf(id, port.protocol, port.low, port.high) : keyOf(id);
}

/** A text that two elements share only if they are alike; the element's own id where it is like no other. */
export const likeness = query('network.likeness', (facts, key: string): string => {
  const [id, ...dialled] = partsOf(key) as [Id, ...string[]];
  const portKey = keyOf(...dialled);
  const element = facts.elements[id];
  const station = facts.ask(stations).get(id);
  const mine = station ? facts.ask(interfaces).of.get(station.id) ?? [] : [];
  const own = mine[0];
  if (!element || !station || station.id !== id || mine.length !== 1 || !own || own.tunnel !== undefined) return id;
  const { network } = element;
  const special = network.routes.length + network.nat.length + network.rules.length + network.routing.length;
  if (special > 0 || element.roles.includes('router') || element.roles.includes('filter') || element.roles.includes('switch')) return id;
  const hops = facts.ask(hopsForOthers);
  if (hops.elements.has(id) || own.addresses.some((each) => hops.addresses.has(each.text))) return id;
  const owners = facts.ask(addressOwners);
  const dual = own.addresses.some((address) => own.addresses.filter((each) => each.ip.family === address.ip.family).length > 1);
  if (dual || own.addresses.some((each) => each.range || each.kind === 'vip' || owners.of(each.text).length !== 1)) return id;
  if ((facts.ask(tree).groupsOf.get(id) ?? []).some((group) => group.vips.length > 0)) return id;
  const spoken = facts.ask(membership, portKey);
  const sets = own.addresses.length > 0 ? own.addresses.map((each) => spoken.ofAddress(each.ip, each.text)).join('/') : spoken.ofName(id);
  const routed = facts.ask(routedPrefixes);
  const prefixes = [...new Set(own.addresses.flatMap((each) => routed.around(each.ip)))].sort((a, b) => a - b).join(',');
  return [
    wireOf(facts, own), facts.ask(segments).innermost(station.wiredAs) ?? '', element.roles.join(','),
    own.addresses.map((each) => `${each.ip.family}${each.connected?.length ?? ''}`).join(','),
    network.gateways.map((each) => each.address ?? each.element).join(','),
    network.inbound ? place(network.inbound.origin) : '', network.securityGroups.map((use) => use.id).join(','),
    listening(element.ports, facts.ask(relevantPorts, portKey)),
    network.transparent ? 'transparent' : '', element.hosts.join(','), sets, prefixes,
  ].join('|');
});

/** The ports that it listens on, as far as they count. */
function listening(ports: readonly PortMatch[] | undefined, relevant: PortRange[] | 'all'): string {
  if (ports === undefined) return '*';
  return ports.filter((port) => touches(relevant, [port])).map((port) => `${port.protocol}${port.low}-${port.high}`).join(',');
}
