/** A flow's packet goes round between devices until its time to live is up. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/routing-loop', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.routing-loop.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'routing-loop')) {
    const around = (trouble.stop.others ?? []).map((id) => spoken(facts, id));
    const params = { ...paramsOf(facts, trouble), others: [...new Set(around)] };
    yield flowFinding(about, facts, trouble, {
      what: text('network.routing-loop.what', params),
      why: text('network.routing-loop.why', params),
      todo: text('network.routing-loop.todo', params),
      subjects: trouble.stop.others ?? [],
    });
  }
}
