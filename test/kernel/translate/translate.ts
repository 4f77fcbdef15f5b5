/**
 * A model as a network of the kernel: what its statements say of wires, addresses, routes, filters and translations, as
 * namespaces would be configured for them. What cannot be expressed is refused with a sentence. The reachability facts
 * are not asked; what is taken over from the facts stands in `ground.ts`.
 */
import { formatAddress, isPublic, parseAddress, parsePrefix, type Family, type Ip, type IpRange } from '#language/model/ip.js';
import type { FilterRule, Id, Model } from '#language/model/model.js';
import { Facts } from '#language/facts/query.js';
import type { Node, Topology } from '../topology.js';
import { forwardTable, hostTables } from './filters.js';
import { Ground } from './ground.js';
import { Stations, type Station } from './nodes.js';
import { PartySets, single } from './parties.js';
import { refuse } from './refusal.js';
import { EDGE, Routing } from './routing.js';
import { lines, type Machine, type Walker } from './tables.js';
import { natTable } from './translations.js';
import { addTunnels, FAR_END } from './tunnels.js';
import { Names, wire } from './wiring.js';

export interface Translation {
  topology: Topology;
  ground: Ground;
  stations: Stations;
  routing: Routing;
  names: Names;
  /** Addresses that several machines have: who answers is chance. */
  contested: Set<string>;
  /** An address of the internet that nothing in the model speaks of. */
  stranger: Record<Family, string>;
  /** The element for which a node of the topology stands. */
  nameOf(node: string): string;
}

export function translate(model: Model, facts = new Facts(model)): Translation {
  const ground = new Ground(facts, model);
  const names = new Names();
  const wiring = wire(ground, names);
  const stations = new Stations(ground, wiring);
  refuseUnlike(ground, stations);
  const routing = new Routing(stations);
  const sets = new PartySets(ground, routing.owned());
  const walker = walkerOf(stations, routing, model);
  const nodes: Record<string, Node> = {};
  let chances = 0;
  for (const station of stations.all.values()) {
    const node = nodeOf(ground, stations, routing, sets, walker, station);
    if (node.chooses) chances = 8;
    nodes[names.of('n', station.id)] = node;
  }
  addTunnels(stations, walker, nodes, names);
  answerForTranslated(stations, routing, nodes, names);
  const there = new Set(Object.keys(nodes));
  const cables = wiring.cables.filter(({ a, b }) => [a, b].every((end) => !('node' in end) || there.has(end.node)));
  const lineDevices: Topology['lines'] = {};
  for (const [name, id] of Object.entries(wiring.lines)) lineDevices[name] = { devs: [], nft: forwardTable(sets, ground.elements[id]!) };
  const plugged = cables.map(({ a, b }) => {
    const end = (each: typeof a): typeof a => {
      if ('node' in each || !lineDevices[each.switch]) return each;
      const dev = `p${lineDevices[each.switch]!.devs.length}`;
      lineDevices[each.switch]!.devs.push(dev);
      return { node: each.switch, dev };
    };
    return { a: end(a), b: end(b) };
  });
  for (const { a, b } of plugged) {
    for (const [end, far] of [[a, b], [b, a]] as const) {
      if ('node' in end && nodes[end.node] && !('node' in far && nodes[far.node])) (nodes[end.node]!.offload ??= []).push(end.dev);
    }
  }
  return {
    topology: { nodes, switches: wiring.switches, lines: lineDevices, cables: plugged, probes: [], ...(chances > 0 ? { chances } : {}) },
    ground, stations, routing, names, contested: contestedOf(stations), stranger: { 4: strangerOf(walker, routing, 4), 6: strangerOf(walker, routing, 6) },
    nameOf: (node) => [...stations.all.keys()].find((id) => names.of('n', id) === node) ?? node,
  };
}

