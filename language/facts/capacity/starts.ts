/** Where the requests of a load begin: its flow and the elements that open it. */
import type { Endpoint, Flow, Id, Load } from '../../model/model.js';
import { endpointElements } from '../network/flow-dials.js';
import type { Facts } from '../query.js';

export interface Start {
  flow: Flow;
  /** Each brings an equal part; an empty name where it is nobody of the model. */
  sources: Id[];
  /** Tells starts apart. */
  key: string;
}

/** The flow that the load names, or the first between its ends; undefined where none is. */
export function startOf(facts: Facts, load: Load): Start | undefined {
  if (load.flow !== undefined) {
    const flow = facts.flows[load.flow];
    return flow && start(flow, elementsOf(facts, flow.from));
  }
  if (!load.from || !load.to) return undefined;
  const [from, to] = [elementsOf(facts, [load.from]), elementsOf(facts, [load.to])];
  if (from.length === 0 || to.length === 0) return undefined;
  for (const flow of Object.values(facts.flows)) {
    const opening = new Set(elementsOf(facts, flow.from));
    const asked = new Set(elementsOf(facts, flow.to));
    const sources = from.filter((id) => opening.has(id));
    if (sources.length > 0 && to.every((id) => asked.has(id))) return start(flow, sources);
  }
  return undefined;
}

function start(flow: Flow, sources: Id[]): Start {
  return { flow, sources: sources.length > 0 ? sources : [''], key: [flow.id, ...sources].join('\u0001') };
}

function elementsOf(facts: Facts, endpoints: readonly Endpoint[]): Id[] {
  return [...new Set(endpoints.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element))];
}
