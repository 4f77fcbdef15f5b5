/** Levels and counts of a run at a moment: two of them tell how busy a station was, and what came of requests, in between. */
import type { Run } from '#language/simulation/run.js';
import type { TimeAverage } from '#language/simulation/statistics/time-average.js';

export interface Sample {
  at: number;
  /** Of each station: busy workers times seconds, since when they are added up. */
  busy: { area: number; from: number }[];
  /** Of each flow, since the start or the warm-up. */
  served: number[];
  failed: number[];
}

export function sampleOf({ now, state }: Run): Sample {
  return {
    at: now, busy: state.stations.map(({ busyLevel }) => ({ area: areaAt(busyLevel, now), from: busyLevel.from })),
    served: state.flows.map((flow) => flow.served), failed: state.flows.map((flow) => flow.failed),
  };
}

function areaAt({ area, level, at }: TimeAverage, now: number): number {
  return area + level * (now - at);
}

/** Mean level between a sample and now; what was added up from a later moment on counts from there. */
export function levelSince(sample: { area: number; from: number } | undefined, at: number, average: TimeAverage, now: number): number {
  const same = sample !== undefined && sample.from === average.from;
  const from = same ? at : average.from;
  const area = areaAt(average, now) - (same ? sample.area : 0);
  return now > from ? area / (now - from) : average.level;
}

/** A count between two moments; a warm-up in between set it back. */
export function countBetween(before: number, after: number): number {
  return after >= before ? after - before : after;
}
