/** Who a connection's packets come from and go to: an element's addresses, the dialled address, any public address. */
import type { Id } from '../../model/model.js';
import { formatAddress, formatPrefix, inRange, isPublic, parseAddress, parsePrefix, type Family, type Ip, type ParsedPrefix } from '../../model/ip.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { domains } from './domains.js';
import { isOnInternet } from './endpoints.js';
import { interfaces } from './interfaces.js';
import { neighbours } from './neighbours.js';
import { addressOwners } from './owners.js';
import { matchesPort, type Packet, type Party } from './packet.js';
import { rangeIndex, type RangeIndex } from './range-index.js';
import { stations } from './stations.js';
import { targetsOf } from './translation.js';
import type { Dial } from './types.js';

/** Every prefix that something in the model speaks of: addresses within one of them may be treated unlike others. */
export const mentionedPrefixes = query('network.mentioned-prefixes', (facts): ParsedPrefix[] => {
  const found = new Map<string, ParsedPrefix>();
  const put = (text: string): void => {
    const prefix = parsePrefix(text);
    if (prefix && prefix.length > 0) found.set(formatPrefix(prefix), prefix);
  };
  const rules = [
    ...Object.values(facts.elements).flatMap((element) => [...element.network.rules, ...(element.network.inbound?.rules ?? [])]),
    ...Object.values(facts.securityGroups).flatMap((group) => group.rules),
  ];
  for (const rule of rules) for (const each of [...(rule.from ?? []), ...(rule.to ?? [])]) if (each.type === 'address') put(each.prefix);
  for (const element of Object.values(facts.elements)) {
    for (const subnet of element.network.subnets) put(subnet.prefix);
    for (const route of element.network.routes) if (route.prefix !== 'default') put(route.prefix);
    for (const use of element.network.addresses) if (use.length !== undefined) put(`${use.address}/${use.length}`);
    for (const use of element.network.interfaces) if (use.address?.length !== undefined) put(`${use.address.address}/${use.address.length}`);
    for (const rule of element.network.nat) {
      const ends = rule.type === 'dnat' ? [rule.to] : [...rule.from, ...(rule.to ?? [])];
      for (const each of ends) if (each.type === 'address') put(each.prefix);
    }
  }
  return [...found.values()];
});

/** An address of the internet that nothing in the model speaks of. */
export const anyPublicAddress = query('network.any-public-address', (facts, family: number): Ip => {
  const prefixes = facts.ask(mentionedPrefixes).filter((prefix) => prefix.family === family);
  const owners = facts.ask(addressOwners);
  const candidates: Ip[] = [];
  if (family === 4) {
    for (let first = 1; first < 224; first++) for (const rest of [0x3a1b2cn, 0xc9d4e5n]) candidates.push({ family: 4, value: (BigInt(first) << 24n) | rest });
  } else {
    for (let first = 0x2000n; first < 0x3fffn; first += 7n) candidates.push({ family: 6, value: (first << 112n) | 0x5a5an });
  }
  const free = candidates.filter((ip) => isPublic(ip) && !owners.isOwned(ip));
  const narrow = [...prefixes].sort((a, b) => a.length - b.length);
  // A mentioned /1 leaves the other half; where everything is mentioned, what only the widest prefixes hold.
  return free.find((ip) => !narrow.some((prefix) => inRange(ip, prefix)))
    ?? free.find((ip) => !narrow.some((prefix) => prefix.length > 8 && inRange(ip, prefix))) ?? free[0]!;
});

/** Any public address, of an actor in an internet or of the internet itself. */
export function anywhere(facts: Facts, id: Id, ip: Ip): Party {
  return { ip, text: formatAddress(ip), anywhere: true, ...(isInternet(facts.elements[id]) ? { internet: id } : { station: id }) };
}

/** Prefixes on wires that are no internet's: what lies in them is behind a device, owned or not. */
const insidePrefixes = query('network.inside-prefixes', (facts): RangeIndex => {
  const wires = facts.ask(domains);
  return rangeIndex(facts.ask(interfaces).all
    .filter((made) => !wires.of(made).some((domain) => wires.internet(domain) !== undefined))
    .flatMap((made) => made.addresses.flatMap((own) => own.connected ?? [])));
});