/** What namespaces are not able to be. */
function refuseUnlike(ground: Ground, stations: Stations): void {
  for (const element of Object.values(ground.elements)) {
    const station = stations.all.get(element.id);
    if (station?.routes && !station.internet && station.ports.every((port) => port.addresses.length === 0)) refuse(`${element.id} forwards without an address of its own`);
    if (!station && ground.of.has(element.id) && element.roles.includes('router') && ground.cables.some((link) => link.a.element === element.id || link.b.element === element.id)) {
      refuse(`${element.id} forwards without an address of its own`);
    }
    if (element.network.nat.length > 0 && !station?.routes) refuse(`${element.id} translates addresses but does not route`);
    if (element.network.transparent) refuse(`${element.id} is transparent: the kernel has no balancer that hands on packets`);
  }
  for (const group of Object.values(ground.model.groups)) {
    if (group.mode === 'active-standby') continue;
    const forwarding = ground.members(group.id).filter((id) => stations.all.get(ground.station(id))?.routes);
    if (forwarding.length < 2) continue;
    if (group.vips.length > 0) refuse(`the members of ${group.id} all have its virtual address`);
    if (forwarding.some((id) => { const { rules, nat, defaultAction } = ground.elements[id]!.network; return rules.length > 0 || nat.length > 0 || defaultAction; })) {
      refuse(`the members of ${group.id} share what they know of connections`);
    }
  }
  for (const station of stations.all.values()) {
    const seen = new Map<string, string>();
    for (const port of station.ports) {
      const outside = stations.beside(port).some((each) => each.station.internet);
      for (const each of port.addresses) {
        if (!outside && !each.connected && !each.own.range && each.own.kind !== 'vip') refuse(`nobody states the subnet of ${each.own.text} at ${station.id}`);
        if (!each.connected || each.own.kind === 'vip') continue;
        const text = `${each.connected.low}/${each.connected.length}/${each.own.ip.family}`;
        if (seen.has(text) && seen.get(text) !== port.device.name) refuse(`${station.id} has one subnet on two of its wires`);
        seen.set(text, port.device.name);
      }
    }
  }
}

function contestedOf(stations: Stations): Set<string> {
  const owners = new Map<string, Set<Id>>();
  for (const station of stations.all.values()) {
    for (const port of station.ports) for (const each of port.addresses) if (!each.own.range) owners.set(each.own.text, new Set([...(owners.get(each.own.text) ?? []), `${station.id}|${port.device.name}`]));
  }
  const found = new Set([...owners].filter(([, ids]) => ids.size > 1).map(([text]) => text));
  for (const station of stations.all.values()) {
    if (station.routes && station.ports.some((port) => port.addresses.some((each) => found.has(each.own.text)))) refuse(`${station.id}, which forwards, shares an address with another`);
  }
  return found;
}

function nodeOf(ground: Ground, stations: Stations, routing: Routing, sets: PartySets, walker: Walker, station: Station): Node {
  const node: Node = {
    devs: station.ports.flatMap((port) => [port.device.name, ...port.device.ports]), ip4: [], ip6: [], listen: [],
    ...(station.routes || station.internet ? { forward: true } : {}),
  };
  const bridges = station.ports.filter((port) => port.device.ports.length > 0).map((port) => ({ dev: port.device.name, mac: port.device.mac, ports: port.device.ports }));
  if (bridges.length > 0) node.bridges = bridges;
  for (const port of station.ports) {
    for (const each of port.addresses) {
      const { own } = each;
      if (own.range) {
        node.ip4.push(`route add local ${parsePrefixText(own.range)} dev lo table local`);
        node.sysctls = { 'net.ipv4.conf.all.arp_ignore': 0 };
      } else {
        node[own.ip.family === 4 ? 'ip4' : 'ip6'].push(`addr add ${own.text}/${each.length} dev ${port.device.name}${own.ip.family === 6 ? ' nodad' : ''}`);
      }
    }
  }
  if (station.internet) {
    // No address of its own making: the kernel would put the way to those before everything that is local.
    node.sysctls = { 'net.ipv4.conf.all.arp_ignore': 0, 'net.ipv6.conf.default.addr_gen_mode': 1 };
    for (const port of station.ports) {
      node.ip4.push(`addr add ${EDGE[4]}/32 dev ${port.device.name}`);
      node.ip6.push(`addr add ${EDGE[6]}/64 dev ${port.device.name} nodad noprefixroute`);
    }
    // What it has a way for goes there; every other address is its own.
    for (const family of [4, 6] as const) {
      node[`ip${family}`].push('rule add pref 100 lookup main', 'rule add pref 200 lookup local', 'rule del pref 0');
    }
  }
  const everyAddress = station.internet ? ([4, 6] as const).map((family) => [family, `route add local ${family === 4 ? '0.0.0.0/0' : '::/0'} dev lo table local`] as const) : [];
  let number = 1_000;
  for (const [dev, table] of routing.tables.get(station.id)!) {
    if (table.routes.some((route) => route.kind === 'hops' && route.hops.length > 1)) node.chooses = true;
    for (const family of [4, 6] as const) {
      const written = lines(table, family, dev === undefined ? undefined : number);
      node[`ip${family}`].push(...written);
      if (dev !== undefined) node[`ip${family}`].push(`rule add pref ${number} iif ${dev} lookup ${number}`);
    }
    if (dev !== undefined) number++;
  }
  // Last: a next hop must not be an address of its own.
  for (const [family, line] of everyAddress) node[`ip${family}`].push(line);
  const owned: IpRange[] = station.ports.flatMap((port) => port.addresses.flatMap((each) => each.own.range ?? single(each.own.text)));
  let nft = '';
  if (station.routes && !station.internet) {
    nft += forwardTable(sets, ground.elements[station.id]!);
    for (const family of [4, 6] as const) {
      const nat = natTable(ground, stations, sets, walker, station.id, family);
      nft += nat.text;
      if (nat.chooses) node.chooses = true;
    }
  }
  nft += hostTables(ground, sets, station.id, owned);
  if (nft) node.nft = nft;
  return node;
}

