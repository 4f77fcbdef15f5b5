/**
 * Request and reply take different stateful filters. Where the flow fails because of it this is an error; where it works
 * for some of its equal ways only, a warning.
 */
import { carriage, dialKey, flowDials } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Flow, Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/asymmetric-path', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('network.asymmetric-path.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'asymmetric-path')) {
    const params = paramsOf(facts, trouble);
    yield flowFinding({ ...about, severity: 'error' }, facts, trouble, {
      what: text('network.asymmetric-path.what.fails', { ...params, stop: trouble.stop.text }),
      why: text('network.asymmetric-path.why', params),
      todo: text('network.asymmetric-path.todo', params),
    });
  }
  for (const flow of Object.values(facts.flows)) {
    const found = facts.ask(flowDials, flow.id).map((dial) => facts.ask(carriage, dialKey(dial))).find((each) => each.oneSided);
    if (found) yield byChance(facts, flow, found.oneSided!);
  }
}

function byChance(facts: Facts, flow: Flow, filters: Id[]): Finding {
  const params = { flow: spoken(facts, flow.id), filters: filters.map((id) => spoken(facts, id)), count: filters.length };
  return finding(about, {
    origin: flow.origin,
    what: text('network.asymmetric-path.what.chance', params),
    why: text('network.asymmetric-path.why.chance'),
    todo: text('network.asymmetric-path.todo'),
    related: filters.map((id) => ({ text: text('network.asymmetric-path.related', { filter: spoken(facts, id) }), origin: facts.elements[id]!.origin })),
    subjects: [flow.id, ...filters],
    key: [flow.id, ...filters].join(' '),
  });
}
