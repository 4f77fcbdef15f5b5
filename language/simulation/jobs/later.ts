/** Future events of jobs, counted: a run without a stated end goes on while there are any. */
import type { Core } from '../core.js';
import { EVENT } from '../core.js';
import type { ClusterIndex } from './job-plan.js';
import type { JobsState } from './job-state.js';

export function later(run: Core, at: number, kind: number, first: number, second: number): void {
  run.state.jobs!.pending++;
  run.queue.push(at, kind, first, second);
}

/** An event of jobs has come. */
export function came(run: Core): JobsState {
  const state = run.state.jobs!;
  state.pending--;
  return state;
}

/** Something may be handed out: in this moment, after all that happens in it; on YARN with the next heartbeats. */
export function wantHandout(run: Core, cluster: ClusterIndex): void {
  const { ticks } = run.state.jobs!;
  const at = heartbeatAfter(run.state.now, run.plan.jobs!.clusters[cluster]!.allocation);
  if (ticks[cluster]! >= run.state.now && ticks[cluster]! <= at) return;
  ticks[cluster] = at;
  later(run, at, EVENT.handout, cluster, 0);
}

/** Nodes beat at whole multiples of their interval. @returns `now` where it is one, or there are none. */
export function heartbeatAfter(now: number, every: number): number {
  return every > 0 ? Math.max(now, Math.ceil(now / every - 1e-9) * every) : now;
}
