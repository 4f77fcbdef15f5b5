/**
 * Rules that decide nothing: no packet about which their device is asked gets to them. Exact, on sets of packets
 * (Batfish calls the question filterLineReachability). A rule that is written once and holds for several devices
 * decides nothing only where it does so for each of them.
 */
import type { Endpoint, FilterRule, Id, NatRule } from '../../model/model.js';
import { formatPrefix, parseAddress, type ParsedPrefix } from '../../model/ip.js';
import { contains } from '../../model/origin.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { directSubnets } from './direct-subnets.js';
import { addressAt, partyLines } from './party-lines.js';
import { difference, EVERY_SERVICE, EVERY_SOURCE_PORT, intersection, intersects, type Box, type PacketSet } from './packet-sets.js';
import { ruleLists, writtenAt, type ListedRule, type RuleList } from './rule-lists.js';
import { meets, type Spans } from './spans.js';

export type WhyNever =
  /** Earlier rules take all that it would match; `opposite`: some of them decide otherwise. */
  | { type: 'hidden'; by: FilterRule[]; opposite: boolean; /** it is narrower than the one rule that hides it */ narrower: boolean }
  /** The device forwards nothing, so that its rules are never asked. */
  | { type: 'not-asked' }
  /** An end is a security group that nothing uses. */
  | { type: 'nobody'; groups: Id[] }
  /** One side has only IPv4, the other only IPv6 addresses. */
  | { type: 'no-common-family' }
  /** The device translates the address before it asks its rules. */
  | { type: 'translated'; by: NatRule & { type: 'dnat' } }
  /** Both ends stand on one segment, whose hosts talk to each other without the device. */
  | { type: 'neighbours'; subnets: string[] }
  /** Neither side is a host for which the block judges. */
  | { type: 'not-its-own' };

export interface NeverMatching {
  rule: FilterRule;
  list: RuleList;
  why: WhyNever;
  /** Without it the list still denies and allows the same. */
  removable: boolean;
}

export const neverMatching = query('network.never-matching', (facts): NeverMatching[] => {
  const lists = facts.ask(ruleLists);
  const alive = new Set<string>();
  for (const list of lists) {
    for (const each of list.rules) if (isUnresolved(facts, each.rule) || each.effective === undefined || each.effective.length > 0) alive.add(writtenAt(each.rule));
  }
  const found = new Map<string, NeverMatching>();
  for (const list of lists) {
    list.rules.forEach((each, index) => {
      const key = writtenAt(each.rule);
      const known = found.get(key);
      // What an earlier rule of the same direction hides says more than that the other direction is none of its business.
      if (alive.has(key) || (known && known.why.type !== 'not-its-own')) return;
      const why = whyNever(facts, list, each, list.rules.slice(0, index));
      if (why) found.set(key, { rule: each.rule, list, why, removable: isRemovable(list, each) });
      else alive.add(key);
    });
  }
  return [...found].filter(([key]) => !alive.has(key)).map(([, each]) => each);
});

/** An end that is written but is nothing is told by the model's own rules. */
function isUnresolved(facts: Facts, rule: FilterRule): boolean {
  if ([rule.from, rule.to, rule.ports, rule.sourcePorts].some((each) => each?.length === 0)) return true;
  return facts.read('problems').some(({ origin }) => origin.uri === rule.origin.uri && contains(rule.origin.extent, origin.range.start));
}

