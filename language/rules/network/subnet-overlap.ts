/** Two subnets of one routed network share addresses, and neither place contains the other. */
import type { Facts } from '../../facts/query.js';
import { overlappingSubnets } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/subnet-overlap', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.subnet-overlap.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { first, second, free } of facts.ask(overlappingSubnets)) {
    const params = { first: spoken(facts, first.place), second: spoken(facts, second.place), prefix: second.text, other: first.text };
    yield finding(about, {
      origin: second.origin,
      what: text('network.subnet-overlap.what', params),
      why: text('network.subnet-overlap.why', params),
      todo: text('network.subnet-overlap.todo', params),
      related: [{ text: text('network.subnet-overlap.related', params), origin: first.origin }],
      fixes: free ? [{ title: text('network.subnet-overlap.fix', { ...params, free }), edits: [{ type: 'replace', at: second.origin, by: free }] }] : [],
      subjects: [second.place, first.place],
      key: [first.place, first.text, second.place, second.text].join(' '),
    });
  }
}
