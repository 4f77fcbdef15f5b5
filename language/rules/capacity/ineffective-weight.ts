/** A weight that changes nothing, or takes a member out. */
import { ineffectiveWeights } from '../../facts/capacity/index.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'capacity/ineffective-weight', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('capacity.weight.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { why, pool, weights, software } of facts.ask(ineffectiveWeights)) {
    const [first] = weights;
    const members = weights.map((each) => spokenName(facts, each.id));
    const params = {
      member: spokenName(facts, first!.id), weight: first!.weight, balancer: spokenName(facts, pool.by), target: [...new Set(pool.balances.map((balance) => spokenName(facts, balance.target)))],
      members: [...new Set(members)], count: pool.members.length, software: software ?? '',
    };
    yield finding(about, {
      origin: first!.origin,
      what: text(`capacity.weight.what.${why}`, params),
      why: text(`capacity.weight.why.${why}`, params),
      todo: text(`capacity.weight.todo.${why}`, params),
      related: [],
      fixes: [{
        title: text('capacity.weight.fix', { ...params, count: weights.length }),
        edits: weights.map((each) => ({ type: 'remove', at: each.origin })),
        ...(why === 'zero' ? {} : { preferred: true }),
      }],
      subjects: [pool.by, ...new Set(weights.map((each) => each.id))],
      key: [pool.by, why, ...members].join(' '),
    });
  }
}