function parsePrefixText(range: IpRange): string {
  let length = range.family === 4 ? 32 : 128;
  for (let size = range.high - range.low + 1n; size > 1n; size >>= 1n) length--;
  return `${formatAddress({ family: range.family, value: range.low })}/${length}`;
}

/** A device answers on its wires for the addresses that it translates: its neighbours know its card by them. */
function answerForTranslated(stations: Stations, routing: Routing, nodes: Record<string, Node>, names: Names): void {
  for (const station of stations.all.values()) {
    for (const text of routing.translated(station.id)) {
      const ip = parseAddress(text);
      if (!ip) continue;
      const facing = stations.facing(station, ip);
      for (const port of facing ? [facing] : station.ports) {
        for (const beside of stations.beside(port)) {
          if (beside.station.ports.some((each) => each.addresses.some((one) => one.own.text === text))) refuse(`${station.id} translates ${text}, which ${beside.station.id} has on the same wire`);
          nodes[names.of('n', beside.station.id)]![ip.family === 4 ? 'ip4' : 'ip6'].push(`neigh replace ${text} lladdr ${port.device.mac} dev ${beside.port.device.name} nud permanent`);
        }
      }
    }
  }
}

function walkerOf(stations: Stations, routing: Routing, model: Model): Walker {
  const machines = new Map<Id, Machine>();
  for (const station of stations.all.values()) {
    machines.set(station.id, {
      id: station.id, tables: routing.tables.get(station.id)!, forwards: station.routes || station.internet,
      owns: new Set(station.ports.flatMap((port) => port.addresses.map((each) => each.own.text))),
    });
  }
  const texts = new Set<string>();
  const rules = (list: readonly FilterRule[] | undefined): void => {
    for (const rule of list ?? []) for (const each of [...(rule.from ?? []), ...(rule.to ?? [])]) if (each.type === 'address') texts.add(each.prefix);
  };
  for (const element of Object.values(model.elements)) {
    for (const subnet of element.network.subnets) texts.add(subnet.prefix);
    for (const route of element.network.routes) if (route.prefix !== 'default') texts.add(route.prefix);
    rules(element.network.rules);
    rules(element.network.inbound?.rules);
    for (const nat of element.network.nat) for (const each of nat.type === 'dnat' ? [nat.to] : [...nat.from, ...(nat.to ?? [])]) if (each.type === 'address') texts.add(each.prefix);
  }
  for (const group of Object.values(model.securityGroups)) rules(group.rules);
  for (const text of routing.owned()) texts.add(text);
  for (const attached of stations.ground.attached) for (const each of attached.addresses) if (each.range) texts.add(parsePrefixText(each.range));
  const mentioned = [...texts].flatMap((text) => parsePrefix(text) ?? []);
  return {
    machine: (id) => machines.get(id),
    isInternet: (id) => stations.all.get(id)?.internet ?? false,
    prefixes: (family) => [
      ...mentioned.filter((each) => each.family === family),
      ...[...machines.values()].flatMap((machine) => [...machine.tables.values()].flatMap((table) => table.routes.map((route) => route.prefix).filter((prefix) => prefix.family === family))),
    ],
    answering: (id, dev, address) => {
      const port = stations.all.get(id)?.ports.find((each) => each.device.name === dev);
      if (!port) return [];
      const ip = parseAddress(address)!;
      if (address === FAR_END[ip.family] && port.device.attached.tunnel !== undefined) return stations.beside(port).map((each) => ({ id: each.station.id, dev: each.port.device.name }));
      const there = stations.beside(port).filter((each) => (each.station.internet
        ? address === EDGE[ip.family] || (isPublic(ip) && !stations.owner(address))
        : each.port.addresses.some((one) => one.own.text === address) || routing.translated(each.station.id).includes(address)));
      return there.map((each) => ({ id: each.station.id, dev: each.port.device.name }));
    },
  };
}

function strangerOf(walker: Walker, routing: Routing, family: Family): string {
  const taken = walker.prefixes(family).filter((each) => each.low > 0n || each.high < (1n << (family === 4 ? 31n : 127n)));
  const owned = new Set(routing.owned());
  for (let nth = 0n; nth < 200n; nth++) {
    const ip: Ip = family === 4 ? { family, value: ((nth + 11n) << 24n) | 0x51c2d3n } : { family, value: ((0x2a00n + nth) << 112n) | 0x77n };
    if (!isPublic(ip) || owned.has(formatAddress(ip)) || taken.some((each) => each.low <= ip.value && ip.value <= each.high)) continue;
    return formatAddress(ip);
  }
  return refuse('every public address is spoken of');
}
