/** A flow whose connections are spread over equal ways, of which one does not lead there or back. */
import { carriage, dialKey, flowDials, troubles, type Stop } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Flow } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/multipath-inconsistent', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('network.multipath-inconsistent.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const flow of Object.values(facts.flows)) {
    // What ends at a line that stops other connections of the flow altogether is told with those.
    const told = new Set(facts.ask(troubles).filter((trouble) => trouble.flow === flow.id).map((trouble) => placeOf(trouble.stop)));
    const seen = new Set<string>();
    const stops = facts.ask(flowDials, flow.id).flatMap((dial) => facts.ask(carriage, dialKey(dial)).trace.failing ?? []).filter((stop) => {
      const key = placeOf(stop);
      if (told.has(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    if (stops.length > 0) yield partly(facts, flow, stops);
  }
}

function placeOf({ element, origin, reply }: Stop): string {
  return [element, reply, origin.uri, origin.range.start.line, origin.range.start.character].join(' ');
}

function partly(facts: Facts, flow: Flow, stops: readonly Stop[]): Finding {
  const [first] = stops as [Stop];
  const params = {
    flow: spoken(facts, flow.id), element: spoken(facts, first.element), target: first.packet.to === '' ? '' : spoken(facts, first.packet.to),
    reply: first.reply ? 'yes' : 'no', stop: first.text,
  };
  return finding(about, {
    origin: flow.origin,
    what: text('network.multipath-inconsistent.what', params),
    why: text('network.multipath-inconsistent.why'),
    todo: text(first.judged ? 'network.multipath-inconsistent.todo.denied' : 'network.multipath-inconsistent.todo', params),
    related: stops.map((stop) => ({ text: text('network.multipath-inconsistent.related', { stop: stop.text }), origin: stop.origin })),
    subjects: [flow.id, ...stops.map((stop) => stop.element)],
    key: [flow.id, ...stops.map((stop) => stop.element)].join(' '),
  });
}
