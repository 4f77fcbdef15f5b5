/** A flow must leave a segment on which no router stands. */
import type { Facts } from '../../facts/query.js';
import { freeGateway, type Trouble } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/missing-gateway', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.missing-gateway.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'missing-gateway')) {
    const params = paramsOf(facts, trouble);
    yield flowFinding(about, facts, trouble, {
      what: text('network.missing-gateway.what', params),
      why: text('network.missing-gateway.why', params),
      todo: text('network.missing-gateway.todo', params),
      fixes: fixes(facts, trouble),
    });
  }
}

/** An interface on the segment for the one router that the target's segment has. */
function fixes(facts: Facts, trouble: Trouble): Fix[] {
  const free = freeGateway(facts, trouble.stop.element, trouble.found.dial.to);
  if (!free) return [];
  const value = `${facts.elements[free.place]!.name} ${free.address}`;
  return [{
    title: text('network.missing-gateway.fix', { router: spoken(facts, free.router), value }),
    edits: [{ type: 'add', into: facts.elements[free.router]?.instance?.group ?? free.router, statements: [{ type: 'word', word: 'interface', value }] }],
  }];
}
