/** What is counted while a run goes on: calls by flow, levels of stations. */
import type { Core } from './core.js';
import { RESULT } from './run-state.js';
import { emptyHistogram, record } from './statistics/histogram.js';
import { restart } from './statistics/time-average.js';

/** A call, all its tries included, has ended. */
export function noteCall(run: Core, flow: number, since: number, result: number): void {
  const state = run.state.flows[flow]!;
  state.offered++;
  if (result === RESULT.served) {
    state.served++;
    record(state.latency, run.state.now - since);
    return;
  }
  state.failed++;
  if (result === RESULT.refused) state.refused++;
}

/** The warm-up is over: figures start anew, what goes on goes on. */
export function restartFigures(run: Core): void {
  for (const flow of run.state.flows) {
    flow.offered = flow.served = flow.failed = flow.refused = 0;
    flow.latency = emptyHistogram();
  }
  for (const load of run.state.loads) load.served = load.failed = 0;
  for (const station of run.state.stations) {
    station.served = station.refused = 0;
    restart(station.busyLevel, run.state.now);
    restart(station.queueLevel, run.state.now);
  }
}
