/**
 * Lists of rules with the packets that they are asked about: what a device forwards, what enters or leaves the members
 * of a host's `inbound` block or of a security group. Rules as sets of packets, for questions about rules themselves.
 */
import type { FilterRule, Id } from '../../model/model.js';
import { isPlace } from '../../model/queries.js';
import { parseAddress } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { bridges, routes } from './devices.js';
import { directSubnets } from './direct-subnets.js';
import { filters, type CompiledRule, type HostPolicy, type Policy } from './filters.js';
import { addressOwners } from './owners.js';
import { addressAt, partyLines, type PartyLines } from './party-lines.js';
import { difference, EVERY_SOURCE_PORT, intersection, intersects, portBoxes, servicesOf, type Box, type PacketSet } from './packet-sets.js';
import type { Spans } from './spans.js';
import { targetsOf } from './translation.js';

export type Direction = 'through' | 'in' | 'out';

export interface RuleList {
  /** The element or security group whose rules they are. */
  owner: Id;
  block: Policy['block'];
  direction: Direction;
  stateless: boolean;
  allowByDefault: boolean;
  /** The hosts that it judges for; empty for what a device forwards. */
  members: ReadonlySet<Id>;
  /** Packets about which it is asked: none where the owner forwards nothing. */
  packets: PacketSet;
  /** In order; only those that speak of this direction. */
  rules: ListedRule[];
}

export interface ListedRule {
  rule: FilterRule;
  /** Every packet that it matches, asked or not. Empty where an end was written that is nothing. */
  matches: PacketSet;
  from: Spans;
  to: Spans;
  /** What is left for it after all earlier rules; undefined where that cannot be told within bounds. */
  effective: PacketSet | undefined;
}

export const ruleLists = query('network.rule-lists', (facts): RuleList[] => {
  const lines = facts.ask(partyLines);
  const policies = facts.ask(filters);
  const found: RuleList[] = [];
  const hosts = new Map<string, HostPolicy[]>();
  const members = new Map<string, Set<Id>>();
  for (const element of Object.values(facts.elements)) {
    const policy = policies.ofDevice(element.id);
    if (policy && policy.rules.length > 0) {
      const forwards = routes(element) || bridges(element);
      found.push(listOf(policy, 'through', new Set(), forwards ? asked(facts, lines, policy) : [], lines, undefined));
    }
    if (isPlace(element)) continue;
    const { inbound, groups } = policies.ofHost(element.id);
    for (const each of inbound ? [inbound, ...groups] : groups) {
      if (each.rules.length === 0) continue;
      const key = `${each.block}\u0001${each.owner}`;
      const known = hosts.get(key);
      if (known) known.push(each);
      else hosts.set(key, [each]);
      members.set(key, (members.get(key) ?? new Set()).add(element.id));
    }
  }
  for (const [key, all] of hosts) {
    for (const direction of ['in', 'out'] as const) {
      // What several members have in common is judged once: a side that is left out is the member whose packet it is.
      const judging = direction === 'in' ? all : all.filter((policy) => policy.judgesOutbound);
      if (judging.length === 0) continue;
      const own = lines.ofAll(judging.map((policy) => policy.member));
      const packets = intersection(lines.packets, [boxBetween(direction === 'in' ? lines.everybody : own, direction === 'in' ? own : lines.everybody)]);
      found.push(listOf(all[0]!, direction, members.get(key)!, packets, lines, own));
    }
  }
  return found;
});

function boxBetween(from: Spans, to: Spans): Box {
  return { from, to, services: servicesOf(undefined), sources: EVERY_SOURCE_PORT };
}

/** What a device asks its rules about: all, but what it translates first, and what neighbours send each other without it. */
function asked(facts: Facts, lines: PartyLines, policy: Policy): PacketSet {
  const element = facts.elements[policy.owner]!;
  const direct = directSubnets(facts, policy.owner).map((subnet): Box => {
    const span = [{ low: addressAt({ family: subnet.family, value: subnet.low }), high: addressAt({ family: subnet.family, value: subnet.high }) }];
    return boxBetween(span, span);
  });
  const passing = difference(lines.packets, direct) ?? lines.packets;
  if (policy.stateless || !routes(element)) return passing;
  const owners = facts.ask(addressOwners);
  const translated = element.network.nat.flatMap((rule): Box[] => {
    const ip = rule.type === 'dnat' ? parseAddress(rule.address) : undefined;
    if (rule.type !== 'dnat' || !ip || owners.of(rule.address).some((owner) => owner.kind === 'snat')) return [];
    // Translated onto itself, or by a line before, it is still seen.
    const stays = element.network.nat.some((each) => each.type === 'dnat' && targetsOf(facts, each.to, ip.family).some((target) => target.text === rule.address));
    if (stays) return [];
    const at = addressAt(ip);
    return portBoxes(rule.ports, undefined).map((ports) => ({ from: lines.everybody, to: [{ low: at, high: at }], ...ports }));
  });
  return difference(passing, translated) ?? passing;
}

function listOf(policy: Policy, direction: Direction, members: ReadonlySet<Id>, packets: PacketSet, lines: PartyLines, own: Spans | undefined): RuleList {
  const spoken = policy.rules.filter((each) => speaksOf(each, direction));
  const rules = spoken.map((each): ListedRule => {
    const from = sideOf(lines, each.from, direction === 'out' ? own : undefined);
    const to = sideOf(lines, each.to, direction === 'in' ? own : undefined);
    const matches = from.length === 0 || to.length === 0 ? []
      : portBoxes(each.rule.ports, each.rule.sourcePorts).map((ports) => ({ from, to, ...ports }));
    return { rule: each.rule, matches, from, to, effective: undefined };
  });
  const work = { left: MOST_WORK };
  rules.forEach((each, index) => {
    each.effective = left(intersection(each.matches, packets), rules.slice(0, index), work);
  });
  return {
    owner: policy.owner, block: policy.block, direction, stateless: policy.stateless, allowByDefault: policy.allowByDefault,
    members, packets, rules,
  };
}

/** A rule that leaves the destination out speaks of what enters, one that leaves the source out of what leaves. */
function speaksOf(each: CompiledRule, direction: Direction): boolean {
  if (direction === 'through') return true;
  return direction === 'in' ? each.from !== undefined || each.to === undefined : each.to !== undefined;
}

function sideOf(lines: PartyLines, side: CompiledRule['from'], own: Spans | undefined): Spans {
  return side ? lines.ofAll(side) : own ?? lines.everybody;
}

/** Boxes that may be looked at for one list: some seconds at most, whatever was written. */
const MOST_WORK = 3_000_000;

function left(set: PacketSet, earlier: readonly ListedRule[], work: { left: number }): PacketSet | undefined {
  const meeting = earlier.filter((each) => intersects(set, each.matches));
  // One rule that takes all is common, and seen before many that each take a little come to more than can be kept.
  if (set.length === 0 || meeting.some((each) => difference(set, each.matches)?.length === 0)) return [];
  let rest: PacketSet | undefined = set;
  for (const each of meeting) {
    work.left -= rest.length;
    rest = work.left < 0 ? undefined : difference(rest, each.matches);
    if (rest === undefined || rest.length === 0) return rest;
  }
  return rest;
}

/** The place in a file that tells one written rule from another; copies for several devices share it. */
export function writtenAt({ origin: { uri, range } }: Pick<FilterRule, 'origin'>): string {
  return `${uri}|${range.start.line}|${range.start.character}`;
}

