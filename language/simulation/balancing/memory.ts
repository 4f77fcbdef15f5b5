/** What a balancer forgets: all of it when its program ends, connections when the server at their other end does. */
import type { Core } from '../core.js';
import type { StationIndex } from '../plan.js';
import { freshMemory } from './balancer-state.js';
import { closeConnections } from './clients.js';

/** Everything at this station is gone: a balancer there begins anew, and takes each server for up until the first check that fails. */
export function forget(run: Core, station: StationIndex): void {
  run.plan.balancers.forEach((plan, index) => {
    if (plan.station !== station) return;
    const state = run.state.balancers[index]!;
    Object.assign(state, freshMemory(plan));
    if (plan.check) for (const peer of state.peers) peer.health = plan.check.rise;
  });
}

/** The station's program has ended, is being stopped, or is new: connections to it are no more. */
export function connectionsLost(run: Core, station: StationIndex): void {
  run.plan.balancers.forEach((plan, index) => {
    const at = plan.members.indexOf(station);
    if (at >= 0) closeConnections(plan, run.state.balancers[index]!, at);
  });
}
