/** Chaos: each element that can fail is lost once, in a run of its own. An expectation holds if it does in every one of them. */
import { failable } from '../facts/redundancy/failable.js';
import { shortName } from '../facts/network/index.js';
import type { Facts } from '../facts/query.js';
import { text } from '../messages/word.js';
import type { Expectation, Id, Scenario } from '../model/model.js';
import { simulating, type SimulateOptions } from '../simulation/simulate.js';
import type { Judgement } from './judge.js';
import { expectationsOf, judgeInScenario } from './scenario.js';

/** What came of each expectation, in source order, with one element lost. Plain data, so that it may come from another thread. */
export interface ChaosRun { element: Id; judgements: Judgement[] }

export interface Chaos { runs: number; broken: { element: Id; expectations: Expectation[] }[] }

interface Judged { expectation: Expectation; judgement: Judgement }

export function hasChaos(scenario: Scenario): boolean {
  return scenario.events.some(({ action }) => action === 'chaos');
}

export function chaosElements(facts: Facts): Id[] {
  return [...facts.ask(failable)].filter((id) => facts.elements[id]);
}

/** The scenario with this element gone silent whenever it says `chaos`. */
export function* chaosRun(facts: Facts, scenario: Scenario, element: Id, options: SimulateOptions, slice: number): Generator<void, ChaosRun, void> {
  const losses = scenario.events.filter(({ action }) => action === 'chaos').map(({ at }) => ({ at, action: 'fail' as const, targets: [element] }));
  const { outcome } = yield* simulating(facts, scenario, { ...options, events: [...(options.events ?? []), ...losses] }, slice);
  return { element, judgements: expectationsOf(facts, scenario).map((expectation) => judgeInScenario(facts, expectation, outcome)) };
}

/** @param judged of the run in which nothing more is lost. */
export function mergedChaos(facts: Facts, judged: readonly Judged[], runs: readonly ChaosRun[]): { expectations: Judged[]; chaos: Chaos } {
  const expectations = judged.map((each) => ({ ...each }));
  const broken: Chaos['broken'] = [];
  for (const { element, judgements } of runs) {
    const failed = expectations.filter((_, index) => judgements[index]!.holds !== true);
    if (failed.length > 0) broken.push({ element, expectations: failed.map(({ expectation }) => expectation) });
    expectations.forEach((each, index) => {
      const judgement = judgements[index]!;
      if (judgement.holds === true || each.judgement.holds !== true) return;
      each.judgement = {
        ...judgement, actual: text('simulation.actual.chaos', { element: shortName(facts, element), actual: judgement.actual }),
        culprits: [...judgement.culprits, { id: element, origin: facts.elements[element]!.origin }],
      };
    });
  }
  return { expectations, chaos: { runs: runs.length, broken } };
}
