/** A scenario of an architecture, run from beginning to end. */
import { tree } from '../facts/network/tree.js';
import type { Facts } from '../facts/query.js';
import type { Text } from '../model/finding.js';
import type { Id, Scenario } from '../model/model.js';
import { isPlace } from '../model/queries.js';
import { Outcome } from './outcome/outcome.js';
import type { EventPlan, Plan, Ways } from './plan.js';
import { planOf, type PlanOptions } from './planning/plan-of.js';
import { Run } from './run.js';
import { RunWays } from './world/run-ways.js';

export interface Simulated {
  outcome: Outcome;
  assumptions: Text[];
}

export interface SimulateOptions extends PlanOptions {
  /** What happens beside what the scenario says. */
  events?: readonly EventPlan[];
}

/** Ready to be stepped: who plays it owns the clock. */
export interface Prepared {
  plan: Plan;
  ways: Ways;
  assumptions: Text[];
}

export function prepare(facts: Facts, scenario: Scenario, { events = [], ...options }: SimulateOptions = {}): Prepared {
  const { plan, assumptions } = planOf(facts, scenario, options);
  if (events.length > 0) plan.events = [...plan.events, ...events].sort((a, b) => a.at - b.at);
  return { plan, ways: new RunWays(facts, plan), assumptions };
}

export function simulate(facts: Facts, scenario: Scenario, options: SimulateOptions = {}): Simulated {
  return toTheEnd(simulating(facts, scenario, options, Infinity));
}

/** The same in slices of so many events. */
export function* simulating(facts: Facts, scenario: Scenario, options: SimulateOptions, slice: number): Generator<void, Simulated, void> {
  const { plan, ways, assumptions } = prepare(facts, scenario, options);
  const run = new Run(plan, ways);
  yield* run.finishing(slice);
  return { outcome: outcomeOf(facts, plan, run), assumptions };
}

/** Goes through all slices without a pause. */
export function toTheEnd<T>(slices: Generator<void, T, void>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

export function outcomeOf(facts: Facts, plan: Plan, run: Run): Outcome {
  return new Outcome(run.state.ended === undefined ? plan : { ...plan, duration: run.state.ended }, run.state, (id) => elementsOf(facts, id));
}

/** As far as the run has come: as if the scenario ended now. */
export function outcomeSoFar(facts: Facts, plan: Plan, run: Run): Outcome {
  const { now } = run;
  const loads = plan.loads.map((load) => ({ ...load, until: Math.min(load.until, now) }));
  return new Outcome({ ...plan, duration: now, loads }, run.state, (id) => elementsOf(facts, id));
}

function elementsOf(facts: Facts, id: Id): Id[] {
  const index = facts.ask(tree);
  return isPlace(facts.elements[id]) ? index.descendants(id) : index.members(id);
}
