/** What is asked of a network: every machine to every address, by echo and at the ports that something in the model tells apart. */
import { formatAddress, isPublic, parseAddress, parsePrefix, type Family } from '#language/model/ip.js';
import type { Id, Model, PortMatch } from '#language/model/model.js';
import { isInternet } from '#language/model/queries.js';
import type { Dial } from '#language/facts/network/index.js';
import type { Probe } from './topology.js';
import type { Translation } from './translate/translate.js';
import { tunnelPort, tunnelsOf } from './translate/tunnels.js';

export interface Question {
  probe: Probe;
  dial: Dial;
  /** The machine that is meant, where one has the address. */
  target?: Id;
}

/** Of ports that a range has its first one; and one that nothing speaks of. */
export function portsOf(model: Model, most: number): PortMatch[] {
  const found = new Map<string, PortMatch>();
  const put = (ports: readonly PortMatch[] | undefined): void => {
    for (const port of ports ?? []) {
      if (port.protocol === 'icmp') continue;
      const whole = port.low <= 1 && port.high === 65_535;
      for (const number of whole ? [4_321] : [port.low, ...(port.high > port.low ? [port.high] : [])]) {
        found.set(`${port.protocol}/${number}`, { protocol: port.protocol, low: number, high: number, text: `${port.protocol}/${number}` });
      }
    }
  };
  for (const flow of Object.values(model.flows)) put(flow.ports);
  for (const element of Object.values(model.elements)) {
    for (const nat of element.network.nat) if (nat.type === 'dnat') { put(nat.ports); put(nat.toPorts); }
    for (const rule of [...element.network.rules, ...(element.network.inbound?.rules ?? [])]) put(rule.ports);
  }
  for (const group of Object.values(model.securityGroups)) for (const rule of group.rules) put(rule.ports);
  // At these the ends of tunnels listen themselves.
  const taken = new Set(tunnelsOf(model).map((link) => tunnelPort(model, link)));
  return [...found.values()].filter((port) => (port.low < 50_000 || port.low > 59_999) && !(port.protocol === 'udp' && taken.has(port.low))).slice(0, most)
    .concat([{ protocol: 'tcp', low: 7_777, high: 7_777, text: 'tcp/7777' }]);
}

export interface Asked { questions: Question[]; /** Reasons why some were not asked, with how many. */ skipped: Map<string, number>; ports: PortMatch[] }

