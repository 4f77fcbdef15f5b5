/** A balancer with one member: there is nothing to spread and nobody to turn to. */
import type { Facts } from '../../facts/query.js';
import { downtimeParams } from '../../facts/redundancy/downtime.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { lonePools } from '../../facts/redundancy/pools.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/single-backend', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('redundancy.single-backend.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { by, member, origin } of facts.ask(lonePools)) {
    const params = { balancer: spokenName(facts, by), member: spokenName(facts, member) };
    yield finding(about, {
      origin,
      what: text('redundancy.single-backend.what', params),
      why: text('redundancy.single-backend.why', params),
      todo: text('redundancy.single-backend.todo', { ...params, ...downtimeParams(facts, member) }),
      related: [{ text: text('redundancy.single-backend.related', params), origin: facts.elements[member]!.origin }],
      subjects: [by, member],
      key: `${by} ${member}`,
    });
  }
}
