/** What a scenario that is played shows at a moment beside the picture: figures so far, who serves, what happened. */
import { flowFigures, type FlowFigures } from '#language/expectations/scenario-report.js';
import { expectationsOf, judgeInScenario } from '#language/expectations/scenario.js';
import type { Judgement } from '#language/expectations/judge.js';
import { text } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import type { Facts } from '#language/facts/query.js';
import type { Expectation, Id, Scenario } from '#language/model/model.js';
import type { LogEntry } from '#language/simulation/outcome/log.js';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import type { Run } from '#language/simulation/run.js';
import { PHASE, type Mode } from '#language/simulation/run-state.js';
import type { ChartData } from '../charts/chart-data.js';
import type { ChartChoice } from '../charts/run-charts.js';
import type { Caption } from './caption.js';
import type { Health, Lag } from './health.js';
import type { Redirect } from './redirects.js';
import type { Role } from './roles.js';
import { askedFlows, countBetween, meanSince, type Sample } from './samples.js';

/** How busy an element is: the share of its workers lately; how many of them are at work now, and who waits for one. */
export interface Gauge { utilisation?: number; busy: number; workers: number; waiting: number }

/** What came of the requests of all loads in the last seconds. */
export interface Lately { seconds: number; served: number; failed: number; /** Asked and not answered yet, now. */ underWay: number; /** What a second brings otherwise. */ usually: number }

export interface GroupFigures { group: Id; downtime: number; failover?: number; lostWrites: number }

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
  /** What members of groups are, and what is wrong with stations that are up. */
  roles: ReadonlyMap<Id, Role>;
  redirects: readonly Redirect[];
  health: ReadonlyMap<Id, Health>;
  lags: readonly Lag[];
  /** Of every group: seconds without a server, the longest takeover, writes that one lost. */
  groups: readonly GroupFigures[];
  /** Virtual addresses of groups, for whom they have any. */
  addressOf(group: Id): string | undefined;
  /** What happens now, in a sentence or two. */
  caption: Caption;
  events: readonly LogEntry[];
  /** What sentences call an element or a group, and what is said of an event. */
  nameOf(id: Id): string;
  textOf(entry: LogEntry): Text;
  /** Events that were too many to keep. */
  more: number;
  jobs: readonly JobView[];
  expectations: readonly { expectation: Expectation; judgement: Judgement }[];
  /** Of even spans since the start: the part of the requests of all loads that failed; undefined where there were none. And how many such spans there will be. */
  failing: readonly (number | undefined)[];
  cells: number;
  /** Of all that was worked out so far, up to now and beyond. */
  charts(choice: ChartChoice): ChartData[];
}

/** Seconds over which a level is averaged, and what came of requests is told: it would flicker. At least two samples, at most this. */
const LATELY = 5;

/** The sample that is as far back as one looks for what happens lately; undefined: the start. */
function latelySince({ plan: { duration }, now }: Run, samples: readonly Sample[], step: number): Sample | undefined {
  const at = Math.floor((now - Math.max(2 * step, Math.min(LATELY, duration / 20))) / step + 1e-9);
  return Number.isFinite(at) && at > 0 ? samples[at - 1] : undefined;
}

/** In a plain loop: it is done for thousands of stations, sixty times a second. */
export function gaugesOf(run: Run, samples: readonly Sample[], step: number): Map<Id, Gauge> {
  const { plan, state, now } = run;
  const before = latelySince(run, samples, step);
  const gauges = new Map<Id, Gauge>();
  for (let index = 0; index < plan.stations.length; index++) {
    const { id, workers, cores } = plan.stations[index]!;
    const { busyLevel, queueLevel, cores: processors } = state.stations[index]!;
    const waiting = queueLevel.level;
    if (workers === 0 && cores === undefined && waiting === 0) continue;
    const atWork = workers > 0 ? meanSince(before, index, 'busy', busyLevel, now) / workers : 0;
    const computing = processors && cores !== undefined ? meanSince(before, index, 'cores', processors.level, now) / cores : 0;
    const limited = workers > 0 || cores !== undefined;
    const busy = workers > 0 ? busyLevel.level : processors?.level.level ?? 0;
    const all = workers > 0 ? workers : cores ?? 0;
    gauges.set(id, limited ? { utilisation: Math.min(1, Math.max(atWork, computing)), busy, workers: all, waiting } : { busy, workers: all, waiting });
  }
  // What runs tasks of jobs.
  for (const [index, { station, vcores }] of (plan.jobs?.nodes ?? []).entries()) {
    const { busy } = state.jobs!.nodes[index]!;
    if (vcores < Infinity) gauges.set(plan.stations[station]!.id, { utilisation: Math.min(1, meanSince(before, station, 'cores', busy, now) / vcores), busy: busy.level, workers: vcores, waiting: 0 });
  }
  return gauges;
}

/** Since the last event, where that is nearer: what was answered before a failure says nothing of what comes after it. */
export function latelyOf(run: Run, samples: readonly Sample[], step: number): Lately {
  const { plan, state, now } = run;
  const event = state.log.at(-1)?.at ?? 0;
  const usual = latelySince(run, samples, step);
  const counts = (): Pick<Sample, 'at' | 'served' | 'failed'> => ({ at: now, served: state.flows.map((flow) => flow.served), failed: state.flows.map((flow) => flow.failed) });
  const before = event > (usual?.at ?? 0) ? sampleBetween(samples, step, event, now) ?? counts() : usual;
  const count = (of: 'served' | 'failed', from = before): number => askedFlows(plan).reduce((sum, flow) => sum + countBetween(from?.[of][flow] ?? 0, state.flows[flow]![of]), 0);
  const usually = (count('served', usual) + count('failed', usual)) / Math.max(1e-9, now - (usual?.at ?? 0));
  const underWay = state.visits.reduce((sum, { phase, parent, parentSerial }) => sum + (phase !== PHASE.free && parent < 0 && parentSerial < 0 ? 1 : 0), 0);
  return { seconds: now - (before?.at ?? 0), served: count('served'), failed: count('failed'), underWay, usually };
}

/** The first that was taken between two moments. */
function sampleBetween(samples: readonly Sample[], step: number, from: number, to: number): Sample | undefined {
  const sample = samples[Math.max(0, Math.ceil(from / step - 1e-9) - 1)];
  return sample && sample.at <= to ? sample : undefined;
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

export function groupsOf({ plan }: Run, outcome: Outcome): GroupFigures[] {
  return plan.groups.map(({ id }) => {
    const failover = outcome.failover(id);
    return { group: id, downtime: outcome.downtime(id) ?? 0, lostWrites: outcome.loss(id)?.writes ?? 0, ...(typeof failover === 'number' ? { failover } : {}) };
  });
}

/** Of all spans between samples up to now. */
export function failingOf({ plan, state, now }: Run, samples: readonly Sample[], step: number): (number | undefined)[] {
  const flows = askedFlows(plan);
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

/** At the end: what came of what was expected. */
export function overCaption(expectations: RunView['expectations']): Caption {
  const missed = expectations.filter(({ judgement }) => judgement.holds === false).length;
  const said = expectations.length === 0 ? text('playback.over') : text('playback.over-expected', { missed, all: expectations.length });
  return { kind: missed > 0 ? 'trouble' : 'calm', said: [said], about: [] };
}
