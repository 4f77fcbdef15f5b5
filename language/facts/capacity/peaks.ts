/** The most that any scenario offers to one element, flow or link: what a hover shows beside its capacity. */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';
import { offeredLoads } from './offered.js';
import type { Offered, OfferedLoads, Phase } from './types.js';

export interface GreatestOffer extends Offered {
  scenario: OfferedLoads['scenario'];
  phase: Phase;
}

/** Undefined where no scenario's load comes there. */
export const greatestOffer = query('capacity.greatest-offer', (facts, id: Id): GreatestOffer | undefined => {
  let greatest: GreatestOffer | undefined;
  for (const { scenario, phases } of facts.ask(offeredLoads)) {
    for (const phase of phases) {
      const offered = phase.elements.get(id) ?? phase.flows.get(id) ?? phase.links.get(id);
      if (offered && (!greatest || isMore(offered, greatest))) greatest = { ...offered, scenario, phase };
    }
  }
  return greatest;
});

/** By what is kept busy, where that is known; else by requests. */
export function isMore(a: Offered, b: Offered): boolean {
  return a.busy > b.busy || (!(a.busy < b.busy) && a.rate > b.rate);
}