/** @param most the number of questions; of more, an even spread is taken. */
export function questionsOf(model: Model, translation: Translation, most: number, mostPorts = 5): Asked {
  const { stations, names, contested, stranger, routing } = translation;
  const ports: PortMatch[] = [{ protocol: 'icmp', low: 0, high: 65_535, text: 'icmp' }, ...portsOf(model, mostPorts)];
  const skipped = new Map<string, number>();
  const skip = (why: string, count = 1): void => void skipped.set(why, (skipped.get(why) ?? 0) + count);
  const targets: { address: string; to: Id; target?: Id }[] = [];
  for (const station of stations.all.values()) {
    for (const port of station.ports) {
      for (const each of port.addresses) {
        if (each.own.range) targets.push({ address: formatAddress({ family: each.own.ip.family, value: each.own.range.low + 1n }), to: station.id, target: station.id });
        else targets.push({ address: each.own.text, to: station.id, target: station.id });
      }
    }
    for (const text of routing.translated(station.id)) targets.push({ address: text, to: station.id });
  }
  targets.push(...unowned(model, translation));
  const reserved = broadcastAddresses(translation);
  const choosing = (id: Id): boolean => [...routing.tables.get(id)!.values()].some((table) => table.routes.some((route) => route.hops.length > 1));
  const all: Question[] = [];
  for (const source of stations.all.values()) {
    const element = model.elements[source.id]!;
    const from = source.ports.flatMap((port) => port.addresses);
    if (!source.internet && from.length === 0) continue;
    for (const { address, to, target } of targets) {
      if (target === source.id) continue;
      const family: Family = address.includes(':') ? 6 : 4;
      // A virtual address is dialled; its holder does not dial from it.
      if (!source.internet && !from.some((each) => each.own.ip.family === family && each.own.group === undefined)) continue;
      if (source.internet && isInternet(model.elements[to])) continue;
      if (reserved.has(address) || from.some((each) => reserved.has(each.own.text))) {
        skip('the broadcast address of a subnet, which a rule of its own speaks of', ports.length);
        continue;
      }
      if (choosing(source.id) || (target !== undefined && choosing(target))) {
        skip('a machine with equal routes, whose own packets prefer the wire of their source address', ports.length);
        continue;
      }
      if (from.filter((each) => each.own.ip.family === family).length > 1 && source.ports.some((port) => port.device.attached.tunnel !== undefined && port.addresses.length === 0)) {
        skip('a machine at the end of a tunnel without addresses, which has several to send from', ports.length);
        continue;
      }
      if (contested.has(address) || from.some((each) => contested.has(each.own.text))) {
        skip('an address that several have', ports.length);
        continue;
      }
      const ranged = from.find((each) => each.own.range && each.own.ip.family === family)?.own.range;
      const bound = source.internet ? stranger[family] : ranged ? formatAddress({ family, value: ranged.low + 1n }) : undefined;
      for (const port of ports) {
        all.push({
          probe: { from: names.of('n', source.id), to: address, protocol: port.protocol, ...(port.protocol === 'icmp' ? {} : { port: port.low }), ...(bound ? { source: bound } : {}) },
          dial: { from: element.id, to, toAddress: address, port, ...(bound ? { fromAddress: bound } : {}) },
          ...(target ? { target } : {}),
        });
      }
    }
  }
  if (all.length <= most) return { questions: all, skipped, ports };
  const step = all.length / most;
  const kept = Array.from({ length: most }, (_, nth) => all[Math.floor(nth * step)]!);
  skip('more than are asked of one network', all.length - most);
  return { questions: kept, skipped, ports };
}

/** Machines that took the last address of their subnet for their own. */
function broadcastAddresses(translation: Translation): Set<string> {
  return new Set([...translation.stations.all.values()].flatMap((station) => station.ports).flatMap((port) => port.addresses)
    .filter(({ own, connected }) => own.ip.family === 4 && connected !== undefined && connected.length < 31 && connected.high === own.ip.value)
    .map(({ own }) => own.text));
}

/** Addresses that nobody has: one of each subnet, one that no table speaks of, one of the internet. */
function unowned(model: Model, translation: Translation): { address: string; to: Id }[] {
  const owned = new Set(translation.routing.owned());
  const internet = Object.values(model.elements).find(isInternet);
  const found: { address: string; to: Id }[] = [];
  const put = (address: string): void => {
    const ip = parseAddress(address)!;
    if (owned.has(address) || found.some((each) => each.address === address)) return;
    found.push({ address, to: internet && isPublic(ip) ? internet.id : address });
  };
  const prefixes = Object.values(model.elements).flatMap((element) => [...element.network.subnets.map((each) => each.prefix), ...element.network.routes.map((each) => each.prefix)]).filter((each) => each !== 'default');
  for (const text of new Set(prefixes)) {
    const prefix = parsePrefix(text);
    // Of a wire of an internet the neighbour protocol of IPv6 answers for no address that is not a card's.
    if (!prefix || prefix.length === 0 || prefix.length >= (prefix.family === 4 ? 30 : 126)) continue;
    if (translation.ground.attached.some((each) => each.addresses.some((one) => one.range && one.range.family === prefix.family && one.range.low <= prefix.high && prefix.low <= one.range.high))) continue;
    put(formatAddress({ family: prefix.family, value: prefix.low + 77n < prefix.high ? prefix.low + 77n : prefix.high - 1n }));
  }
  put('10.254.253.252');
  if (internet) {
    put(translation.stranger[4]);
    if ([...translation.stations.all.keys()].some((id) => translation.stations.addresses(id, 6).length > 0)) put(translation.stranger[6]);
  }
  return found;
}
