/** Address translation as nftables: dnat before routing, snat and masquerade of what is forwarded when it leaves. */
import { formatAddress, parseAddress, type Family, type Ip, type IpRange } from '#language/model/ip.js';
import type { Element, Endpoint, Id, NatRule } from '#language/model/model.js';
import { partyTexts, portTexts } from './filters.js';
import type { Ground } from './ground.js';
import type { Stations } from './nodes.js';
import { join, type PartySets } from './parties.js';
import { refuse } from './refusal.js';
import { EVERYWHERE, leads, type Walker } from './tables.js';

export interface Nat { text: string; /** A target among several is chosen at random. */ chooses: boolean }

export function natTable(ground: Ground, stations: Stations, sets: PartySets, walker: Walker, station: Id, family: Family): Nat {
  const element = ground.elements[station]!;
  const before: string[] = [];
  const after: string[] = [];
  let chooses = false;
  for (const rule of element.network.nat) {
    if (rule.type === 'dnat') {
      const ip = parseAddress(rule.address);
      if (!ip || ip.family !== family) continue;
      const made = dnat(ground, stations, element, rule, family);
      chooses ||= made.chooses;
      before.push(...made.lines);
    } else {
      after.push(...source(sets, walker, station, rule, family));
    }
  }
  if (before.length + after.length === 0) return { text: '', chooses };
  return {
    chooses,
    text: `table ${family === 4 ? 'ip' : 'ip6'} translate {\nchain before { type nat hook prerouting priority -100;\n${before.join('\n')}\n}\nchain after { type nat hook postrouting priority 100;\n${after.join('\n')}\n}\n}\n`,
  };
}

/** Where a dnat leads: a virtual address of a group, else its members; the first address of an element. */
export function targetsOf(ground: Ground, stations: Stations, to: Endpoint, family: Family): string[] {
  if (to.type === 'address') {
    const ip = parseAddress(to.prefix.split('/')[0]!);
    return ip ? [formatAddress(ip)] : [];
  }
  if (to.type !== 'ids') return refuse(`a dnat leads to ${to.text}`);
  const found: string[] = [];
  const groups = to.ids.filter((id) => ground.model.groups[id]);
  const covered = new Set(groups.flatMap((id) => ground.members(id)));
  for (const id of to.ids.filter((each) => !covered.has(each))) {
    const vips = (ground.model.groups[id]?.vips ?? []).filter((use) => parseAddress(use.address)?.family === family);
    if (vips.length > 0) {
      found.push(...vips.map((use) => use.address));
      continue;
    }
    for (const member of ground.members(id)) {
      const first = stations.addresses(ground.station(member), family)[0];
      if (first) found.push(first.own.text);
    }
  }
  return [...new Set(found)];
}

function dnat(ground: Ground, stations: Stations, element: Element, rule: NatRule & { type: 'dnat' }, family: Family): { lines: string[]; chooses: boolean } {
  const targets = targetsOf(ground, stations, rule.to, family);
  if (targets.length === 0) refuse(`${element.id} translates ${rule.address} to ${rule.to.text}, which has no address of that family`);
  const match = `${family === 4 ? 'ip' : 'ip6'} daddr ${rule.address} `;
  const bracket = (text: string): string => (family === 6 ? `[${text}]` : text);
  const lines: string[] = [];
  for (const each of rule.ports ?? [undefined]) {
    const wanted = rule.toPorts?.find((port) => !each || port.protocol === each.protocol);
    const texts = portTexts(each ? [each] : undefined);
    if (rule.toPorts && !each) refuse(`${element.id} translates every port of ${rule.address} to one`);
    const spread = wanted && each && wanted.protocol !== 'icmp' ? portPairs(each, wanted) : undefined;
    for (const text of texts) {
      if (spread) {
        for (const [from, to] of spread) lines.push(...written(`${match}${each!.protocol} dport ${from} `, targets, bracket, `:${to}`));
      } else {
        lines.push(...written(match + text, targets, bracket, ''));
      }
    }
  }
  return { lines, chooses: targets.length > 1 };
}

function written(match: string, targets: string[], bracket: (text: string) => string, port: string): string[] {
  if (targets.length === 1) return [`${match}dnat to ${port ? bracket(targets[0]!) : targets[0]!}${port}`];
  return [`${match}dnat to numgen random mod ${targets.length} map { ${targets.map((each, nth) => `${nth} : ${each}`).join(', ')} }${port}`];
}

/** A range onto one of the same size keeps its offset; else everything goes to the first port. */
function portPairs(from: { low: number; high: number }, to: { low: number; high: number }): [string, number][] | undefined {
  if (from.low === to.low && from.high === to.high) return undefined;
  const size = from.high - from.low;
  if (size !== to.high - to.low || size === 0) return [[size === 0 ? `${from.low}` : `${from.low}-${from.high}`, to.low]];
  if (size > 64) return refuse('a dnat moves a range of more than 64 ports');
  return Array.from({ length: size + 1 }, (_, nth) => [`${from.low + nth}`, to.low + nth]);
}

function source(sets: PartySets, walker: Walker, station: Id, rule: NatRule & { type: 'snat' | 'masquerade' }, family: Family): string[] {
  if (rule.type === 'snat' && parseAddress(rule.address)?.family !== family) return [];
  const action = rule.type === 'snat' ? `snat to ${rule.address}` : 'masquerade';
  const to = rule.to ? sets.of(rule.to, 'destination') : join(leaving(walker, station, family));
  return partyTexts(sets.of(rule.from, 'source'), to).filter((text) => text === '' || text.startsWith(family === 4 ? 'ip ' : 'ip6 '))
    // Only what is forwarded: of a machine's own packets no device brought them in.
    .map((text) => `meta iif != 0 ${text}${action}`);
}

/** Destinations that, followed by the routes alone, leave by an internet: those of every prefix that some table tells apart. */
function leaving(walker: Walker, station: Id, family: Family): IpRange[] {
  const points = new Set<bigint>([EVERYWHERE[family].low]);
  for (const each of walker.prefixes(family)) {
    points.add(each.low);
    if (each.high < EVERYWHERE[family].high) points.add(each.high + 1n);
  }
  const sorted = [...points].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.flatMap((low, nth): IpRange[] => {
    const high = sorted[nth + 1] === undefined ? EVERYWHERE[family].high : sorted[nth + 1]! - 1n;
    const ip: Ip = { family, value: low };
    return leads(walker, station, undefined, ip, (id) => id !== station && walker.isInternet(id)) ? [{ family, low, high }] : [];
  });
}
