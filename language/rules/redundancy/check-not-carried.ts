/** A health check, a heartbeat or a replication that the network does not let through: what watches sees a dead member, or two primaries. */
import { flowDials, reach, shortName, troubles, type ReachAnswer } from '../../facts/network/index.js';
import { tree } from '../../facts/network/tree.js';
import { keyOf, query, type Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Endpoint, Id, PortMatch, Thing } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/check-not-carried', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.check-not-carried.title'), fixable: false, run };

interface Probe { kind: 'check' | 'heartbeat' | 'replication'; of: Id; from: Id; to: Id; ports?: PortMatch[]; /** one of the two directions is enough */ either: boolean; origin: Origin }

function* run(facts: Facts): Generator<Finding> {
  const told = new Set<string>();
  for (const probe of probes(facts)) {
    const key = `${probe.kind} ${probe.of} ${probe.origin.uri} ${probe.origin.range.start.line}:${probe.origin.range.start.character}`;
    if (told.has(key)) continue;
    const failed = stopped(facts, probe);
    if (!failed || toldOfFlow(facts, probe)) continue;
    told.add(key);
    const stop = failed.witness?.trace.stop ?? failed.witness?.trace.failing?.[0];
    const params = { from: shortName(facts, probe.from), to: shortName(facts, probe.to), of: shortName(facts, probe.of), port: probe.ports?.[0]?.text ?? '' };
    yield finding(about, {
      origin: probe.origin,
      what: stop ? text(`redundancy.check-not-carried.what.${probe.kind}.stop`, { ...params, stop: stop.text }) : text(`redundancy.check-not-carried.what.${probe.kind}`, params),
      why: text(`redundancy.check-not-carried.why.${probe.kind}`, params),
      todo: text('redundancy.check-not-carried.todo', params),
      related: stop ? [{ text: text('redundancy.check-not-carried.related', { element: shortName(facts, stop.element) }), origin: stop.origin }] : [],
      subjects: [probe.of, probe.from, probe.to],
      key: `${probe.kind} ${probe.from} ${probe.to}`,
    });
  }
}

function* probes(facts: Facts): Generator<Probe> {
  const index = facts.ask(tree);
  const things: Thing[] = [...Object.values(facts.groups), ...Object.values(facts.elements).filter((each) => each.instance === undefined)];
  for (const each of things) {
    for (const { target, check } of each.balances) {
      if (!check) continue;
      for (const from of index.members(each.id)) for (const to of index.members(target)) yield { kind: 'check', of: each.id, from, to, ...(check.ports.length > 0 ? { ports: check.ports } : {}), either: false, origin: check.origin };
    }
    for (const { from, to, origin } of each.replications) {
      for (const a of index.members(from)) for (const b of index.members(to)) if (a !== b) yield { kind: 'replication', of: each.id, from: a, to: b, either: true, origin };
    }
    if (!each.heartbeat) continue;
    // Each standby watches the first, and the first says that it is there: that many need not be tried with each other.
    const [first, ...others] = index.members(each.id);
    for (const other of others) {
      yield { kind: 'heartbeat', of: each.id, from: first!, to: other, either: false, origin: each.heartbeat.origin };
      yield { kind: 'heartbeat', of: each.id, from: other, to: first!, either: false, origin: each.heartbeat.origin };
    }
  }
}

/** The answer that says no; undefined where it is carried, or where its wiring is not described. */
function stopped(facts: Facts, { from, to, ports, either, origin }: Probe): ReachAnswer | undefined {
  const end = (id: Id): Endpoint => ({ type: 'ids', ids: [id], text: id, origin });
  const ask = (a: Id, b: Id): ReachAnswer => reach(facts, { from: end(a), to: end(b), ...(ports ? { ports } : {}), negated: false, transitively: false });
  // What a provider's service copies by itself goes its own ways.
  if (either && [from, to].every((id) => managed(facts, id))) return undefined;
  const there = ask(from, to);
  if (there.verdict !== 'fails') return undefined;
  return either && ask(to, from).verdict !== 'fails' ? undefined : there;
}

function managed(facts: Facts, id: Id): boolean {
  return facts.elements[id]!.software.some(({ name }) => facts.model.software[name]?.provides?.includes('failover'));
}

const troubledPairs = query('redundancy.troubled-pairs', (facts): Set<string> =>
  new Set(facts.ask(troubles).flatMap(({ flow }) => facts.ask(flowDials, flow).map((dial) => keyOf(dial.from, dial.to)))));

/** A flow between the same two that does not come about is told already. */
function toldOfFlow(facts: Facts, { from, to }: Probe): boolean {
  return facts.ask(troubledPairs).has(keyOf(from, to));
}
