/** The state of a run before anything has happened. */
import type { Plan } from './plan.js';
import { streamOf } from './random/stream.js';
import type { RunState } from './run-state.js';
import { emptyHistogram } from './statistics/histogram.js';
import { timeAverage } from './statistics/time-average.js';

export function initialState(plan: Plan): RunState {
  const stream = (name: string, purpose: string): ReturnType<typeof streamOf> => streamOf(plan.seed, name, purpose);
  return {
    now: 0,
    visits: [],
    free: [],
    live: 0,
    stations: plan.stations.map(({ id }) => ({
      mode: 'up', slow: 1, busy: 0, waiting: [], head: 0, served: 0, refused: 0,
      busyLevel: timeAverage(0), queueLevel: timeAverage(0), stream: stream(id, 'service'),
    })),
    links: plan.links.map(({ id }) => ({ forward: 0, back: 0, stream: stream(id, 'loss') })),
    calls: plan.calls.map((call) => ({
      turns: call.targets.map(() => 0),
      stream: stream(`${plan.stations[call.from]!.id}\u0001${plan.flows[call.flow]!.id}`, 'share'),
      deadlines: { entries: [], head: 0, armed: false },
    })),
    flows: plan.flows.map(() => ({ offered: 0, served: 0, failed: 0, refused: 0, latency: emptyHistogram() })),
    loads: plan.loads.map(({ name }) => ({ stream: stream(name, 'arrival'), offered: 0, served: 0, failed: 0 })),
    events: 0,
  };
}
