/** A flow that says what it must pass (`via X`) while the network carries it, and no way of it passes X. */
import { carriage, dialKey, flowDials } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { memberElements } from '../../model/queries.js';
import { finding } from '../rule.js';
import { spoken } from './stopped-flow.js';

export function* missedVia(facts: Facts, about: { id: string; severity: 'error' }): Generator<Finding> {
  for (const flow of Object.values(facts.flows)) {
    for (const { id, origin } of flow.via) {
      if (!missed(facts, flow.id, id)) continue;
      const params = { flow: spoken(facts, flow.id), via: spoken(facts, id) };
      yield finding(about, {
        origin, what: text('network.no-route.what.via', params), why: text('network.no-route.why.via', params), todo: text('network.no-route.todo.via', params),
        related: [{ text: text('network.no-route.related.via', params), origin: flow.origin }], subjects: [flow.id, id], key: `${flow.id} via ${id}`,
      });
    }
  }
}

function missed(facts: Facts, flow: Id, via: Id): boolean {
  const wanted = new Set([via, ...memberElements(facts.model, via)]);
  return facts.ask(flowDials, flow).some((dial) => {
    const { trace, through } = facts.ask(carriage, dialKey(dial));
    if (trace.disposition !== 'accepted') return false;
    return ![...through.some, ...trace.hops.map((hop) => hop.element)].some((id) => wanted.has(id));
  });
}
