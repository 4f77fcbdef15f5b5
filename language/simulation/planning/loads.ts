/** The loads of a scenario, those of its events included, each with the flow that it is a load of and who asks. */
import { endpointElements } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { flowsBySource } from '../../facts/redundancy/sources.js';
import type { Endpoint, Flow, Id, Load, Scenario } from '../../model/model.js';
import type { Assumptions } from './assumptions.js';

export interface FoundLoad {
  load: Load;
  flow: Flow;
  /** Elements that ask, in source order. */
  sources: Id[];
  /** Seconds from the start. */
  from: number;
}

export function loadsOf(facts: Facts, scenario: Scenario, assumptions: Assumptions): FoundLoad[] {
  const written = [...scenario.loads.map((load) => ({ from: 0, load })), ...scenario.events.flatMap(({ at, load }) => (load ? [{ from: at, load }] : []))];
  return written.flatMap(({ from, load }) => {
    const found = flowOf(facts, load);
    if (!found) {
      assumptions.add('simulation.assumption.no-flow', { from: nameOf(load.from), to: nameOf(load.to) });
      return [];
    }
    return [{ load, from, ...found }];
  });
}

function nameOf(endpoint: Endpoint | undefined): string {
  return endpoint?.text ?? '';
}

/** The flow that it names, or the first between its ends. */
function flowOf(facts: Facts, load: Load): { flow: Flow; sources: Id[] } | undefined {
  const bySource = facts.ask(flowsBySource);
  if (load.flow !== undefined) {
    const flow = facts.flows[load.flow];
    if (!flow) return undefined;
    const sources = [...bySource].filter(([, flows]) => flows.includes(flow)).map(([source]) => source);
    return sources.length > 0 ? { flow, sources } : undefined;
  }
  const from = elementsOf(facts, load.from);
  const to = elementsOf(facts, load.to);
  for (const flow of Object.values(facts.flows)) {
    const sources = from.filter((source) => bySource.get(source)?.includes(flow));
    const targets = new Set(flow.to.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element));
    if (sources.length > 0 && to.length > 0 && to.every((target) => targets.has(target))) return { flow, sources };
  }
  return undefined;
}

function elementsOf(facts: Facts, endpoint: Endpoint | undefined): Id[] {
  return endpoint ? [...new Set(endpointElements(facts, endpoint).map((end) => end.element))] : [];
}
