/** A flow's packet meets a device that does not know where to send it; the finding names the route that is missing. */
import type { Facts } from '../../facts/query.js';
import { prefixAround, routeForStop, type MissingRoute, type Trouble } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix, Text } from '../../model/finding.js';
import { parseAddress } from '../../model/ip.js';
import type { Rule } from '../rule.js';
import { missedVia } from './missed-via.js';
import { declared, flowFinding, paramsOf, spoken, troublesOf } from './stopped-flow.js';

const about = { id: 'network/no-route', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.no-route.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  yield* missedVia(facts, about);
  for (const trouble of troublesOf(facts, 'no-route')) {
    const params = { ...paramsOf(facts, trouble), prefix: wanted(facts, trouble), tunnel: spoken(facts, trouble.stop.about) };
    const missing = routeFor(facts, trouble);
    yield flowFinding(about, facts, trouble, {
      what: text('network.no-route.what', { ...params, stop: trouble.stop.text }),
      why: missing && missing.on !== trouble.stop.element ? text('network.no-route.why.default', { ...params, device: spoken(facts, missing.on) }) : text(whyOf(trouble), params),
      todo: missing ? routeTodo(facts, missing) : text(todoOf(trouble), params),
      fixes: missing ? [routeFix(facts, missing)] : [],
    });
  }
}

/** The route that would carry the packet on from where it stopped. */
export function routeFor(facts: Facts, trouble: Trouble): MissingRoute | undefined {
  const { trace } = trouble.found;
  return routeForStop(facts, trouble.stop.reply ? trace.back : trace.hops, trouble.stop);
}

export function routeTodo(facts: Facts, missing: MissingRoute): Text {
  return missing.silent
    ? text('network.no-route.todo.silent', { ...silentParams(facts, missing.silent), element: spoken(facts, missing.on), prefix: missing.prefix })
    : text('network.no-route.todo.route', { element: spoken(facts, missing.on), prefix: missing.prefix, via: spoken(facts, declared(facts, missing.via)) });
}

export function routeFix(facts: Facts, missing: MissingRoute): Fix {
  const { silent } = missing;
  if (silent) {
    return {
      title: text('network.no-route.fix.silent', silentParams(facts, silent)),
      edits: [...new Set(silent.routers.map((id) => declared(facts, id)))].map((into) => ({ type: 'add', into, statements: [{ type: 'word', word: 'routing', value: silent.protocol }] })),
      preferred: true,
    };
  }
  return {
    title: text('network.no-route.fix', { prefix: missing.prefix, via: spoken(facts, missing.via), element: spoken(facts, missing.on) }),
    edits: [{ type: 'add', into: declared(facts, missing.on), statements: [{ type: 'route', prefix: missing.prefix, via: declared(facts, missing.via) }] }],
    preferred: true,
  };
}

function silentParams(facts: Facts, { protocol, routers }: NonNullable<MissingRoute['silent']>): { protocol: string; routers: string[] } {
  return { protocol, routers: routers.map((id) => spoken(facts, id)) };
}

function wanted(facts: Facts, trouble: Trouble): string {
  const address = trouble.stop.packet.to;
  return parseAddress(address) ? prefixAround(facts, address) : spoken(facts, address);
}

function whyOf(trouble: Trouble): 'network.no-route.why.internet' | 'network.no-route.why.tunnel' | 'network.no-route.why.host' | 'network.no-route.why.family' | 'network.no-route.why.neighbour' | 'network.no-route.why.route' {
  switch (trouble.stop.reason) {
    case 'not-on-the-internet': return 'network.no-route.why.internet';
    case 'no-common-family': return 'network.no-route.why.family';
    case 'tunnel-down': return 'network.no-route.why.tunnel';
    case 'does-not-forward': return 'network.no-route.why.host';
    case 'next-hop-missing':
    case 'no-neighbour': return 'network.no-route.why.neighbour';
    default: return 'network.no-route.why.route';
  }
}

function todoOf(trouble: Trouble): 'network.no-route.todo.internet' | 'network.no-route.todo.tunnel' | 'network.no-route.todo.host' | 'network.no-route.todo.family' | 'network.no-route.todo.neighbour' | 'network.no-route.todo.plain' {
  switch (trouble.stop.reason) {
    case 'not-on-the-internet': return 'network.no-route.todo.internet';
    case 'no-common-family': return 'network.no-route.todo.family';
    case 'tunnel-down': return 'network.no-route.todo.tunnel';
    case 'does-not-forward': return 'network.no-route.todo.host';
    case 'next-hop-missing':
    case 'no-neighbour': return 'network.no-route.todo.neighbour';
    default: return 'network.no-route.todo.plain';
  }
}
