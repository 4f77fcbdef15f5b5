/** A gateway outside the subnet of the hosts that would use it: their systems refuse the route. */
import type { Facts } from '../../facts/query.js';
import { strayGateways, troubles, type StrayGateway } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import { compareOrigins } from '../../model/origin.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/gateway-off-segment', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.gateway-off-segment.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const stray of facts.ask(strayGateways)) {
    const { on, stated, hosts, subnets, instead } = stray;
    const written = stated.address ?? spoken(facts, stated.element);
    const params = {
      gateway: written, on: spoken(facts, facts.elements[on]?.instance?.group ?? on), host: spoken(facts, hosts[0]), count: hosts.length, more: hosts.length - 1, subnets,
    };
    const kind = stated.address === undefined ? 'element' : 'address';
    yield finding(about, {
      origin: stated.origin,
      what: text(kind === 'element' ? 'network.gateway-off-segment.what.element' : 'network.gateway-off-segment.what', params),
      why: text(hosts.length > 0 ? 'network.gateway-off-segment.why' : 'network.gateway-off-segment.why.place', params),
      todo: instead.length === 1
        ? text('network.gateway-off-segment.todo.known', { ...params, address: instead[0]!.address, router: spoken(facts, instead[0]!.router) })
        : text('network.gateway-off-segment.todo', params),
      related: stoppedHere(facts, stray),
      fixes: fixes(facts, stray),
      subjects: [hosts[0] ?? on, ...hosts.slice(1)],
      key: [written, facts.elements[on]?.instance?.group ?? on].join(' '),
    });
  }
}

/** Flows whose packets stop at this line. */
function stoppedHere(facts: Facts, { stated }: StrayGateway): Finding['related'] {
  return facts.ask(troubles).filter((trouble) => compareOrigins(trouble.stop.origin, stated.origin) === 0).map((trouble) => {
    const flow = facts.flows[trouble.flow]!;
    return { text: text('network.gateway-off-segment.related', { flow: spoken(facts, flow.id) }), origin: flow.origin };
  });
}

/** What the routers there answer to; where there are several, each is offered. */
function fixes(facts: Facts, { stated, instead }: StrayGateway): Fix[] {
  return instead.map(({ address, router }): Fix => ({
    title: text('network.gateway-off-segment.fix', { address, router: spoken(facts, router) }),
    edits: [{ type: 'replace', at: stated.origin, by: `gateway ${address}` }],
    ...(instead.length === 1 ? { preferred: true } : {}),
  }));
}
