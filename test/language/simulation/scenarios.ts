/** The first scenario of a text, run. */
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import { simulate } from '#language/simulation/simulate.js';
import { factsOf } from '../../support/reachability.js';

export function outcomeOf(text: string, seed = 1): Outcome {
  const facts = factsOf(text);
  return simulate(facts, facts.read('scenarios')[0]!, { seed }).outcome;
}
