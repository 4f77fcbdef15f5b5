/** A flow ends in a route that throws its packets away: meant for strays, it catches somebody who is expected. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { flowFinding, paramsOf, troublesOf } from './stopped-flow.js';

const about = { id: 'network/blackhole', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('network.blackhole.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'blackhole')) {
    const params = paramsOf(facts, trouble);
    yield flowFinding(about, facts, trouble, {
      what: text('network.blackhole.what', params),
      why: text('network.blackhole.why', params),
      todo: text('network.blackhole.todo', params),
    });
  }
}
