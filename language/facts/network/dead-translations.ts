/**
 * Destination translations that lead nowhere: nobody has the address, the target has none of that family, the device
 * knows no way to it, or its own filter, which judges after the translation, lets none of it through. A flow that goes
 * this way and fails tells the last two itself.
 */
import type { Id, NatRule } from '../../model/model.js';
import { isPublic, parseAddress, type Ip } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { query, type Facts } from '../query.js';
import { routes } from './devices.js';
import { partySets } from './endpoints.js';
import { explore } from './explore.js';
import { filters } from './filters.js';
import { endpointElements } from './flow-dials.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import { EPHEMERAL_PORT, matchesPort, partyOf, type Packet, type Party } from './packet.js';
import { anyPublicAddress } from './parties.js';
import { stations } from './stations.js';
import { targetsOf } from './translation.js';
import { troubles } from './troubles.js';
import { isWired } from './wired.js';

export interface DeadTranslation {
  device: Id;
  rule: NatRule & { type: 'dnat' };
  reason: 'nobody' | 'no-family' | 'no-way' | 'denied';
  /** Flows that end because of it and cannot be traced through it: from outside, to a port that it translates, with no other translation. */
  flows: Id[];
}

const NOTHING: ReadonlySet<string> = new Set();

export const deadTranslations = query('network.dead-translations', (facts): DeadTranslation[] => {
  const found: DeadTranslation[] = [];
  const told = new Set<string>();
  for (const element of Object.values(facts.elements)) {
    if (!routes(element)) continue;
    for (const rule of element.network.nat) {
      if (rule.type !== 'dnat') continue;
      const line = lineOf(rule.origin);
      if (told.has(line)) continue;
      told.add(line);
      const reason = reasonOf(facts, element.id, rule);
      if (!reason) continue;
      if ((reason === 'no-way' || reason === 'denied') && failingFlows(facts, rule).length > 0) continue;
      found.push({ device: element.id, rule, reason, flows: reason === 'nobody' || reason === 'no-family' ? [...failingFlows(facts, rule), ...undialled(facts, rule)] : [] });
    }
  }
  return found;
});

function lineOf({ uri, range }: Origin): string {
  return `${uri}|${range.start.line}:${range.start.character}`;
}

function reasonOf(facts: Facts, device: Id, rule: DeadTranslation['rule']): DeadTranslation['reason'] | undefined {
  const address = parseAddress(rule.address);
  if (!address) return undefined;
  const targets = targetsOf(facts, rule.to, address.family);
  if (rule.to.type === 'address') {
    const ip = parseAddress(rule.to.prefix.split('/')[0]!);
    if (!ip) return undefined;
    if (ip.family !== address.family) return 'no-family';
    if (!facts.ask(addressOwners).isOwned(ip)) return isPublic(ip) ? undefined : 'nobody';
  } else {
    const wired = endpointElements(facts, rule.to).some((end) => facts.ask(isWired, end.element));
    if (!wired) return undefined;
    if (targets.length === 0) return 'no-family';
  }
  if (targets.some((target) => target.ip === undefined)) return undefined;
  if (targets.every((target) => isDenied(facts, device, rule, target))) return 'denied';
  const outcomes = targets.map((target) => wayTo(facts, device, rule, target));
  return outcomes.every((each) => each === 'none') ? 'no-way' : undefined;
}

/** The device denies what nothing allows, and no allow of its speaks of this target and these ports. */
function isDenied(facts: Facts, device: Id, rule: DeadTranslation['rule'], target: Party): boolean {
  const policy = facts.ask(filters).ofDevice(device);
  if (!policy || policy.allowByDefault) return false;
  const sets = facts.ask(partySets);
  const ports = rule.toPorts ?? rule.ports;
  return !policy.rules.some((each) => each.rule.action === 'allow' && (!each.to || each.to.some((set) => sets.has(set, target)))
    && (!each.rule.ports || !ports || each.rule.ports.some((allowed) => ports.some((port) => port.protocol === allowed.protocol && port.low <= allowed.high && allowed.low <= port.high))));
}

/** Whether routes lead from the device to the target; what filters behind it say is not asked. */
function wayTo(facts: Facts, device: Id, rule: DeadTranslation['rule'], target: Party): 'some' | 'none' {
  const station = facts.ask(stations).of(device);
  if ((facts.ask(interfaces).of.get(station) ?? []).length === 0) return 'some';
  const family: Ip['family'] = target.ip!.family;
  const port = (rule.toPorts ?? rule.ports)?.[0];
  const packet: Packet = {
    family, from: partyOf(facts.ask(anyPublicAddress, family)), to: target, protocol: port?.protocol ?? 'tcp',
    fromPort: port?.protocol === 'icmp' ? 0 : EPHEMERAL_PORT, toPort: port?.protocol === 'icmp' ? 0 : port?.low ?? 1,
  };
  const found = explore(facts, { sender: station, packet, checkListening: false, without: NOTHING, accepts: () => true });
  // Where another device translates it again, the way to there is one; the rest is that translation's to tell.
  const again = [...found.moves, ...found.blocked].some(({ acts }) => acts.some((act) => act.type === 'translated' && act.rule.type === 'dnat'));
  return found.delivered.length > 0 || again || found.blocked.some((each) => each.verdict !== undefined) ? 'some' : 'none';
}

/** Flows that are traced through this translation and stop behind it. */
function failingFlows(facts: Facts, rule: DeadTranslation['rule']): Id[] {
  return facts.ask(troubles).filter((trouble) => trouble.found.trace.hops.some((hop) => hop.action === 'translated' && hop.origin !== undefined && lineOf(hop.origin) === lineOf(rule.origin)))
    .map((trouble) => trouble.flow);
}

/** Flows from outside that find no address to dial, over a port that this translates: what it was meant for. */
function undialled(facts: Facts, rule: DeadTranslation['rule']): Id[] {
  return facts.ask(troubles).filter(({ kind, stop, found }) => kind === 'no-route' && !stop.reply && stop.reason === 'not-on-the-internet'
    && found.dial.port !== undefined && matchesPort({ protocol: found.dial.port.protocol, toPort: found.dial.port.low }, rule.ports)).map((trouble) => trouble.flow);
}
