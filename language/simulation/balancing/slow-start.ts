/** A server that came back grows into its share in sixteen steps, reckoned in whole seconds as HAProxy's `slowstart` does. */
import type { Core } from '../core.js';
import type { BalancerPlan } from '../plan.js';
import type { BalancerState } from './balancer-state.js';

const STEPS = 16;

export function startSlowly(run: Core, plan: BalancerPlan, state: BalancerState, at: number): void {
  const peer = state.peers[at]!;
  if (plan.slowStart === undefined || plan.slowStart <= 0) return;
  if (peer.upSince < 0) state.warming++;
  peer.upSince = run.state.now;
  peer.warmth = 1 / STEPS;
}

/** To be called before a choice while a server is new. */
export function grow(run: Core, { slowStart = 0 }: BalancerPlan, state: BalancerState): void {
  for (const peer of state.peers) {
    if (peer.upSince < 0) continue;
    const steps = Math.floor(STEPS * Math.floor(run.state.now - peer.upSince) / slowStart) + 1;
    peer.warmth = Math.min(1, steps / STEPS);
    if (peer.warmth < 1) continue;
    peer.upSince = -1;
    state.warming--;
  }
}
