/**
 * Clients and their servers. A user of a closed load comes again: at layer 4 over the connection that it has, with
 * `sticky` to the server that it had. Each request of an open load is a client of its own.
 */
import type { Core } from '../core.js';
import type { BalancerPlan } from '../plan.js';
import type { Visit } from '../run-state.js';
import type { BalancerState } from './balancer-state.js';
import { noteChange } from './haproxy.js';

export interface Held { at: number; /** over a connection that is there */ open: boolean }

/** What the balancer holds for whoever asks; undefined where it holds nothing, or is not made to. */
export function heldFor(run: Core, plan: BalancerPlan, state: BalancerState, { load, client }: Visit): Held | undefined {
  if (!holds(run, plan, load)) return undefined;
  const held = state.clients[load]?.[client] ?? -1;
  return held < 0 ? undefined : { at: held >> 1, open: (held & 1) === 1 };
}

function holds(run: Core, { sticky, layer }: BalancerPlan, load: number): boolean {
  return (sticky || layer === 4) && run.plan.loads[load]?.arrivals.type === 'closed';
}

/** Connections of users outlast their requests: it is they that are counted. */
export function keepsConnections(run: Core, plan: BalancerPlan, load: number): boolean {
  return plan.layer === 4 && holds(run, plan, load);
}

export function hold(run: Core, plan: BalancerPlan, state: BalancerState, { load, client }: Visit, at: number): void {
  if (!holds(run, plan, load)) return;
  while (state.clients.length <= load) state.clients.push([]);
  const { arrivals } = run.plan.loads[load]!;
  const known = state.clients[load]!;
  while (arrivals.type === 'closed' && known.length < arrivals.users) known.push(-1);
  known[client] = 2 * at + (plan.layer === 4 ? 1 : 0);
}

/** The user's connection is broken. */
export function breakConnection(plan: BalancerPlan, state: BalancerState, { load, client }: Visit): void {
  const known = state.clients[load];
  const held = known?.[client] ?? -1;
  if (held < 0 || (held & 1) === 0) return;
  known![client] = held - 1;
  count(plan, state, held >> 1, -1);
}

/** All connections to one server. */
export function closeConnections(plan: BalancerPlan, state: BalancerState, at: number): void {
  for (const known of state.clients) {
    known.forEach((held, client) => {
      if (held !== 2 * at + 1) return;
      known[client] = held - 1;
      count(plan, state, at, -1);
    });
  }
}

/** One request or connection more, or less. */
export function count(plan: BalancerPlan, { peers, turn }: BalancerState, at: number, change: 1 | -1): void {
  const peer = peers[at]!;
  peer.active += change;
  if (plan.program === 'haproxy' && plan.algorithm === 'least-connections') noteChange(turn, peer);
}
