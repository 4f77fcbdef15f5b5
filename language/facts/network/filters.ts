/**
 * What filters say of a packet. Rules are ordered and the first match decides; a firewall or waf denies what it does not
 * allow, any other device does so once it states a rule. A host's own `inbound` block and its security groups
 * judge what enters and leaves the host.
 */
import type { Element, FilterBlock, FilterRule, Id } from '../../model/model.js';
import { formatAddress, inRange, parseAddress, rangeContains } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { deniesByDefault, routes } from './devices.js';
import { partySets, type PartySet, type PartySets } from './endpoints.js';
import { matchesPort, type Packet } from './packet.js';
import { stations } from './stations.js';

export interface Verdict {
  allowed: boolean;
  /** The rule that decided; undefined where the default did. */
  rule?: FilterRule;
  origin: Origin;
  by: Id;
  block: 'rules' | 'inbound' | 'securitygroup';
}

/** A rule with its ends as sets; undefined where an end was left out. */
export interface CompiledRule {
  rule: FilterRule;
  from?: PartySet[];
  to?: PartySet[];
}

export interface Policy {
  owner: Id;
  block: Verdict['block'];
  rules: CompiledRule[];
  allowByDefault: boolean;
  defaultOrigin: Origin;
  stateless: boolean;
}

export interface HostPolicy extends Policy {
  member: PartySet;
  /** Some rule speaks of what the member sends. */
  judgesOutbound: boolean;
  /** `default` was written. */
  defaultStated: boolean;
}

export interface HostPolicies {
  inbound?: HostPolicy;
  groups: HostPolicy[];
  /** Who states them: the element itself or what it runs on. */
  inboundOf?: Id;
  groupsOf?: Id;
}

export interface Filters {
  /** The policy over what the device forwards; undefined where it forwards all. */
  ofDevice(id: Id): Policy | undefined;
  judge(policy: Policy, packet: Packet): Verdict;
  /** Policies of a host: its own `inbound`, and its security groups (which are judged together). */
  ofHost(id: Id): HostPolicies;
  /** @param other the other end where it runs on the same machine: a block around both is not asked. */
  judgeHost(id: Id, packet: Packet, direction: 'in' | 'out', other?: Id): { verdicts: Verdict[]; denied?: Verdict; stateful: boolean; judged: boolean };
}

export const filters = query('network.filters', (facts): Filters => {
  const sets = facts.ask(partySets);
  const devices = new Map<Id, Policy | undefined>();
  const hosts = new Map<Id, HostPolicies>();
  const ofDevice = (id: Id): Policy | undefined => {
    if (!devices.has(id)) devices.set(id, devicePolicy(sets, facts.elements[id]));
    return devices.get(id);
  };
  const ofHost = (id: Id): HostPolicies => {
    let known = hosts.get(id);
    if (!known) hosts.set(id, known = hostPolicies(facts, sets, id));
    return known;
  };
  return {
    ofDevice,
    judge: (policy, packet) => judge(sets, policy, packet),
    ofHost,
    judgeHost: (id, packet, direction, other) => {
      const host = ofHost(id);
      const isAroundBoth = (owner: Id | undefined): boolean => other !== undefined && owner !== undefined && nearest(facts, other, (each) => (each.id === owner ? true : undefined)) !== undefined;
      const inbound = isAroundBoth(host.inboundOf) ? undefined : host.inbound;
      const groups = isAroundBoth(host.groupsOf) ? [] : host.groups;
      const verdicts: Verdict[] = [];
      if (inbound) {
        const verdict = judgeMember(sets, inbound, packet, direction);
        if (verdict) verdicts.push(verdict);
      }
      const said = groups.flatMap((policy) => judgeMember(sets, policy, packet, direction) ?? []);
      // Security groups add up: what one of them allows is allowed.
      const group = said.find((each) => each.allowed) ?? said[0];
      if (group) verdicts.push(group);
      const denied = verdicts.find((each) => !each.allowed);
      const stateful = [...(inbound ? [inbound] : []), ...groups].every((each) => !each.stateless);
      return { verdicts, ...(denied ? { denied } : {}), stateful, judged: inbound !== undefined || groups.length > 0 };
    },
  };
});

