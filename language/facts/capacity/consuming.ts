/** Who reads from queues and brokers: flows into them that are marked `reads`, the arrow from who opens the connection. What is published comes to each of them. */
import type { Flow, Id } from '../../model/model.js';
import { isA } from '../../model/queries.js';
import { endpointElements } from '../network/flow-dials.js';
import { flowsBySource } from '../redundancy/sources.js';
import { query, type Facts } from '../query.js';

/** By the broker that they read from, in source order. */
export const consumingFlows = query('capacity.consuming-flows', (facts): Map<Id, Flow[]> => {
  const found = new Map<Id, Flow[]>();
  for (const flow of Object.values(facts.flows)) {
    if (flow.access !== 'reads') continue;
    const ends = [...new Set(flow.to.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element))];
    if (!ends.every((id) => isA(facts.elements[id]!, 'queue'))) continue;
    for (const id of ends) found.set(id, [...(found.get(id) ?? []), flow]);
  }
  return found;
});

const allConsuming = query('capacity.all-consuming', (facts): Set<Id> => new Set([...facts.ask(consumingFlows).values()].flat().map(({ id }) => id)));

/** Its source takes messages by it, and does not call it for each request. */
export function isConsuming(facts: Facts, flow: Flow): boolean {
  return facts.ask(allConsuming).has(flow.id);
}

const consumersByFlow = query('capacity.consumers-by-flow', (facts): Map<Id, Id[]> => {
  const found = new Map<Id, Id[]>();
  for (const [source, flows] of facts.ask(flowsBySource)) for (const { id } of flows) found.set(id, [...(found.get(id) ?? []), source]);
  return found;
});

/** Those that take messages by this flow. */
export function consumersOf(facts: Facts, flow: Flow): readonly Id[] {
  return facts.ask(consumersByFlow).get(flow.id) ?? [];
}
