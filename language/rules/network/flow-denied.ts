/** A rule, or the default after all rules, stops a flow; the fix is exactly the `allow` that opens it. */
import type { Facts } from '../../facts/query.js';
import { partyNamed, type Trouble } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { EditIntent, Statement } from '../../model/edit.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Endpoint, Id } from '../../model/model.js';
import type { Rule } from '../rule.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/flow-denied', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.flow-denied.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'flow-denied')) {
    const params = paramsOf(facts, trouble);
    const byRule = trouble.stop.reason === 'denied-by-rule';
    yield flowFinding(about, facts, trouble, {
      what: text(byRule ? 'network.flow-denied.what.rule' : 'network.flow-denied.what.default', { ...params, by: spoken(facts, trouble.stop.judged?.id) }),
      why: text('network.flow-denied.why', params),
      todo: text(byRule ? 'network.flow-denied.todo.rule' : 'network.flow-denied.todo.default', params),
      fixes: fixes(facts, trouble),
    });
  }
}

type Side = Id | { literal: string };

/** The name that the flow uses where the packet still is what it names at this hop, else the address. */
function side(facts: Facts, written: Endpoint[], party: string, end: 'source' | 'destination'): Side {
  for (const endpoint of written) {
    if (endpoint.type === 'ids' && partyNamed(facts, endpoint, end, party)) return endpoint.ids[0]!;
  }
  return facts.elements[party] ? party : { literal: party };
}

function fixes(facts: Facts, trouble: Trouble): Fix[] {
  const { stop } = trouble;
  if (!stop.judged) return [];
  const flow = facts.flows[trouble.flow]!;
  const from = side(facts, flow.from, stop.packet.from, 'source');
  const to = side(facts, flow.to, stop.packet.to, 'destination');
  const own = stop.judged.block !== 'rules';
  const leaving = own && trouble.found.trace.hops.length <= 2;
  const statement: Statement = {
    type: 'rule', action: 'allow', over: [stop.packet.port],
    ...(own && !leaving ? {} : { to: [to] }),
    ...(leaving ? {} : { from: [from] }),
  };
  const owner = facts.elements[stop.judged.id]?.instance?.group ?? stop.judged.id;
  const edit: EditIntent = {
    type: 'add', into: owner, statements: [statement],
    ...(stop.judged.block === 'inbound' ? { block: 'inbound' } : {}),
    // A rule that denies is passed only by one before it.
    ...(stop.reason === 'denied-by-rule' ? { before: stop.origin } : {}),
  };
  const name = (each: Side): string => (typeof each === 'string' ? spoken(facts, each) : each.literal);
  return [{
    title: text('network.flow-denied.fix', { from: name(from), to: name(to), port: stop.packet.port, by: spoken(facts, stop.judged.id) }),
    edits: [edit],
    preferred: true,
  }];
}

