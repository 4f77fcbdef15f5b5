/** A scenario, run: its figures, what happened, and what came of its expectations. What `lintel simulate` and `lintel test` tell. */
import type { Facts } from '../facts/query.js';
import type { Text } from '../model/finding.js';
import type { Expectation, Id, Scenario } from '../model/model.js';
import type { LogEntry } from '../simulation/outcome/log.js';
import type { Gantt, Outcome } from '../simulation/outcome/outcome.js';
import { mean, percentile } from '../simulation/statistics/histogram.js';
import { simulating, toTheEnd, type Simulated, type SimulateOptions } from '../simulation/simulate.js';
import { chaosElements, chaosRun, hasChaos, mergedChaos, type ChaosRun } from './chaos.js';
import type { Judgement } from './judge.js';
import { expectationsOf, judgeInScenario, judgeOverRuns } from './scenario.js';

export interface FlowFigures {
  name: string;
  offered: number;
  served: number;
  failed: number;
  refused: number;
  /** Served requests a second. */
  throughput: number;
  /** Seconds; null where nothing was served. */
  latency: { mean: number | null; p50: number | null; p95: number | null; p99: number | null; max: number | null };
  /** Served by offered; null where nothing was offered. */
  availability: number | null;
}

export interface ElementFigures {
  name: Id;
  /** Busy workers by all; null where no workers are stated. */
  utilisation: number | null;
  served: number;
  queue: { mean: number; max: number };
}

export interface JobFigures {
  name: string;
  /** Seconds from its submission; null where it was not done. */
  completion: number | null;
  /** Tasks that had to run again. */
  rerun: number;
  /** What ran where and when. */
  gantt: Gantt;
}

export interface FailoverFigures { group: Id; from: Id; to: Id; at: number; downtime: number; lostWrites: number; lostSeconds: number }

export interface ScenarioReport {
  scenario: Scenario;
  seed: number;
  duration: number;
  assumptions: Text[];
  jobs: JobFigures[];
  flows: FlowFigures[];
  elements: ElementFigures[];
  failovers: FailoverFigures[];
  events: readonly LogEntry[];
  /** Events that were too many to keep. */
  moreEvents: number;
  expectations: { expectation: Expectation; judgement: Judgement }[];
  /** How many runs the expectations rest on, where it is more than one. */
  replications?: number;
  /** Where every element is to fail once: the runs in which an expectation did not hold. */
  chaos?: { runs: number; broken: { element: Id; expectations: Expectation[] }[] };
  outcome: Outcome;
}

export interface ReportOptions extends SimulateOptions {
  /** Somebody else runs the losses of each element, and joins them (`withChaos`). */
  withoutChaos?: boolean;
}

export function reportOf(facts: Facts, scenario: Scenario, options: ReportOptions = {}): ScenarioReport {
  return toTheEnd(reporting(facts, scenario, options, Infinity));
}

/** The same in slices of so many events: for those who must not keep anybody waiting. */
export function* reporting(facts: Facts, scenario: Scenario, options: ReportOptions, slice: number): Generator<void, ScenarioReport, void> {
  const single = reportOfRun(facts, scenario, yield* simulating(facts, scenario, options, slice));
  const report = scenario.replications === undefined ? single : { ...single, ...yield* withReplications(facts, single, scenario.replications, options, slice) };
  if (options.withoutChaos || !hasChaos(scenario)) return report;
  const judged: ChaosRun[] = [];
  for (const element of chaosElements(facts)) judged.push(yield* chaosRun(facts, scenario, element, options, slice));
  return withChaos(facts, report, judged);
}

/** The same scenario under the seeds that follow: the figures shown are those of the first run, expectations are judged by the mean of all. */
function* withReplications(facts: Facts, report: ScenarioReport, replications: number, options: SimulateOptions, slice: number): Generator<void, Pick<ScenarioReport, 'expectations' | 'replications'>, void> {
  const outcomes = [report.outcome];
  for (let run = 1; run < replications; run++) outcomes.push((yield* simulating(facts, report.scenario, { ...options, seed: report.seed + run }, slice)).outcome);
  return { replications, expectations: report.expectations.map(({ expectation }) => ({ expectation, judgement: judgeOverRuns(facts, expectation, outcomes) })) };
}

/** Of a run that has come to its end, whoever stepped it. */
export function reportOfRun(facts: Facts, scenario: Scenario, { outcome, assumptions }: Simulated): ScenarioReport {
  const expectations = expectationsOf(facts, scenario).map((expectation) => ({ expectation, judgement: judgeInScenario(facts, expectation, outcome) }));
  return {
    scenario, seed: outcome.plan.seed, duration: outcome.plan.duration, assumptions,
    jobs: jobFigures(outcome), flows: flowFigures(outcome), elements: elementFigures(outcome), failovers: failoverFigures(outcome),
    events: outcome.state.log, moreEvents: outcome.state.unlogged, expectations, outcome,
  };
}

/** The report with what the losses of single elements have shown. */
export function withChaos(facts: Facts, report: ScenarioReport, runs: readonly ChaosRun[]): ScenarioReport {
  return { ...report, ...mergedChaos(facts, report.expectations, runs) };
}

function jobFigures(outcome: Outcome): JobFigures[] {
  const { jobs = [] } = outcome.plan.jobs ?? {};
  return jobs.map(({ id }) => ({ name: id, completion: outcome.completion(id) ?? null, rerun: outcome.rerun(id)!, gantt: outcome.gantt(id)! }));
}

export function flowFigures(outcome: Outcome): FlowFigures[] {
  return outcome.plan.flows.flatMap(({ id, title }, index) => {
    const { offered, served, failed, refused, latency } = outcome.state.flows[index]!;
    if (offered === 0) return [];
    const at = (p: number): number | null => percentile(latency, p) ?? null;
    return [{
      name: title, offered, served, failed, refused, throughput: outcome.throughput(id) ?? 0, availability: served / offered,
      latency: { mean: mean(latency) ?? null, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: latency.count > 0 ? latency.largest : null },
    }];
  });
}

/** Those that had anything to do, in the order in which requests come to them. */
function elementFigures(outcome: Outcome): ElementFigures[] {
  return outcome.plan.stations.flatMap(({ id, workers }, index) => {
    const { served, refused, mode } = outcome.state.stations[index]!;
    const works = outcome.plan.jobs?.nodes.some((node) => node.station === index) === true;
    const asked = outcome.plan.calls.some(({ targets }) => targets.some(({ members }) => members.includes(index)));
    if (!works && (!asked || (served === 0 && refused === 0 && workers === 0 && mode === 'up'))) return [];
    return [{ name: id, utilisation: outcome.utilisation(id) ?? null, served, queue: outcome.queue(id) }];
  });
}

function failoverFigures(outcome: Outcome): FailoverFigures[] {
  return outcome.plan.groups.flatMap(({ id, members }, index) => outcome.state.groups[index]!.handovers
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, at, downtime, lostWrites, lostSeconds }) => ({ group: id, from: members[from]?.id ?? '', to: members[to]!.id, at, downtime, lostWrites, lostSeconds })))
    .sort((a, b) => a.at - b.at);
}
