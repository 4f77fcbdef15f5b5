/**
 * Services: the flows at which something from outside begins. They start at an actor, or at a source that no flow
 * leads to; availability is a figure of theirs.
 */
import type { Endpoint, Flow } from '../../model/model.js';
import { endpointElements } from '../network/flow-dials.js';
import { query } from '../query.js';
import { isActor } from './failable.js';
import { receivesFlows } from './sources.js';

/** Flows that are services, in source order. */
export const services = query('redundancy.services', (facts): Flow[] =>
  Object.values(facts.flows).filter((flow) => flow.from.some((endpoint) => {
    const sources = endpointElements(facts, endpoint).map((end) => end.element);
    if (sources.length === 0) return false;
    return sources.some((id) => isActor(facts, facts.elements[id]!)) || !sources.some((id) => facts.ask(receivesFlows).has(id));
  })));

/** What users call a flow: its name, else its label, else `from -> to`. */
export function serviceName(flow: Flow): string {
  return flow.name ?? flow.label ?? flow.title;
}

/** The ends of a flow by their qualified names; addresses as written. */
export function endsOf(flow: Flow): { from: string; to: string } {
  const names = (ends: readonly Endpoint[]): string => ends.map((each) => (each.type === 'ids' ? each.ids.join(', ') : each.text)).join(', ');
  return { from: names(flow.from), to: names(flow.to) };
}

