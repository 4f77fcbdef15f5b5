/** A rule, or the default after all rules, stops a flow; the fix is exactly the `allow` that opens it. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { openingFixes, openingParams } from './opening-fix.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/flow-denied', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.flow-denied.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'flow-denied')) {
    const stopped = { ...trouble, from: facts.flows[trouble.flow]!.from, to: facts.flows[trouble.flow]!.to };
    const params = { ...paramsOf(facts, trouble), ...openingParams(facts, stopped) };
    const byRule = trouble.stop.reason === 'denied-by-rule';
    yield flowFinding(about, facts, trouble, {
      what: text(byRule ? 'network.flow-denied.what.rule' : 'network.flow-denied.what.default', { ...params, by: spoken(facts, trouble.stop.judged?.id) }),
      why: text('network.flow-denied.why', params),
      todo: text(byRule ? 'network.flow-denied.todo.rule' : 'network.flow-denied.todo.default', params),
      fixes: openingFixes(facts, stopped),
    });
  }
}
