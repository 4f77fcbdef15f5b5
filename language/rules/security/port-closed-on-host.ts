/** A flow arrives, and the target's own `inbound` block leaves its port closed; the fix opens exactly that. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { openingFixes, openingParams, sourceOf } from '../network/opening-fix.js';
import { flowFinding, paramsOf, spoken, troublesOf } from '../network/stopped-flow.js';
import type { Rule } from '../rule.js';

const about = { id: 'security/port-closed-on-host', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('security.port-closed-on-host.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'port-closed-on-host')) {
    // The block may be that of something inside the machine where the packet ended.
    const by = spoken(facts, trouble.stop.judged?.id);
    const stopped = { ...trouble, from: facts.flows[trouble.flow]!.from, to: facts.flows[trouble.flow]!.to };
    const params = { ...paramsOf(facts, trouble), source: sourceOf(facts, stopped), over: openingParams(facts, stopped)['over']!, by, element: by };
    const byRule = trouble.stop.reason === 'denied-by-rule';
    yield flowFinding(about, facts, trouble, {
      what: text(byRule ? 'security.port-closed-on-host.what.rule' : 'security.port-closed-on-host.what.default', params),
      why: text('security.port-closed-on-host.why', params),
      todo: text(byRule ? 'security.port-closed-on-host.todo.rule' : 'security.port-closed-on-host.todo.default', params),
      fixes: openingFixes(facts, stopped),
    });
  }
}