const publicClassesOf = query('network.public-classes', (facts, family: Family): Ip[] => {
  const owners = facts.ask(addressOwners);
  const inside = facts.ask(insidePrefixes);
  const found = [facts.ask(anyPublicAddress, family)];
  const prefixes = facts.ask(mentionedPrefixes).filter((prefix) => prefix.family === family);
  const index = rangeIndex(prefixes);
  // Behind the end of a narrow prefix, what is left of a wider one goes on.
  const rests = prefixes.flatMap(({ high }) => {
    const around = index.around({ family, value: high + 1n }).map((nth) => prefixes[nth]!);
    return around.length > 0 && around.every(({ low }) => low !== high + 1n) ? [{ low: high + 1n, high: around.map((each) => each.high).reduce((a, b) => (a < b ? a : b)) }] : [];
  });
  for (const prefix of [...prefixes, ...rests]) {
    for (let offset = 0n; offset < 64n && prefix.low + offset <= prefix.high; offset++) {
      const ip: Ip = { family, value: prefix.low + offset };
      if (!isPublic(ip)) break;
      if (owners.isOwned(ip) || inside.around(ip).length > 0) continue;
      found.push(ip);
      break;
    }
  }
  return found;
});

/** Addresses of the internet as an endpoint, one of each kind that something in the model tells apart. */
export function publicClasses(facts: Facts, family: Family): readonly Ip[] {
  return facts.ask(publicClassesOf, family);
}

/** One address of each kind that rules and routes tell apart within an actor's prefix. */
export function rangeClasses(facts: Facts, range: { family: Family; low: bigint; high: bigint }, self: Id): Ip[] {
  const owners = facts.ask(addressOwners);
  const points = new Set<bigint>([range.low]);
  for (const prefix of facts.ask(mentionedPrefixes)) {
    if (prefix.family !== range.family) continue;
    for (const point of [prefix.low, prefix.high + 1n]) if (range.low <= point && point <= range.high) points.add(point);
  }
  const free = (value: bigint): boolean => owners.of(formatAddress({ family: range.family, value })).every((owner) => owner.station === self);
  const found: Ip[] = [];
  for (const point of points) {
    let value = point;
    for (let tries = 0; tries < 64 && value <= range.high && !free(value); tries++) value++;
    if (value <= range.high && free(value)) found.push({ family: range.family, value });
  }
  return found.slice(0, 64);
}

/** The addresses that a station may be dialled at or dial from; virtual ones of groups left out. */
export function ownAddresses(facts: Facts, station: Id, family?: Family): { ip: Ip; text: string }[] {
  return (facts.ask(interfaces).of.get(station) ?? [])
    .flatMap((made) => made.addresses)
    .filter((own) => own.group === undefined && !own.range && (family === undefined || own.ip.family === family))
    .map((own) => ({ ip: own.ip, text: own.text }));
}

/** Subnets of the wires that an addressless station stands on: its address is one of them. */
export function subnetsAround(facts: Facts, station: Id): ParsedPrefix[] {
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  return (layer3.of.get(station) ?? []).flatMap((made) => wires.of(made)).flatMap((domain) => layer3.subnets(domain));
}

export function silentParty(facts: Facts, station: Id): Party {
  const within = subnetsAround(facts, station);
  return within.length > 0 ? { station, within } : { station };
}

/** True where connections come from the public side: an internet, or what stands in or hangs on one. */
export function comesFromInternet(facts: Facts, id: Id): boolean {
  const element = facts.elements[id];
  if (!element) return false;
  if (isInternet(element) || isOnInternet(facts, element)) return true;
  const wires = facts.ask(domains);
  const mine = facts.ask(interfaces).of.get(facts.ask(stations).of(id)) ?? [];
  return mine.length > 0 && mine.every((made) => wires.of(made).some((domain) => wires.internet(domain) !== undefined));
}

