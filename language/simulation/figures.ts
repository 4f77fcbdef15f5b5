/** What is counted while a run goes on: calls by flow, levels of stations. */
import type { Core } from './core.js';
import { keepCoreLevels, restartNodes } from './jobs/levels.js';
import { RESULT, type RunState } from './run-state.js';
import { emptyHistogram, record } from './statistics/histogram.js';
import { averageUntil, restart } from './statistics/time-average.js';

/** A call, all its tries included, has ended. */
export function noteCall(run: Core, flow: number, since: number, result: number): void {
  // What was asked before the warm-up was over tells of another time.
  if (since < run.plan.warmup) return;
  const state = run.state.flows[flow]!;
  state.offered++;
  if (result === RESULT.served) {
    state.served++;
    state.servedLast = Math.max(state.servedLast, since);
    if (state.failingSince >= 0 && since >= state.failingSince) {
      state.outage += since - state.failingSince;
      state.failingSince = -1;
    }
    record(state.latency, run.state.now - since);
    return;
  }
  state.failed++;
  // Whoever waited long in vain tells of a time that is over, where one that was made later has been served.
  if (state.failingSince < 0 && since > state.servedLast) state.failingSince = since;
  if (result === RESULT.refused || result === RESULT.beyond) state.refused++;
}

/** The warm-up is over: figures start anew, what goes on goes on. */
export function restartFigures(run: Core): void {
  for (const flow of run.state.flows) {
    flow.offered = flow.served = flow.failed = flow.refused = flow.outage = 0;
    flow.failingSince = flow.servedLast = -1;
    flow.latency = emptyHistogram();
  }
  for (const load of run.state.loads) load.served = load.failed = 0;
  restartNodes(run.state);
  for (const link of run.state.links) link.forwardBusy = link.backBusy = 0;
  for (const group of run.state.groups) {
    group.downtime = 0;
    group.handovers = [];
  }
  for (const station of run.state.stations) {
    station.downtime = 0;
    station.served = station.refused = 0;
    if (station.cores) restart(station.cores.level, run.state.now);
    restart(station.busyLevel, run.state.now);
    restart(station.queueLevel, run.state.now);
  }
}

/** The scenario is over: levels are read now, not when the last request of it has come home. */
export function keepLevels(run: Core): void {
  keepCoreLevels(run.state);
  run.state.levels = run.state.stations.map(({ busyLevel, queueLevel, cores }) => ({
    busy: averageUntil(busyLevel, run.state.now), queue: averageUntil(queueLevel, run.state.now), longest: queueLevel.largest,
    ...(cores ? { cores: averageUntil(cores.level, run.state.now) } : {}),
  }));
}

/** Of each station the mean of its busy workers and of its queue, and the longest queue, up to now or to the scenario's end. */
export function levelsOf(state: RunState, station: number): { busy: number; queue: number; longest: number; cores?: number } {
  const kept = state.levels?.[station];
  if (kept) return kept;
  const { busyLevel, queueLevel, cores } = state.stations[station]!;
  return { busy: averageUntil(busyLevel, state.now), queue: averageUntil(queueLevel, state.now), longest: queueLevel.largest, ...(cores ? { cores: averageUntil(cores.level, state.now) } : {}) };
}
