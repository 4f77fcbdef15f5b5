/** What a scenario that is played shows at a moment beside the picture: figures so far, who serves, what happened. */
import { flowFigures, type FlowFigures } from '#language/expectations/scenario-report.js';
import { expectationsOf, judgeInScenario } from '#language/expectations/scenario.js';
import type { Judgement } from '#language/expectations/judge.js';
import type { Text } from '#language/model/finding.js';
import type { Facts } from '#language/facts/query.js';
import type { Expectation, Id, Scenario } from '#language/model/model.js';
import type { LogEntry } from '#language/simulation/outcome/log.js';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import type { Run } from '#language/simulation/run.js';
import type { Mode } from '#language/simulation/run-state.js';
import { countBetween, levelSince, type Sample } from './samples.js';

/** How busy an element is: the share of its workers lately, and who waits for one now. */
export interface Gauge { utilisation?: number; waiting: number }

export interface LoadFigures extends FlowFigures {
  flow: Id;
  /** It asks at this moment. */
  asks: boolean;
}

export interface JobView { id: Id; phase: string; stages: { name: string; finished: number; running: number; tasks: number }[] }

export interface RunView {
  scenario: Scenario;
  seed: number;
  time: number;
  duration: number;
  /** It is over: figures and verdicts are the final ones. */
  over: boolean;
  loads: readonly LoadFigures[];
  gauges: ReadonlyMap<Id, Gauge>;
  /** Of every group with standby members who serves; undefined: nobody. */
  serving: ReadonlyMap<Id, Id | undefined>;
  modes: ReadonlyMap<Id, Mode>;
  events: readonly LogEntry[];
  /** What sentences call an element or a group, and what is said of an event. */
  nameOf(id: Id): string;
  textOf(entry: LogEntry): Text;
  /** Events that were too many to keep. */
  more: number;
  jobs: readonly JobView[];
  expectations: readonly { expectation: Expectation; judgement: Judgement }[];
  /** Of even spans since the start: the part of the requests of all loads that failed; undefined where there were none. */
  failing: readonly (number | undefined)[];
}

/** Samples over which a level is averaged: it would flicker. */
const LATELY = 4;

export function gaugesOf({ plan, state, now }: Run, samples: readonly Sample[], step: number): Map<Id, Gauge> {
  const at = Math.ceil(now / step) - LATELY;
  const before = Number.isFinite(at) && at > 0 ? samples[at - 1] : undefined;
  return new Map(plan.stations.flatMap(({ id, workers }, index): [Id, Gauge][] => {
    const { busyLevel, waiting, head } = state.stations[index]!;
    if (workers === 0) return [];
    const level = levelSince(before?.busy[index] ?? { area: 0, from: 0 }, before?.at ?? 0, busyLevel, now);
    return [[id, { utilisation: Math.min(1, level / workers), waiting: (waiting.length - head) / 2 }]];
  }));
}

/** Figures of the flows that loads ask, each once. */
export function loadsOf({ plan }: Run, outcome: Outcome, now: number): LoadFigures[] {
  const all = new Map(flowFigures(outcome).map((figures) => [figures.name, figures]));
  return [...new Set(plan.loads.map(({ flow }) => flow))].map((flow): LoadFigures => {
    const { id, title } = plan.flows[flow]!;
    const asks = plan.loads.some((load) => load.flow === flow && load.from <= now && now < load.until);
    return { ...(all.get(title) ?? { ...NOTHING_YET, name: title }), flow: id, asks };
  });
}

const NOTHING_YET: Omit<FlowFigures, 'name'> = {
  offered: 0, served: 0, failed: 0, refused: 0, throughput: 0, availability: null, latency: { mean: null, p50: null, p95: null, p99: null, max: null },
};

export function jobsOf({ plan, state }: Run): JobView[] {
  return (plan.jobs?.jobs ?? []).map(({ id, stages }, index) => {
    const job = state.jobs!.jobs[index]!;
    return { id, phase: job.phase, stages: stages.map(({ name, tasks }, at) => ({ name, tasks, finished: job.stages[at]?.finished ?? 0, running: job.stages[at]?.running ?? 0 })) };
  });
}

/** Of all spans between samples up to now. */
export function failingOf({ plan, state, now }: Run, samples: readonly Sample[], step: number): (number | undefined)[] {
  const flows = [...new Set(plan.loads.map(({ flow }) => flow))];
  const spans: (number | undefined)[] = [];
  const full = Math.min(samples.length, Math.floor(now / step + 1e-9));
  const ends = [...samples.slice(0, full), { served: state.flows.map((flow) => flow.served), failed: state.flows.map((flow) => flow.failed) }];
  ends.forEach((end, index) => {
    const start = ends[index - 1];
    const count = (of: 'served' | 'failed'): number => flows.reduce((sum, flow) => sum + countBetween(start?.[of][flow] ?? 0, end[of][flow]!), 0);
    const [served, failed] = [count('served'), count('failed')];
    spans.push(served + failed > 0 ? failed / (served + failed) : undefined);
  });
  return spans;
}

/** Expectations of a scenario against a run so far. What does not depend on the run is judged once. */
export class Judge {
  private readonly expectations: Expectation[];
  private readonly lasting = new Map<Expectation, Judgement>();

  constructor(private readonly facts: Facts, scenario: Scenario) {
    this.expectations = expectationsOf(facts, scenario);
  }

  judge(outcome: Outcome): RunView['expectations'] {
    return this.expectations.map((expectation) => ({ expectation, judgement: this.judgementOf(expectation, outcome) }));
  }

  private judgementOf(expectation: Expectation, outcome: Outcome): Judgement {
    if (expectation.body.type === 'figure') return judgeInScenario(this.facts, expectation, outcome);
    let known = this.lasting.get(expectation);
    if (!known) this.lasting.set(expectation, known = judgeInScenario(this.facts, expectation, outcome));
    return known;
  }
}
