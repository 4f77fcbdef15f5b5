/** A flow dials a port that its target, by its own list of ports, does not listen on. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { flowFinding, paramsOf, troublesOf } from '../network/stopped-flow.js';
import type { Rule } from '../rule.js';

const about = { id: 'security/not-listening', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.not-listening.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'not-listening')) {
    const params = paramsOf(facts, trouble);
    const open = trouble.stop.others ?? [];
    yield flowFinding(about, facts, trouble, {
      what: text('network.not-listening.what', params),
      why: text(open.length > 0 ? 'network.not-listening.why.ports' : 'network.not-listening.why.none', params),
      todo: text('network.not-listening.todo', params),
    });
  }
}
