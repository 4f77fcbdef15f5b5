/** The request arrives, and its reply does not find back: no route, no state, or a filter on its way. */
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { routeFix, routeFor, routeTodo } from './no-route.js';
import { flowFinding, paramsOf, troublesOf } from './stopped-flow.js';

const about = { id: 'network/no-return-route', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.no-return-route.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'no-return-route')) {
    const params = paramsOf(facts, trouble);
    const missing = routeFor(facts, trouble);
    const untranslated = trouble.stop.reason === 'not-on-the-internet';
    const round = trouble.stop.reason === 'routing-loop';
    const translated = trouble.stop.reason === 'answered-otherwise';
    const state = trouble.stop.reason === 'no-state' || trouble.stop.reason === 'half-seen';
    yield flowFinding(about, facts, trouble, {
      what: text('network.no-return-route.what', { ...params, stop: trouble.stop.text }),
      why: text(untranslated && !missing ? 'network.no-return-route.why.internet' : translated ? 'network.no-return-route.why.translated' : state ? 'network.no-return-route.why.state' : 'network.no-return-route.why.route', params),
      todo: missing
        ? routeTodo(facts, missing)
        : text(round ? 'network.no-return-route.todo.loop' : untranslated ? 'network.no-return-route.todo.internet' : translated ? 'network.no-return-route.todo.translated' : state ? 'network.no-return-route.todo.state' : 'network.no-return-route.todo.route', params),
      fixes: missing ? [routeFix(facts, missing)] : [],
    });
  }
}
