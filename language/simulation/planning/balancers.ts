/** Who spreads requests over whom, and how. */
import type { BalancerPlan } from '../plan.js';
import type { Planner } from './plan-of.js';

export function balancersOf(_planner: Planner): BalancerPlan[] {
  return [];
}
