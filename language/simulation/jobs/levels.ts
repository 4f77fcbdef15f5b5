/** How busy nodes are. */
import { averageUntil, restart } from '../statistics/time-average.js';
import type { RunState } from '../run-state.js';

/** The warm-up is over. */
export function restartNodes({ jobs, now }: RunState): void {
  for (const { busy } of jobs?.nodes ?? []) restart(busy, now);
}

/** Of each node the mean of its busy cores, up to now or to the scenario's end. */
export function coresOf(state: RunState, node: number): number {
  return state.coreLevels?.[node] ?? averageUntil(state.jobs!.nodes[node]!.busy, state.now);
}

export function keepCoreLevels(state: RunState): void {
  if (state.jobs) state.coreLevels = state.jobs.nodes.map(({ busy }) => averageUntil(busy, state.now));
}
