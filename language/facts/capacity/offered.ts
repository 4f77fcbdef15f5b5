/**
 * The load that each scenario offers to every element, flow and link, by the laws of operational analysis (Denning and
 * Buzen 1978; Lazowska, Zahorjan, Graham, Sevcik: Quantitative System Performance, 1984): rates add up along the flows, and
 * closed loads ask for at most N / (Z + D), the asymptotic bound. Nothing is simulated; failures and slow-downs of the scenario are left out.
 */
import { query } from '../query.js';
import { phasesOf } from './phases.js';
import { timedLoads } from './timed-loads.js';
import type { OfferedLoads } from './types.js';

/** By scenario, in source order; scenarios without load are left out. */
export const offeredLoads = query('capacity.offered-loads', (facts): OfferedLoads[] => facts.read('scenarios').flatMap((scenario) => {
  const timed = timedLoads(facts, scenario);
  return timed.length > 0 ? [{ scenario, phases: phasesOf(facts, timed) }] : [];
}));
