/**
 * A scenario at one of its moments, as a page can show it: who does not answer, who serves, the figures so far, what came
 * of what is expected. By the engine itself; a page cannot be kept waiting, so a run that takes very long is given up.
 */
import { expectationsOf, judgeInScenario } from '../expectations/scenario.js';
import { flowFigures, type FlowFigures } from '../expectations/scenario-report.js';
import type { Judgement } from '../expectations/judge.js';
import type { Facts } from '../facts/query.js';
import type { Expectation, Id, Scenario } from '../model/model.js';
import type { Outcome } from '../simulation/outcome/outcome.js';
import { outcomeOf, outcomeSoFar, prepare } from '../simulation/simulate.js';
import { Run } from '../simulation/run.js';
import type { Mode } from '../simulation/run-state.js';

/** Events after which a run is given up: some seconds of work. */
const MOST_EVENTS = 1_500_000;
const SLICE = 4_096;

export interface Moment {
  scenario: Scenario;
  /** Seconds since its beginning. */
  time: number;
  /** It is over: figures and verdicts are the final ones. */
  over: boolean;
  modes: ReadonlyMap<Id, Mode>;
  /** Links that carry nothing because they were cut. */
  cut: ReadonlySet<Id>;
  /** Of every group in which one stands in for another the member that serves; undefined where nobody does. */
  serving: ReadonlyMap<Id, Id | undefined>;
  /** Of the flows that its loads ask. */
  figures: FlowFigures[];
  expectations: { expectation: Expectation; judgement: Judgement }[];
}

/** @param at seconds; its end unless given. Undefined where it would take too long. */
export function momentOf(facts: Facts, scenario: Scenario, at?: number): Moment | undefined {
  const { plan, ways } = prepare(facts, scenario);
  const run = new Run(plan, ways);
  const until = at === undefined || (!plan.untilJobsDone && at >= plan.duration) ? undefined : at;
  const stop = until ?? plan.duration;
  while (run.next <= stop && run.state.events < MOST_EVENTS) run.step();
  if (run.state.events >= MOST_EVENTS) return undefined;
  run.runUntil(stop);
  const seen = { modes: new Map(run.modes), cut: new Set(run.state.trouble.cut), serving: servingIn(run) };
  if (until === undefined) {
    for (const _ of run.finishing(SLICE)) if (run.state.events >= MOST_EVENTS) return undefined;
  }
  const outcome = until === undefined ? outcomeOf(facts, plan, run) : outcomeSoFar(facts, plan, run);
  return {
    scenario, time: until ?? run.state.ended ?? plan.duration, over: until === undefined, ...seen, figures: asked(outcome),
    expectations: expectationsOf(facts, scenario).map((expectation) => ({ expectation, judgement: judgeInScenario(facts, expectation, outcome) })),
  };
}

/** Of the flows that loads ask; what these cause is in them. */
function asked(outcome: Outcome): FlowFigures[] {
  const { loads, flows } = outcome.plan;
  const titles = new Set(loads.map(({ flow }) => flows[flow]!.title));
  return flowFigures(outcome).filter(({ name }) => titles.has(name));
}

function servingIn({ plan, state }: Run): Map<Id, Id | undefined> {
  return new Map(plan.groups.flatMap(({ id, mode, members }, index): [Id, Id | undefined][] => {
    if (mode === 'active-active') return [];
    const { serving, gapSince, stoppedAt } = state.groups[index]!;
    return [[id, gapSince >= 0 || stoppedAt >= 0 ? undefined : members[serving]?.id]];
  }));
}
