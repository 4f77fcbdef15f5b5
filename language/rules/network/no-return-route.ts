/** The request arrives, and its reply does not find back: no route, no state, or a filter on its way. */
import type { Facts } from '../../facts/query.js';
import type { StopReason } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { routeFix, routeFor, routeTodo } from './no-route.js';
import { declared, flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/no-return-route', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.no-return-route.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const trouble of troublesOf(facts, 'no-return-route')) {
    const { stop } = trouble;
    const [protocol, number] = stop.packet.port.split('/');
    const params = { ...paramsOf(facts, trouble), in: spoken(facts, declared(facts, stop.judged?.id ?? stop.element)), protocol: protocol ?? '', number: number ?? '', tunnel: spoken(facts, stop.about) };
    const missing = routeFor(facts, trouble);
    yield flowFinding(about, facts, trouble, {
      what: text('network.no-return-route.what', { ...params, stop: stop.text }),
      why: text(missing ? 'network.no-return-route.why.route' : WHY[stop.reason] ?? 'network.no-return-route.why.route', params),
      todo: missing ? routeTodo(facts, missing) : text(REPAIRS[stop.reason] ?? 'network.no-return-route.todo.route', params),
      fixes: missing ? [routeFix(facts, missing)] : [],
    });
  }
}

const WHY: Partial<Record<StopReason, Parameters<typeof text>[0]>> = {
  'not-on-the-internet': 'network.no-return-route.why.internet',
  'answered-otherwise': 'network.no-return-route.why.translated',
  'no-state': 'network.no-return-route.why.state',
  'half-seen': 'network.no-return-route.why.state',
  'denied-by-rule': 'network.no-return-route.why.denied',
  'denied-by-default': 'network.no-return-route.why.denied',
  'tunnel-down': 'network.no-route.why.tunnel',
  'does-not-forward': 'network.no-route.why.host',
};

const REPAIRS: Partial<Record<StopReason, Parameters<typeof text>[0]>> = {
  'not-on-the-internet': 'network.no-return-route.todo.internet',
  'routing-loop': 'network.no-return-route.todo.loop',
  'answered-otherwise': 'network.no-return-route.todo.translated',
  'no-state': 'network.no-return-route.todo.state',
  'half-seen': 'network.no-return-route.todo.state',
  'denied-by-rule': 'network.no-return-route.todo.denied',
  'denied-by-default': 'network.no-return-route.todo.denied',
  'several-gateways': 'network.no-return-route.todo.gateways',
  blackhole: 'network.no-return-route.todo.blackhole',
  'next-hop-missing': 'network.no-route.todo.neighbour',
  'no-neighbour': 'network.no-route.todo.neighbour',
  'other-vlan': 'network.no-route.todo.neighbour',
  'not-cabled': 'network.no-route.todo.neighbour',
  'tunnel-down': 'network.no-route.todo.tunnel',
  'does-not-forward': 'network.no-route.todo.host',
};
