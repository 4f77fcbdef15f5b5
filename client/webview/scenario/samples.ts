/**
 * Levels and counts of a run at a moment: two of them tell how busy a station was, how long its queue was, and what came of
 * requests, in between. A few numbers for each station and flow, whatever the rates, so that a run of any length needs the
 * same memory.
 */
import type { Plan } from '#language/simulation/plan.js';
import type { Run } from '#language/simulation/run.js';
import type { RunState } from '#language/simulation/run-state.js';
import { percentile, type Histogram } from '#language/simulation/statistics/histogram.js';
import type { TimeAverage } from '#language/simulation/statistics/time-average.js';

export interface Sample {
  at: number;
  /** For each station `LEVELS` numbers. */
  levels: Float64Array;
  /** Of each flow, since the start or the warm-up. */
  served: number[];
  failed: number[];
  /** Of each flow that a load asks: the 50th, 95th and 99th percentile in seconds of what was answered since the sample before; NaN where nothing was. */
  latencies: Float64Array;
}

/** Of a station: busy workers, waiting requests and busy cores, each times seconds; answered requests; and since when all that is added up. */
export const LEVELS = 5;
const [BUSY, QUEUE, CORES, SERVED, FROM] = [0, 1, 2, 3, 4];
export const PERCENTILES = [0.5, 0.95, 0.99];

/** All samples of a run together hold no more numbers than this: models of thousands of stations are sampled more seldom. */
const MOST_NUMBERS = 2_000_000;
const [FEWEST, MOST] = [120, 960];

/** How many samples a run of a plan is given. */
export function samplesFor(plan: Plan): number {
  const size = plan.stations.length * LEVELS + plan.flows.length * 2 + askedFlows(plan).length * PERCENTILES.length;
  return Math.min(MOST, Math.max(FEWEST, Math.floor(MOST_NUMBERS / Math.max(1, size))));
}

/** Flows that loads ask, each once. */
export function askedFlows({ loads }: Plan): number[] {
  return [...new Set(loads.map(({ flow }) => flow))];
}

/** What latencies of a span are told from: how often each class of them had been met before it. */
export type Seen = readonly (readonly number[])[];

export function seenBy(state: RunState, flows: readonly number[]): Seen {
  return flows.map((flow) => state.flows[flow]!.latency.classes.slice());
}

/** @param before of the flows that loads ask, as of the sample before. */
export function sampleOf({ now, plan, state }: Run, before: Seen): Sample {
  const flows = askedFlows(plan);
  const latencies = new Float64Array(flows.length * PERCENTILES.length);
  flows.forEach((flow, index) => {
    const span = since(state.flows[flow]!.latency, before[index] ?? []);
    PERCENTILES.forEach((p, at) => { latencies[index * PERCENTILES.length + at] = percentile(span, p) ?? NaN; });
  });
  return { at: now, levels: levelsAt(plan, state, now), served: state.flows.map((flow) => flow.served), failed: state.flows.map((flow) => flow.failed), latencies };
}

function levelsAt(plan: Plan, { stations, jobs }: RunState, now: number): Float64Array {
  const levels = new Float64Array(stations.length * LEVELS);
  stations.forEach(({ busyLevel, queueLevel, cores, served }, index) => {
    const at = index * LEVELS;
    levels[at + BUSY] = areaAt(busyLevel, now);
    levels[at + QUEUE] = areaAt(queueLevel, now);
    levels[at + CORES] = cores ? areaAt(cores.level, now) : 0;
    levels[at + SERVED] = served;
    levels[at + FROM] = busyLevel.from;
  });
  // Of what runs tasks of jobs: cores at work on them.
  plan.jobs?.nodes.forEach(({ station }, node) => { levels[station * LEVELS + CORES] = areaAt(jobs!.nodes[node]!.busy, now); });
  return levels;
}

function areaAt({ area, level, at }: TimeAverage, now: number): number {
  return area + level * (now - at);
}

/** Cores of a station: of its processor, or those that it hands out to tasks; 0 where nothing is said of any. */
export function coresOf({ stations, jobs }: Plan, station: number): number {
  const handed = jobs?.nodes.find((node) => node.station === station)?.vcores ?? 0;
  return stations[station]!.cores ?? (Number.isFinite(handed) ? handed : 0);
}

/** The mean of a station's level since a sample; what was added up from a later moment on counts from there. */
export function meanSince(before: Sample | undefined, station: number, level: 'busy' | 'cores', average: TimeAverage, now: number): number {
  const at = station * LEVELS;
  const same = before !== undefined && before.levels[at + FROM] === average.from;
  const seconds = now - (same ? before.at : average.from);
  return seconds > 0 ? (areaAt(average, now) - (same ? before.levels[at + (level === 'busy' ? BUSY : CORES)]! : 0)) / seconds : average.level;
}

/** What was met after `before`. A warm-up in between forgot what was before it. */
function since(all: Histogram, before: readonly number[]): Histogram {
  const restarted = before.some((count, key) => count > (all.classes[key] ?? 0));
  const classes = restarted ? all.classes : all.classes.map((count, key) => count - (before[key] ?? 0));
  return { ...all, classes, count: classes.reduce((sum, count) => sum + count, 0) };
}

export interface StationSpan {
  /** Mean of busy workers, of waiting requests, of busy cores. */
  busy: number;
  queue: number;
  cores: number;
  /** Answered requests a second. */
  rate: number;
}

/** What a station did between two moments; what was added up from a later moment on counts from there. Undefined where no time passed. */
export function stationBetween(before: Sample | undefined, after: { at: number; levels: Float64Array }, station: number): StationSpan | undefined {
  const at = station * LEVELS;
  const since = after.levels[at + FROM]!;
  const same = before !== undefined && before.levels[at + FROM] === since;
  const seconds = after.at - (same ? before.at : since);
  if (!(seconds > 0)) return undefined;
  const mean = (of: number): number => (after.levels[at + of]! - (same ? before.levels[at + of]! : 0)) / seconds;
  return { busy: mean(BUSY), queue: mean(QUEUE), cores: mean(CORES), rate: mean(SERVED) };
}

/** A count between two moments; a warm-up in between set it back. */
export function countBetween(before: number, after: number): number {
  return after >= before ? after - before : after;
}
