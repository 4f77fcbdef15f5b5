/** Which addresses a connection may use at its two ends, by family. */
import type { Id } from '../../model/model.js';
import { isPublic, parseAddress, type Family, type Ip } from '../../model/ip.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { isOnInternet } from './endpoints.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import { partyOf, type Party } from './packet.js';
import { anyPublicAddress, anywhere, comesFromInternet, dialledAddresses, ownAddresses, publicClasses, rangeClasses, silentParty, translatedAddresses } from './parties.js';
import type { DialledPort } from './port-classes.js';
import { stations } from './stations.js';
import type { Dial } from './types.js';

export interface ConnectSettings {
  /** One port of a range, one kind of address of a set, one of two families is enough; else each must be carried. */
  ports: 'all' | 'any';
  addresses: 'all' | 'any';
  families: 'all' | 'any';
  without: ReadonlySet<Id>;
  /** Every kind of public address that something tells apart, not the plain one alone. */
  everyAddress?: boolean;
}

export interface Candidates { sources: Map<Family, Ip[]> | 'anywhere' | 'silent'; targets: Map<Family, { party: Party; port?: DialledPort }[]> | 'silent' }

/** Which of the families both ends have; `[undefined]` where addresses do not decide. */
export function commonFamilies(sources: Candidates['sources'], targets: Candidates['targets']): (Family | undefined)[] | 'none' {
  if (targets === 'silent') return [undefined];
  const there = [...targets.keys()].sort();
  if (sources === 'silent') return there.slice(0, 1);
  if (sources === 'anywhere') return there;
  const common = there.filter((family) => sources.has(family));
  return common.length > 0 ? common : 'none';
}

export function candidatesOf(facts: Facts, dial: Dial, port: DialledPort): Candidates {
  return { sources: sourcesOf(facts, dial), targets: targetsFor(facts, dial, port) };
}

export function group<T>(items: T[], familyOf: (item: T) => Family): Map<Family, T[]> {
  const found = new Map<Family, T[]>();
  for (const item of items) found.set(familyOf(item), [...(found.get(familyOf(item)) ?? []), item]);
  return found;
}

export function rangesOf(facts: Facts, station: Id): { family: Family; low: bigint; high: bigint }[] {
  return (facts.ask(interfaces).of.get(station) ?? []).flatMap((made) => made.addresses.flatMap((own) => own.range ?? []));
}

export function sourcesOf(facts: Facts, dial: Dial): Candidates['sources'] {
  const station = facts.ask(stations).of(dial.from);
  const element = facts.elements[dial.from];
  if (dial.fromAddress !== undefined) {
    const ip = parseAddress(dial.fromAddress);
    if (ip) return new Map([[ip.family, [ip]]]);
  }
  const own = ownAddresses(facts, station).map((each) => each.ip);
  const ranged = rangesOf(facts, station).flatMap((range) => rangeClasses(facts, range, station));
  if (own.length + ranged.length > 0) return group([...own, ...ranged], (ip) => ip.family);
  return element && isOnInternet(facts, element) ? 'anywhere' : 'silent';
}

/** Alternatives within one list, kinds that must each be carried as several lists. */
export function sourceParties(facts: Facts, dial: Dial, sources: Candidates['sources'], family: Family | undefined, settings: ConnectSettings): Party[][] {
  const station = facts.ask(stations).of(dial.from);
  const element = facts.elements[dial.from];
  if (sources === 'silent') return [[silentParty(facts, station)]];
  if (sources === 'anywhere') {
    const kind = family ?? 4;
    const ips = settings.everyAddress ? publicClasses(facts, kind) : [facts.ask(anyPublicAddress, kind)];
    return ips.map((ip) => [anywhere(facts, dial.from, ip)]);
  }
  const ranges = rangesOf(facts, station);
  const ips = family === undefined ? [...sources.values()].flat() : sources.get(family) ?? [];
  const ofRange = (ip: Ip): boolean => ranges.some((range) => range.family === ip.family && range.low <= ip.value && ip.value <= range.high);
  const own = dial.fromAddress === undefined && ips.some((ip) => !ofRange(ip)) ? [ips.filter((ip) => !ofRange(ip)).map((ip) => partyOf(ip))] : [];
  const unowned = (ip: Ip): boolean => isPublic(ip) && !facts.ask(addressOwners).isOwned(ip);
  if (dial.fromAddress !== undefined) {
    return [ips.map((ip) => (element && isInternet(element) && unowned(ip) ? anywhere(facts, dial.from, ip) : partyOf(ip)))];
  }
  return [...own, ...ips.filter(ofRange).map((ip) => [partyOf(ip)])];
}

export function targetsFor(facts: Facts, dial: Dial, port: DialledPort): Candidates['targets'] {
  const element = facts.elements[dial.to];
  if (dial.toAddress !== undefined) {
    const ip = parseAddress(dial.toAddress);
    if (!ip) return 'silent';
    return new Map([[ip.family, [{ party: partyOf(ip) }]]]);
  }
  const own = dialledAddresses(facts, dial);
  const station = facts.ask(stations).of(dial.to);
  const ranged = rangesOf(facts, station).flatMap((range) => rangeClasses(facts, range, station).slice(0, 1));
  const outside = element && own.length + ranged.length === 0 && isOnInternet(facts, element);
  if (outside) {
    return new Map(([4, 6] as const).map((family) => [family, [{ party: anywhere(facts, dial.to, facts.ask(anyPublicAddress, family)) }]]));
  }
  const parties = [...own.map((each) => each.ip), ...ranged];
  if (comesFromInternet(facts, dial.from)) {
    const open = parties.filter(isPublic).map((ip) => ({ party: partyOf(ip) as Party }));
    // A target with only a private address is dialled where a device translates to it.
    const translated = translatedAddresses(facts, dial, port).map((each) => ({
      party: partyOf(each.ip) as Party,
      ...(each.port !== undefined ? { port: { protocol: each.protocol!, port: each.port } } : {}),
    }));
    const dialled = open.length > 0 ? open : translated;
    if (dialled.length > 0) return group(dialled, (each) => each.party.ip!.family);
  }
  if (parties.length === 0) return 'silent';
  return group(parties.map((ip) => ({ party: partyOf(ip) as Party })), (each) => each.party.ip!.family);
}