function whyNever(facts: Facts, list: RuleList, each: ListedRule, earlier: readonly ListedRule[]): WhyNever | undefined {
  if (list.direction === 'through' && list.packets.length === 0) return { type: 'not-asked' };
  if (each.matches.length === 0) {
    const groups = [...emptyGroups(facts, each.rule.from), ...emptyGroups(facts, each.rule.to)];
    return groups.length > 0 ? { type: 'nobody', groups } : undefined;
  }
  const asked = intersection(each.matches, list.packets);
  if (asked.length > 0) return hiddenBy(asked, each, earlier);
  if (!intersects(each.matches, facts.ask(partyLines).packets)) return { type: 'no-common-family' };
  if (list.direction !== 'through') return { type: 'not-its-own' };
  const subnets = staysIn(facts, each, directSubnets(facts, list.owner));
  if (subnets.length > 0) return { type: 'neighbours', subnets: subnets.map(formatPrefix) };
  const by = facts.elements[list.owner]!.network.nat.find((rule) => rule.type === 'dnat' && translates(rule, each));
  return by?.type === 'dnat' ? { type: 'translated', by } : undefined;
}

/** The subnets that all packets between its ends stay in; none where some leave. */
function staysIn(facts: Facts, { from, to }: ListedRule, subnets: readonly ParsedPrefix[]): ParsedPrefix[] {
  const spans = subnets.map(({ family, low, high }) => [{ low: addressAt({ family, value: low }), high: addressAt({ family, value: high }) }]);
  const box = (a: Spans, b: Spans): Box => ({ from: a, to: b, services: EVERY_SERVICE, sources: EVERY_SOURCE_PORT });
  const leaving = difference(intersection([box(from, to)], facts.ask(partyLines).packets), spans.map((span) => box(span, span)));
  return leaving?.length === 0 ? subnets.filter((_, index) => meets(from, spans[index]!) && meets(to, spans[index]!)) : [];
}

function translates(rule: NatRule & { type: 'dnat' }, { to }: ListedRule): boolean {
  const ip = parseAddress(rule.address);
  return ip !== undefined && meets(to, [{ low: addressAt(ip), high: addressAt(ip) }]);
}

/** All of a side are security groups without a member; places and groups without members may only not be described yet. */
function emptyGroups(facts: Facts, side: readonly Endpoint[] | undefined): Id[] {
  const ids = (side ?? []).map((endpoint) => (endpoint.type === 'ids' ? endpoint.ids : undefined));
  const groups = ids.flatMap((each) => each?.flatMap((id) => facts.securityGroups[id] ?? []) ?? []);
  const all = ids.every((each) => each !== undefined && each.every((id) => facts.securityGroups[id]?.members.length === 0));
  return all ? groups.map((group) => group.id) : [];
}

/** The earlier rules that take its packets, first come, first served; where one of them would do, only that one. */
function hiddenBy(asked: PacketSet, each: ListedRule, earlier: readonly ListedRule[]): WhyNever | undefined {
  let rest: PacketSet | undefined = asked;
  const taking: ListedRule[] = [];
  for (const before of earlier) {
    if (!intersects(rest, before.matches)) continue;
    taking.push(before);
    rest = difference(rest, before.matches);
    if (rest === undefined || rest.length === 0) break;
  }
  const covers = (before: ListedRule): boolean => difference(asked, before.matches)?.length === 0;
  const candidates = rest === undefined ? earlier : taking;
  const whole = candidates.find((before) => before.rule.action === each.rule.action && covers(before)) ?? candidates.find(covers);
  if (rest === undefined && !whole) return undefined;
  const by = whole ? [whole] : taking;
  const opposite = by.some((before) => before.rule.action !== each.rule.action);
  const narrower = opposite && whole !== undefined && (difference(whole.matches, each.matches)?.length ?? 0) > 0;
  return { type: 'hidden', by: by.map((before) => before.rule), opposite, narrower };
}

/** A device that states no rule forwards all, and a block without an outbound rule lets all out: the last one may not go. */
function isRemovable(list: RuleList, each: ListedRule): boolean {
  return list.rules.some((other) => other !== each && other.rule.from?.length !== 0 && sameShape(other.rule, each.rule));
}

function sameShape(a: FilterRule, b: FilterRule): boolean {
  return (a.from === undefined) === (b.from === undefined) && (a.to === undefined) === (b.to === undefined);
}
