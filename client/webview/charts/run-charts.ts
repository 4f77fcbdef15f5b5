/** The charts of a run: throughput, errors and latencies of its loads; queues and workers of its elements. From the samples that the run has left behind. */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { Plan } from '#language/simulation/plan.js';
import { askedFlows, coresOf, countBetween, PERCENTILES, stationBetween, type Sample, type StationSpan } from '../scenario/samples.js';
import type { ChartData, Line } from './chart-data.js';

/** What the reader wants to see: of one load, of one element or what it stands for; undefined: of all. */
export interface ChartChoice { flow?: Id; stations?: ReadonlySet<Id>; name?: string }

export interface Sampled {
  plan: Plan;
  samples: readonly Sample[];
  /** Seconds between two. */
  step: number;
  nameOf(id: Id): string;
}

/** As many lines as can be told apart by their strokes. */
const STROKES = ['solid', 'dashed', 'dotted'] as const;
const TONES = ['first', 'second', 'third'] as const;
const say = (id: Parameters<typeof text>[0], params?: Parameters<typeof text>[1]): string => word(text(id, params));

export function chartsOf(sampled: Sampled, choice: ChartChoice = {}): ChartData[] {
  if (!Number.isFinite(sampled.step)) return [];
  return [...loadCharts(sampled, choice), ...stationCharts(sampled, choice)];
}

// ------------------------------------------------------------------------------------------------------------ loads

function loadCharts({ plan, samples, step }: Sampled, { flow: wanted }: ChartChoice): ChartData[] {
  const asked = askedFlows(plan);
  if (asked.length === 0) return [];
  const chosen = asked.filter((flow) => wanted === undefined || plan.flows[flow]!.id === wanted);
  const perSecond = (of: 'served' | 'failed'): number[] => samples.map((sample, index) => {
    const before = samples[index - 1];
    return chosen.reduce((sum, flow) => sum + countBetween(before?.[of][flow] ?? 0, sample[of][flow]!), 0) / step;
  });
  const percentile = (at: number): (number | undefined)[] => samples.map(({ latencies }) => {
    const known = chosen.map((flow) => latencies[asked.indexOf(flow) * PERCENTILES.length + at]!).filter((value) => !Number.isNaN(value));
    return known.length > 0 ? Math.max(...known) : undefined;
  });
  const line = (label: string, values: Line['values'], at = 0): Line => ({ label, values, stroke: STROKES[at]!, tone: TONES[at]! });
  return [
    { id: 'throughput', title: say('playback.chart-throughput'), unit: 'rate', step, together: 'mean', lines: [line(say('playback.line-answered'), perSecond('served'))] },
    {
      id: 'latency', title: say(chosen.length > 1 ? 'playback.chart-latency-slowest' : 'playback.chart-latency'), unit: 'duration', step, together: 'largest',
      lines: PERCENTILES.map((p, at) => line(`p${Math.round(p * 100)}`, percentile(at), at)),
    },
    { id: 'errors', title: say('playback.chart-errors'), unit: 'rate', step, together: 'mean', lines: [{ ...line(say('playback.line-failed'), perSecond('failed')), tone: 'lost' }] },
  ];
}

// --------------------------------------------------------------------------------------------------------- elements

type Valued = (span: StationSpan | undefined) => number | undefined;

function stationCharts(sampled: Sampled, { stations: wanted, name }: ChartChoice): ChartData[] {
  const { plan, samples, step } = sampled;
  const last = samples.at(-1);
  const meant = plan.stations.flatMap(({ id, workers }, index) => ((wanted ? wanted.has(id) : workers > 0 || coresOf(plan, index) > 0) ? [index] : []));
  if (meant.length === 0) return [];
  /** Of those that are meant the ones with most of it so far; of equals the first. */
  const lines = (stations: readonly number[], of: (station: number) => Valued): Line[] => {
    const ranked = stations.map((station) => ({ station, mean: (last && of(station)(stationBetween(undefined, last, station))) ?? 0 })).sort((a, b) => b.mean - a.mean);
    return ranked.slice(0, STROKES.length).map(({ station }, at) => ({
      label: sampled.nameOf(plan.stations[station]!.id), stroke: STROKES[at]!, tone: TONES[at]!,
      values: samples.map((sample, index) => of(station)(stationBetween(samples[index - 1], sample, station))),
    }));
  };
  const busy = (station: number): Valued => {
    const { workers } = plan.stations[station]!;
    const cores = coresOf(plan, station);
    return (span) => span && Math.min(1, Math.max(workers > 0 ? span.busy / workers : 0, cores > 0 ? span.cores / cores : 0));
  };
  const limited = meant.filter((station) => plan.stations[station]!.workers > 0 || coresOf(plan, station) > 0);
  const title = (id: 'utilisation' | 'queue'): string => (name === undefined ? say(`playback.chart-${id}`) : say(`playback.chart-${id}-of`, { name }));
  const chart = (id: string, about: Pick<ChartData, 'title' | 'unit' | 'lines' | 'top'>): ChartData => ({ id, step, together: 'mean', ...about });
  return [
    chart('queue', { title: title('queue'), unit: 'count', lines: lines(meant, () => (span) => span?.queue) }),
    ...(limited.length > 0 ? [chart('utilisation', { title: title('utilisation'), unit: 'share', top: 1, lines: lines(limited, busy) })] : []),
    ...(name === undefined ? [] : [chart('answered', { title: say('playback.chart-answered-of', { name }), unit: 'rate', lines: lines(meant, () => (span) => span?.rate) })]),
  ];
}
