/** Flows whose callers may have fewer connections open than their requests need at once: Little's law, as for pools. */
import type { Flow, Id } from '../../model/model.js';
import { query } from '../query.js';
import { callsMade } from './calls-made.js';
import { holdings, responseOf } from './holding.js';
import { offeredLoads } from './offered.js';
import { exceeds } from './overloads.js';
import type { OfferedLoads, Phase } from './types.js';

export interface FewConnections {
  flow: Flow;
  /** The caller that needs most. */
  source: Id;
  connections: number;
  /** Calls a second of that caller, and how many of them are under way at once. */
  rate: number;
  busy: number;
  bounded: boolean;
  scenario: OfferedLoads['scenario'];
  phase: Phase;
}

/** By flow, each at its worst moment of all scenarios. */
export const fewConnections = query('capacity.few-connections', (facts): FewConnections[] => {
  const worst = new Map<Id, FewConnections>();
  if (!Object.values(facts.flows).some((flow) => flow.connections !== undefined)) return [];
  for (const { scenario, phases } of facts.ask(offeredLoads)) {
    for (const phase of phases) {
      const needs = new Map<string, FewConnections>();
      for (const { source, call, requests, bounded } of callsMade(facts, phase)) {
        const { flow } = call;
        if (call.delivers) continue;
        const response = responseOf(facts, facts.ask(holdings, 0), source, call, 0);
        if (flow.connections === undefined || flow.async || response === undefined) continue;
        const known = needs.get(`${flow.id}\u0001${source}`);
        needs.set(`${flow.id}\u0001${source}`, {
          flow, source, connections: flow.connections, scenario, phase, rate: (known?.rate ?? 0) + requests * call.times, busy: (known?.busy ?? 0) + requests * response,
          bounded: bounded || (known?.bounded ?? false),
        });
      }
      for (const need of needs.values()) {
        const known = worst.get(need.flow.id);
        if (exceeds(need, need.connections) && (!known || need.busy > known.busy)) worst.set(need.flow.id, need);
      }
    }
  }
  return [...worst.values()];
});