function compile(sets: PartySets, rules: FilterRule[]): CompiledRule[] {
  return rules.map((rule) => ({
    rule,
    ...(rule.from ? { from: rule.from.map((endpoint) => sets.of(endpoint, 'source')) } : {}),
    ...(rule.to ? { to: rule.to.map((endpoint) => sets.of(endpoint, 'destination')) } : {}),
  }));
}

function devicePolicy(sets: PartySets, element: Element | undefined): Policy | undefined {
  if (!element) return undefined;
  const { rules, defaultAction, stateless } = element.network;
  if (!deniesByDefault(element) && rules.length === 0 && !defaultAction) return undefined;
  return {
    owner: element.id,
    block: 'rules',
    rules: compile(sets, rules),
    allowByDefault: defaultAction?.action === 'allow',
    defaultOrigin: defaultAction?.origin ?? element.origin,
    stateless,
  };
}

function matchesSide(sets: PartySets, side: PartySet[] | undefined, member: PartySet | undefined, party: Packet['from']): boolean {
  if (side) return side.some((set) => sets.has(set, party));
  return member === undefined || sets.has(member, party);
}

function matches(sets: PartySets, compiled: CompiledRule, packet: Packet): boolean {
  const { rule } = compiled;
  return matchesPort(packet, rule.ports)
    && (rule.sourcePorts === undefined || matchesPort({ protocol: packet.protocol, toPort: packet.fromPort }, rule.sourcePorts))
    && matchesSide(sets, compiled.from, undefined, packet.from)
    && matchesSide(sets, compiled.to, undefined, packet.to);
}

function judge(sets: PartySets, policy: Policy, packet: Packet): Verdict {
  for (const compiled of policy.rules) {
    if (!matches(sets, compiled, packet)) continue;
    return { allowed: compiled.rule.action === 'allow', rule: compiled.rule, origin: compiled.rule.origin, by: policy.owner, block: policy.block };
  }
  return { allowed: policy.allowByDefault, origin: policy.defaultOrigin, by: policy.owner, block: policy.block };
}

/** The nearest of an element and its machines that states the block itself. */
function nearest<T>(facts: Facts, id: Id, pick: (element: Element) => T | undefined): { value: T; element: Element } | undefined {
  const seen = new Set<Id>();
  let current: Element | undefined = facts.elements[id];
  while (current && !seen.has(current.id)) {
    seen.add(current.id);
    const value = pick(current);
    if (value !== undefined) return { value, element: current };
    const host: Id | undefined = current.hosts[0];
    current = host === undefined ? undefined : facts.elements[host];
  }
  return undefined;
}

function hostPolicies(facts: Facts, sets: PartySets, id: Id): HostPolicies {
  const member = sets.ofId(id, 'destination');
  const withVirtual = memberSet(facts, id, member);
  const inbound = nearest(facts, id, (element) => element.network.inbound);
  const groups = nearest(facts, id, (element) => (element.network.securityGroups.length > 0 ? element.network.securityGroups : undefined));
  return {
    ...(groups ? { groupsOf: groups.element.id } : {}),
    ...(inbound ? { inboundOf: inbound.element.id, inbound: hostPolicy(sets, inbound.value, inbound.element.id, 'inbound', withVirtual, sets.ofId(inbound.element.instance?.group ?? inbound.element.id, 'destination')) } : {}),
    groups: (groups?.value ?? []).flatMap((use) => {
      const block = facts.securityGroups[use.id];
      return block ? [hostPolicy(sets, block, block.id, 'securitygroup', withVirtual, sets.ofId(block.id, 'destination'))] : [];
    }),
  };
}

/** Virtual addresses by the stations that may hold them. */
const virtualAddresses = query('network.virtual-addresses', (facts): Map<Id, string[]> => {
  const sets = facts.ask(partySets);
  const found = new Map<Id, string[]>();
  for (const group of Object.values(facts.groups)) {
    if (group.vips.length === 0) continue;
    for (const station of sets.ofId(group.id, 'source').stations) {
      found.set(station, [...(found.get(station) ?? []), ...group.vips.map((vip) => vip.address)]);
    }
  }
  return found;
});

