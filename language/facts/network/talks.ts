/**
 * Who talks to whom, as sets of packets: the flows, the expectations that something can be reached, and what the model
 * says goes on beside the flows (health checks, replication, backups, mounts, heartbeats, tunnels). Where a flow's way is known,
 * the devices on it come with it. Translation is followed generously: a talk has every address that it may have at some
 * hop, so that a rule called unused is not needed by any of them.
 */
import type { Endpoint, Expectation, Id, PortMatch, Subject } from '../../model/model.js';
import { parseAddress } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import { carriage } from './carriage.js';
import { dialKey } from './dial.js';
import { partySets } from './endpoints.js';
import { flowDials } from './flow-dials.js';
import { interfaces } from './interfaces.js';
import { addressAt, partyLines } from './party-lines.js';
import { stations } from './stations.js';
import { meets, unionOf, type Spans } from './spans.js';
import { targetsOf } from './translation.js';
import { tree } from './tree.js';
import type { Carriage, Dial } from './types.js';

export interface Talk {
  from: Spans;
  to: Spans;
  /** Undefined: any port. */
  ports: readonly PortMatch[] | undefined;
  /** Devices that the request or the reply passes; undefined where the way is not known. */
  passes: ReadonlySet<Id> | undefined;
  /** The ends whose own blocks judge; undefined where any host may be meant. */
  ends: { from: Id; to: Id } | undefined;
}

export const talks = query('network.talks', (facts): Talk[] => [
  ...Object.keys(facts.flows).flatMap((id) => facts.ask(flowDials, id).map((dial) => talkOf(facts, dial))),
  ...besideFlows(facts).map(([from, to, ports]) => ({ from, to, ports, passes: undefined, ends: undefined })),
]);

function talkOf(facts: Facts, dial: Dial): Talk {
  const sets = facts.ask(partySets);
  const lines = facts.ask(partyLines);
  const sourceText = dial.fromAddress;
  const from = sourceText === undefined ? lines.of(sets.ofId(dial.from, 'source')) : atAddress(sourceText);
  const dialled = dial.toAddress !== undefined ? [atAddress(dial.toAddress)]
    : [lines.of(sets.ofId(dial.to, 'destination')), ...(dial.group === undefined ? [] : [lines.of(sets.ofId(dial.group, 'destination'))])];
  const found = facts.ask(carriage, dialKey(dial));
  const passes = onTheWay(facts, found);
  // A flow that is stopped is told by itself: the rule that was meant for it, at another port, is not blamed as well.
  const dialledPorts = dial.port && found.trace.reachable ? [dial.port] : undefined;
  const { to, ports } = dialledThrough(facts, unionOf(dialled), dialledPorts);
  return { from: sentThrough(facts, from, passes), to, ports, passes, ends: { from: dial.from, to: dial.to } };
}

function atAddress(text: string): Spans {
  const ip = parseAddress(text);
  return ip ? [{ low: addressAt(ip), high: addressAt(ip) }] : [];
}

/** All elements on accepted ways, with the groups that they stand in for; undefined where the connection is not carried, or only assumed to be. */
function onTheWay(facts: Facts, { trace, forward, back }: Carriage): ReadonlySet<Id> | undefined {
  if (trace.disposition !== 'accepted' || !forward) return undefined;
  const index = facts.ask(tree);
  const found = new Set<Id>();
  for (const node of [...forward.nodes, ...(back?.nodes ?? [])]) {
    if (node.element === undefined || found.has(node.element)) continue;
    found.add(node.element);
    for (const group of index.groupsOf.get(node.element) ?? []) for (const member of index.members(group.id)) found.add(member);
  }
  return found;
}

/** With every address at which a device translates to the target, and the ports on both sides of that. */
function dialledThrough(facts: Facts, to: Spans, ports: readonly PortMatch[] | undefined): { to: Spans; ports: readonly PortMatch[] | undefined } {
  let reached = to;
  let open = ports;
  const pending = new Set(facts.ask(translations));
  for (let grown = true; grown;) {
    grown = false;
    for (const each of pending) {
      if (!meets(each.targets, reached) && !meets(each.address, reached)) continue;
      pending.delete(each);
      grown = true;
      reached = unionOf([reached, each.address, each.targets]);
      open = open === undefined ? undefined : [...open, ...each.ports];
    }
  }
  return { to: reached, ports: open };
}

