/**
 * The filters that stand in the line of each flow, as the traces have them: on every way that its packets may take, or
 * members of a redundant pair of which one is. A filter on one of several ways stands beside, not in, the line.
 */
import { carriage, dialKey, flowDials } from '../facts/network/index.js';
import type { Facts } from '../facts/query.js';
import type { Id } from '../model/model.js';
import { groupsOf, hasRole } from '../model/queries.js';

export function passesOf(facts: Facts): Record<Id, Id[]> {
  const passes: Record<Id, Id[]> = {};
  for (const flow of Object.keys(facts.flows)) {
    const passed = filtersOf(facts, flow);
    if (passed.length > 0) passes[flow] = passed;
  }
  return passes;
}

function filtersOf(facts: Facts, flow: Id): Id[] {
  const { model } = facts;
  const [dial] = facts.ask(flowDials, flow);
  if (!dial) return [];
  const carried = facts.ask(carriage, dialKey(dial));
  const always = new Set(carried.through.every);
  const passed = carried.trace.hops.flatMap(({ element: id }): Id[] => {
    const element = model.elements[id];
    if (!element || !hasRole(element, 'filter') || id === dial.from || id === dial.to) return [];
    const pair = groupsOf(model, id)[0]?.id;
    return pair !== undefined ? [pair] : always.has(id) ? [id] : [];
  });
  return [...new Set(passed)];
}
