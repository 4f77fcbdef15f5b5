/** All calls that are made at one moment, by who makes them: those that loads begin with, and those that requests go on with. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { callOfLoad, callsFrom, type Call } from './calls.js';
import { loadOrder } from './holding.js';
import { serving } from './serving.js';
import type { Phase } from './types.js';

export interface CallMade {
  source: Id;
  call: Call;
  /** Requests a second at the source; each makes the call `call.times` times. */
  requests: number;
  /** By users who wait for their answers, at least in part. */
  bounded: boolean;
}

/** Those that are made at all; none from where calls go in a circle. */
export function* callsMade(facts: Facts, phase: Phase): Generator<CallMade> {
  for (const load of phase.loads) {
    const { sources, flow } = load.start;
    for (const source of sources) yield { source, call: callOfLoad(facts, source, flow), requests: load.rate / sources.length, bounded: load.load.users !== undefined };
  }
  const { circular } = facts.ask(loadOrder);
  const begun = beginnings(phase);
  for (const [id, { rate, bounded }] of phase.elements) {
    // What begins here makes the call of its load alone.
    const arrived = rate - (begun.get(id) ?? 0);
    const requests = arrived * (1 - facts.ask(serving, id).hit);
    if (circular.has(id) || requests <= 1e-12 * rate) continue;
    for (const call of facts.ask(callsFrom, id)) if (call.times > 0) yield { source: id, call, requests, bounded };
  }
}

/** Requests a second that begin at an element, as far as they are counted there. */
function beginnings(phase: Phase): Map<Id, number> {
  const found = new Map<Id, number>();
  for (const load of phase.loads) {
    for (const source of load.start.sources) {
      const offered = phase.elements.get(source);
      const arrived = phase.loads.reduce((sum, each) => sum + each.rate * (each.visits.elements.get(source) ?? 0), 0) * (phase.admitted.get(source) ?? 1);
      if (offered) found.set(source, Math.max(0, offered.rate - arrived));
    }
  }
  return found;
}
