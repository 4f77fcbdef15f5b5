/** Which flows an element opens and receives: its own, and those of the groups that it is a member of. */
import type { Flow, Id } from '../../model/model.js';
import { endpointElements } from '../network/flow-dials.js';
import { query } from '../query.js';

/** Flows by the element that opens them, in source order. */
export const flowsBySource = query('redundancy.flows-by-source', (facts): Map<Id, Flow[]> => {
  const flows = new Map<Id, Flow[]>();
  for (const flow of Object.values(facts.flows)) {
    const sources = new Set(flow.from.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element));
    for (const source of sources) {
      const known = flows.get(source);
      if (known) known.push(flow);
      else flows.set(source, [flow]);
    }
  }
  return flows;
});

/** Elements that a flow names as where it begins, directly or by a group. */
export const startsFlows = query('redundancy.starts-flows', (facts): Set<Id> => new Set(facts.ask(flowsBySource).keys()));

/** Elements that some flow leads to. */
export const receivesFlows = query('redundancy.receives-flows', (facts): Set<Id> => {
  const ends = Object.values(facts.flows).flatMap((flow) => flow.to).flatMap((endpoint) => endpointElements(facts, endpoint));
  return new Set(ends.map((end) => end.element));
});
