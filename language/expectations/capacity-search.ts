/**
 * How much load a scenario bears: all its loads are multiplied by one factor, and the largest is sought at which every
 * expectation still holds. Doubling until one breaks, then halving the interval (it is taken that more load never helps).
 */
import type { Facts } from '../facts/query.js';
import type { Text } from '../model/finding.js';
import type { Expectation, Scenario } from '../model/model.js';
import { requestsOf } from '../simulation/arrivals.js';
import { prepare, simulate, type SimulateOptions } from '../simulation/simulate.js';
import { expectationsOf, judgeInScenario } from './scenario.js';

export interface FoundCapacity {
  /** The largest factor on every load at which all expectations hold; 0 where they do not hold at the load that is written, nor far below it. */
  factor: number;
  /** The loads at that factor: requests per second, or users. */
  flows: { name: string; rate?: number; users?: number }[];
  /** The expectation that breaks first above it, and what it then comes to. */
  breaks?: Expectation;
  actual?: Text;
  /** Nothing broke up to this factor. */
  unbounded?: true;
}

const SMALLEST = 1 / 64;
const LARGEST = 1024;
/** Requests that one trial may make: more would keep the reader waiting for minutes. */
const MOST_REQUESTS = 1e7;
/** Relative width at which the search ends. */
const PRECISION = 0.01;

interface Trial { broken?: { expectation: Expectation; actual: Text }; flows: FoundCapacity['flows'] }

/** @returns undefined where the scenario expects nothing that more load could break. */
export function capacityOf(facts: Facts, scenario: Scenario, options: SimulateOptions = {}): FoundCapacity | undefined {
  const expectations = expectationsOf(facts, scenario).filter(({ body }) => body.type === 'figure');
  if (expectations.length === 0 || scenario.loads.length === 0) return undefined;
  const tried = new Map<number, Trial>();
  const at = (factor: number): Trial => {
    let trial = tried.get(factor);
    if (!trial) tried.set(factor, trial = trialOf(facts, scenario, expectations, { ...options, load: factor }));
    return trial;
  };
  let [low, high] = [0, 1];
  if (at(1).broken) {
    let factor = 0.5;
    while (factor >= SMALLEST && at(factor).broken) factor /= 2;
    if (factor < SMALLEST) return { factor: 0, flows: at(1).flows, breaks: at(1).broken!.expectation, actual: at(1).broken!.actual };
    [low, high] = [factor, factor * 2];
  } else {
    const largest = Math.min(LARGEST, MOST_REQUESTS / Math.max(1, requestsWritten(facts, scenario, options)));
    let factor = 2;
    while (factor <= largest && !at(factor).broken) factor *= 2;
    if (factor > largest) return { factor: factor / 2, flows: at(factor / 2).flows, unbounded: true };
    [low, high] = [factor / 2, factor];
  }
  while ((high - low) / high > PRECISION) {
    const middle = (low + high) / 2;
    if (at(middle).broken) high = middle;
    else low = middle;
  }
  const { expectation, actual } = at(high).broken!;
  return { factor: low, flows: at(low).flows, breaks: expectation, actual };
}

/** Requests of all loads as they are written. */
function requestsWritten(facts: Facts, scenario: Scenario, options: SimulateOptions): number {
  return prepare(facts, scenario, options).plan.loads.reduce((sum, load) => sum + requestsOf(load), 0);
}

function trialOf(facts: Facts, scenario: Scenario, expectations: readonly Expectation[], options: SimulateOptions): Trial {
  const { outcome } = simulate(facts, scenario, options);
  const flows = outcome.plan.loads.map((load) => ({
    name: outcome.plan.flows[load.flow]!.title,
    ...(load.arrivals.type === 'closed' ? { users: load.arrivals.users } : { rate: load.until > load.from ? requestsOf(load) / (load.until - load.from) : 0 }),
  }));
  for (const expectation of expectations) {
    const judgement = judgeInScenario(facts, expectation, outcome);
    if (judgement.holds !== true) return { broken: { expectation, actual: judgement.actual }, flows };
  }
  return { flows };
}