const translations = query('network.translation-spans', (facts): { address: Spans; targets: Spans; ports: PortMatch[] }[] => {
  const lines = facts.ask(partyLines);
  return Object.values(facts.elements).flatMap((element) => element.network.nat.flatMap((rule) => {
    const ip = rule.type === 'dnat' ? parseAddress(rule.address) : undefined;
    if (rule.type !== 'dnat' || !ip) return [];
    const targets = targetsOf(facts, rule.to, ip.family).flatMap((party) => {
      const at = lines.place(party);
      return at === undefined ? [] : [{ low: at, high: at }];
    });
    return [{ address: atAddress(rule.address), targets: unionOf(targets.map((span) => [span])), ports: [...(rule.ports ?? []), ...(rule.toPorts ?? [])] }];
  }));
});

/** With the addresses that devices on the way give it; of an unknown way all that translate. */
function sentThrough(facts: Facts, from: Spans, passes: ReadonlySet<Id> | undefined): Spans {
  const given = [...facts.ask(sourceTranslations)].filter(([device]) => passes === undefined || passes.has(device)).map(([, spans]) => spans);
  return given.length === 0 ? from : unionOf([from, ...given]);
}

const sourceTranslations = query('network.source-translation-spans', (facts): Map<Id, Spans> => {
  const found = new Map<Id, Spans>();
  for (const element of Object.values(facts.elements)) {
    const rules = element.network.nat.filter((rule) => rule.type !== 'dnat');
    if (rules.length === 0) continue;
    const own = (facts.ask(interfaces).of.get(facts.ask(stations).of(element.id)) ?? [])
      .flatMap((made) => made.addresses).filter((each) => !each.range).map((each) => atAddress(each.text));
    found.set(element.id, unionOf([...own, ...rules.map((rule) => (rule.type === 'snat' ? atAddress(rule.address) : []))]));
  }
  return found;
});

type Pair = [from: Spans, to: Spans, ports: readonly PortMatch[] | undefined];

function besideFlows(facts: Facts): Pair[] {
  const sets = facts.ask(partySets);
  const lines = facts.ask(partyLines);
  const of = (ids: readonly Id[], end: 'source' | 'destination'): Spans => lines.ofAll(ids.map((id) => sets.ofId(id, end)));
  const found: Pair[] = [];
  const pair = (from: readonly Id[], to: readonly Id[], ports?: readonly PortMatch[]): void => {
    found.push([of(from, 'source'), of(to, 'destination'), ports]);
  };
  const both = (a: readonly Id[], b: readonly Id[]): void => {
    pair(a, b);
    pair(b, a);
  };
  const routing: Id[] = [];
  for (const each of [...Object.values(facts.elements), ...Object.values(facts.groups)]) {
    for (const balance of each.balances) pair([each.id], [balance.target], balance.check?.ports);
    for (const copy of [...each.replications, ...each.backups]) both([copy.from], [copy.to]);
    if ('members' in each) {
      const members = each.members.map((member) => member.id);
      if (each.heartbeat || each.failover || each.vrrp || each.mode === 'quorum') both(members, members);
    } else {
      for (const mount of each.mounts) both([each.id], [mount.target]);
      if (each.network.routing.length > 0) routing.push(each.id);
    }
  }
  if (routing.length > 1) both(routing, routing);
  for (const link of Object.values(facts.links)) if (link.tunnel !== undefined) both([link.a.element], [link.b.element]);
  for (const flow of Object.values(facts.flows)) {
    for (const need of flow.needs) if (!facts.flows[need.id]) found.push([sides(facts, flow.from, 'source'), of([need.id], 'destination'), undefined]);
  }
  for (const job of facts.read('jobs')) both([job.on], [job.on]);
  for (const { loads } of facts.read('scenarios')) {
    for (const load of loads) if (load.from && load.to) found.push([sides(facts, [load.from], 'source'), sides(facts, [load.to], 'destination'), undefined]);
  }
  for (const expectation of facts.read('expectations')) found.push(...expected(facts, expectation));
  return found;
}

function sides(facts: Facts, endpoints: readonly Endpoint[], end: 'source' | 'destination'): Spans {
  return facts.ask(partyLines).ofAll(endpoints.map((endpoint) => facts.ask(partySets).of(endpoint, end)));
}

/** What an expectation wants to be carried. */
function expected(facts: Facts, { body }: Expectation): Pair[] {
  if ((body.type !== 'reach' || body.negated) && body.type !== 'passes') return [];
  const from = subjectSpans(facts, body.from);
  return [[from, sides(facts, body.to, 'destination'), body.type === 'reach' ? body.ports : undefined]];
}

function subjectSpans(facts: Facts, subject: Subject | Endpoint): Spans {
  const lines = facts.ask(partyLines);
  if (subject.type === 'every') return lines.everybody;
  if (subject.type === 'named') return lines.ofAll(subject.ids.map((id) => facts.ask(partySets).ofId(id, 'source')));
  return sides(facts, [subject], 'source');
}
