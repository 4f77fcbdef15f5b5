/** Every address that somebody wrote on an element, with the wire that it stands on: what the rules on addresses look at. */
import type { AddressUse, Element, Id } from '../../model/model.js';
import { formatAddress, formatPrefix, inRange, parseAddress, parsePrefix, type Ip, type ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import { segments } from './segments.js';
import { stations } from './stations.js';

export interface WrittenAddress {
  station: Id;
  ip: Ip;
  kind: 'ip' | 'interface' | 'vip';
  /** The place that an interface names or whose link it names, else the innermost segment that the element stands in; none on a line of its own. */
  place?: Id;
  domains: number[];
  /** The prefix on the wire there, where it is known. */
  connected?: ParsedPrefix;
  origin: Origin;
  /** False where one written address stands for several, as in `ip from`. */
  replaceable: boolean;
  /** Another address in the way that this one was written. */
  written(address: string): string;
}

export const writtenAddresses = query('network.written-addresses', (facts): WrittenAddress[] => {
  const layer3 = facts.ask(interfaces);
  const places = facts.ask(segments);
  const byId = facts.ask(stations);
  const found: WrittenAddress[] = [];
  const put = (element: Element, use: AddressUse, kind: WrittenAddress['kind'], named: Id | undefined, shared: boolean, line?: Id): void => {
    const ip = parseAddress(use.address);
    const station = byId.of(element.id);
    if (!ip) return;
    const made = (layer3.of.get(station) ?? []).find((each) => each.addresses.some((own) => own.text === use.address && (named === undefined || each.place === named)));
    const own = made?.addresses.find((each) => each.text === use.address);
    if (own?.range) return;
    const place = line === undefined ? named ?? places.innermost(element.id) : placeAt(facts, line);
    found.push({
      station, ip, kind, origin: use.origin, replaceable: !shared,
      domains: [...new Set((made?.vertices ?? []).map((vertex) => layer3.domain[vertex]!))],
      ...(place === undefined ? {} : { place }), ...(own?.connected ? { connected: own.connected } : {}),
      written: (address) => (use.length === undefined ? address : `${address}/${use.length}`),
    });
  };
  for (const element of Object.values(facts.elements)) {
    if (isPlace(element) && !isInternet(element)) continue;
    const shared = element.instance !== undefined;
    for (const use of element.network.addresses) put(element, use, 'ip', undefined, shared);
    for (const each of element.network.interfaces) if (each.address) put(element, each.address, 'interface', each.on.place, shared, each.on.link);
    for (const use of element.vips) put(element, use, 'vip', undefined, shared);
  }
  const first = new Map<string, Id>();
  for (const group of Object.values(facts.groups)) {
    for (const use of group.vips) {
      const member = group.members[0] && facts.elements[group.members[0].id];
      if (!member || first.has(use.address)) continue;
      first.set(use.address, group.id);
      put(member, use, 'vip', undefined, false);
    }
  }
  return found;
});

/** The place that a link leads to, where it ends in one. */
function placeAt(facts: Facts, link: Id): Id | undefined {
  const { a, b } = facts.links[link] ?? {};
  return [a, b].map((end) => end?.element).find((id) => id !== undefined && isPlace(facts.elements[id]!));
}

/** The lowest host address of a prefix that nobody owns, after `above` first. */
export function freeAddress(facts: Facts, prefix: ParsedPrefix, above?: bigint): string | undefined {
  const owners = facts.ask(addressOwners);
  const ends = prefix.family === 4 && prefix.length < 31 ? 1n : 0n;
  const low = prefix.low + (prefix.family === 6 && prefix.length < 127 ? 1n : ends);
  const high = prefix.high - ends;
  const taken = (value: bigint): boolean => owners.isOwned({ family: prefix.family, value });
  for (const start of [above === undefined ? low : above + 1n, low]) {
    for (let value = start < low ? low : start; value <= high && value < start + 4_096n; value++) {
      if (!taken(value)) return formatAddress({ family: prefix.family, value });
    }
  }
  return undefined;
}

/** Subnets that a place states, with where. */
export function statedSubnets(facts: Facts, place: Id | undefined): { text: string; prefix: ParsedPrefix; origin: Origin }[] {
  return (place === undefined ? [] : facts.elements[place]?.network.subnets ?? []).flatMap((subnet) => {
    const prefix = parsePrefix(subnet.prefix);
    return prefix ? [{ text: formatPrefix(prefix), prefix, origin: subnet.origin }] : [];
  });
}

export function holds(prefixes: ParsedPrefix[], ip: Ip): boolean {
  return prefixes.some((prefix) => inRange(ip, prefix));
}
