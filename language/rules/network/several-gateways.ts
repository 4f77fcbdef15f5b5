/** A flow must leave a segment with several routers, and nothing says which of them is the gateway. */
import type { Facts } from '../../facts/query.js';
import { gatewayChoices, type Trouble } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/several-gateways', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.several-gateways.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'several-gateways')) {
    const others = (trouble.stop.others ?? []).map((each) => spoken(facts, each));
    const params = { ...paramsOf(facts, trouble), others };
    yield flowFinding(about, facts, trouble, {
      what: text('network.several-gateways.what', params),
      why: text('network.several-gateways.why', params),
      todo: text('network.several-gateways.todo', params),
      fixes: fixes(facts, trouble),
      subjects: (trouble.stop.others ?? []).filter((id) => facts.elements[id]),
    });
  }
}

/** One repair a candidate: the segment's place states it, for all hosts there. */
function fixes(facts: Facts, trouble: Trouble): Fix[] {
  const { on, addresses } = gatewayChoices(facts, trouble.stop.element, trouble.stop.others ?? []);
  return addresses.map(({ address, router }) => ({
    title: text('network.several-gateways.fix', { address, router: spoken(facts, router), on: spoken(facts, on) }),
    edits: [{ type: 'set', on: facts.elements[on]?.instance?.group ?? on, word: 'gateway', value: address }],
  }));
}