/** The member itself, by all addresses that it answers to, virtual ones included. */
function memberSet(facts: Facts, id: Id, own: PartySet): PartySet {
  const station = facts.ask(stations).of(id);
  const held = facts.ask(virtualAddresses).get(station) ?? [];
  return { ...own, addresses: new Set([...own.addresses, ...held]), stations: new Set([...own.stations, station]) };
}

/** @param own all that the block belongs to: the host with its sisters, the members of the group. */
function hostPolicy(sets: PartySets, block: FilterBlock, owner: Id, name: Verdict['block'], member: PartySet, own: PartySet): HostPolicy {
  const rules = compile(sets, block.rules);
  return {
    owner, block: name, rules, member,
    allowByDefault: block.defaultAction?.action === 'allow',
    defaultStated: block.defaultAction !== undefined,
    defaultOrigin: block.defaultAction?.origin ?? block.origin,
    stateless: block.stateless,
    judgesOutbound: rules.some((each) => isOutbound(each, member, own)),
  };
}

/** From the member, and not merely to what the block belongs to: `allow lan -> web` in the block of web, which stands in lan, speaks of what enters. */
function isOutbound({ from, to }: CompiledRule, member: PartySet, own: PartySet): boolean {
  if (to === undefined) return false;
  return from === undefined || (from.some((set) => overlaps(set, member)) && !to.every((set) => isWithin(set, member) || isWithin(set, own)));
}

function overlaps(set: PartySet, member: PartySet): boolean {
  if (set.any) return false;
  for (const station of member.stations) if (set.stations.has(station)) return true;
  for (const address of member.addresses) {
    if (set.addresses.has(address)) return true;
    const ip = set.ranges.length > 0 ? parseAddress(address) : undefined;
    if (ip && set.ranges.some((range) => inRange(ip, range))) return true;
  }
  return false;
}

function isWithin(set: PartySet, outer: PartySet): boolean {
  return !set.any && !set.unowned
    && [...set.stations].every((station) => outer.stations.has(station))
    && [...set.addresses].every((address) => outer.addresses.has(address))
    && set.ranges.every((range) => outer.ranges.some((each) => rangeContains(each, range))
      || (range.low === range.high && outer.addresses.has(formatAddress({ family: range.family, value: range.low }))));
}

/** Undefined where the block says nothing of this direction. */
function judgeMember(sets: PartySets, policy: HostPolicy, packet: Packet, direction: 'in' | 'out'): Verdict | undefined {
  if (direction === 'out' && !policy.judgesOutbound) return undefined;
  for (const compiled of policy.rules) {
    const { rule } = compiled;
    // A rule that leaves both sides out, or the destination, speaks of what enters; one that leaves the source out, of what leaves.
    const leaves = compiled.from === undefined && compiled.to !== undefined;
    const enters = compiled.to === undefined;
    if ((direction === 'in' && leaves) || (direction === 'out' && enters)) continue;
    if (!matchesPort(packet, rule.ports)) continue;
    if (rule.sourcePorts && !matchesPort({ protocol: packet.protocol, toPort: packet.fromPort }, rule.sourcePorts)) continue;
    if (!matchesSide(sets, compiled.from, direction === 'out' ? policy.member : undefined, packet.from)) continue;
    if (!matchesSide(sets, compiled.to, direction === 'in' ? policy.member : undefined, packet.to)) continue;
    return { allowed: rule.action === 'allow', rule, origin: rule.origin, by: policy.owner, block: policy.block };
  }
  return { allowed: policy.allowByDefault, origin: policy.defaultOrigin, by: policy.owner, block: policy.block };
}

/** True where the device judges what it forwards between interfaces; a bridge judges what it bridges. */
export function judgesForwarded(element: Element): boolean {
  return routes(element) || deniesByDefault(element) || element.network.rules.length > 0 || element.network.defaultAction !== undefined;
}