/** Addresses at which a device translates to the target, with the port to dial: what the public side uses. */
export function translatedAddresses(facts: Facts, dial: Dial, port: { protocol: Packet['protocol']; port: number } | undefined): { ip: Ip; protocol?: Packet['protocol']; port?: number }[] {
  const found: { ip: Ip; protocol?: Packet['protocol']; port?: number }[] = [];
  for (const { rule, ip } of facts.ask(translationsTo, facts.ask(stations).of(dial.to))) {
    if (port && !matchesPort({ protocol: port.protocol, toPort: port.port }, rule.ports)) {
      // Without `over` the target's own port is meant: it is dialled at the port that translates to it.
      if (dial.portAssumed && rule.toPorts && matchesPort({ protocol: port.protocol, toPort: port.port }, rule.toPorts) && rule.ports?.[0]) {
        found.push({ ip, protocol: rule.ports[0].protocol, port: rule.ports[0].low });
      }
      continue;
    }
    found.push({ ip });
  }
  return found;
}

/** Rules that lead to a station, whatever the port. */
const translationsTo = query('network.translations-to', (facts, target: Id) => {
  const near = facts.ask(neighbours);
  const { rules, byText, byStation, byAddress } = facts.ask(destinationRules);
  const leads = (text: string, seen: Set<string>): boolean => {
    if (near.holds(target, text, target)) return true;
    if (seen.has(text)) return false;
    seen.add(text);
    return (byAddress.get(text) ?? []).some((nth) => rules[nth]!.rule.targets.some((each) => each.text !== undefined && leads(each.text, seen)));
  };
  // From the target backwards, so that rules that lead elsewhere are not even looked at.
  const own = near.interfacesOf(target).flatMap((made) => made.addresses);
  const texts = own.some((each) => each.range) ? [...byText.keys()].filter((text) => near.holds(target, text, target)) : own.map((each) => each.text);
  const found = new Set(byStation.get(target) ?? []);
  for (const text of new Set(texts)) for (const nth of byText.get(text) ?? []) found.add(nth);
  // A set is walked in the order in which it was filled, what is added on the way included.
  for (const nth of found) for (const before of byText.get(rules[nth]!.rule.address) ?? []) found.add(before);
  return [...found].sort((a, b) => a - b).map((nth) => rules[nth]!)
    .filter(({ rule }) => rule.targets.some((each) => (each.text !== undefined ? leads(each.text, new Set([rule.address])) : each.station === target)));
});

/** Every dnat with where it leads, and the places in that list by target and by translated address. */
const destinationRules = query('network.destination-rules', (facts) => {
  const rules = Object.values(facts.elements).flatMap((element) => element.network.nat.flatMap((rule) => {
    if (rule.type !== 'dnat') return [];
    const ip = parseAddress(rule.address);
    if (!ip) return [];
    return [{ device: element.id, ip, rule: { ...rule, targets: targetsOf(facts, rule.to, ip.family) } }];
  }));
  const [byText, byStation, byAddress]: Map<string, number[]>[] = [new Map(), new Map(), new Map()];
  const put = (into: Map<string, number[]>, key: string | undefined, nth: number): void => {
    if (key === undefined) return;
    const known = into.get(key);
    if (known) known.push(nth);
    else into.set(key, [nth]);
  };
  rules.forEach(({ rule }, nth) => {
    put(byAddress!, rule.address, nth);
    for (const each of rule.targets) put(each.text === undefined ? byStation! : byText!, each.text ?? each.station, nth);
  });
  return { rules, byText: byText!, byStation: byStation!, byAddress: byAddress! };
});

/** Addresses to dial, in the order in which they are tried; an empty list where the target has none. */
export function dialledAddresses(facts: Facts, dial: Dial): { ip: Ip; text: string }[] {
  const vips = dial.group === undefined ? [] : facts.groups[dial.group]?.vips ?? [];
  if (vips.length > 0) return vips.flatMap((vip) => ({ ip: parseAddress(vip.address)!, text: vip.address }));
  return ownAddresses(facts, facts.ask(stations).of(dial.to));
}
