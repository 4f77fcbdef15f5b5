/** Expectations inside a scenario, judged by how its run came out. */
import { shortName } from '../facts/network/index.js';
import { subjectIds } from '../facts/redundancy/subjects.js';
import type { Facts } from '../facts/query.js';
import { text } from '../messages/word.js';
import type { Expectation, Id, Scenario } from '../model/model.js';
import { contains } from '../model/origin.js';
import { part } from '../model/queries.js';
import type { Outcome } from '../simulation/outcome/outcome.js';
import { confidenceOf, type Interval } from '../simulation/statistics/confidence.js';
import { compares } from './compares.js';
import { figureName, measured, type FigureBody, type Measured } from './figures-of-run.js';
import { judge, type Judgement } from './judge.js';
import { measureText } from './measures.js';

/** Those that a scenario states, in source order. */
export function expectationsOf(facts: Facts, scenario: Scenario): Expectation[] {
  return facts.read('expectations').filter((expectation) => expectation.scenario === scenario.title && isInside(expectation, scenario));
}

/** Two scenarios may have the same title. */
function isInside({ origin }: Expectation, scenario: Scenario): boolean {
  return origin.uri === scenario.origin.uri && contains(scenario.origin.extent, origin.range.start);
}

export function judgeInScenario(facts: Facts, expectation: Expectation, outcome: Outcome): Judgement {
  return judgeOverRuns(facts, expectation, [outcome]);
}

/** Over several runs that differ in their seed: the mean counts, and how sure it is is told with it. */
export function judgeOverRuns(facts: Facts, expectation: Expectation, outcomes: readonly Outcome[]): Judgement {
  const { body } = expectation;
  if (body.type !== 'figure') return judge(facts, expectation) ?? { holds: undefined, actual: text('intent.actual.nothing-judged'), culprits: [], judged: 0 };
  const ids = subjectIds(facts, body.subject);
  if (ids.length === 0) return { holds: true, actual: text('intent.actual.nothing-judged'), culprits: [], judged: 0 };
  const answers = ids.map((id) => answerOf(facts, body, id, outcomes));
  // Of all of a kind those count that took part in the run; of what is named each does.
  const told = body.subject.type === 'every' ? answers.filter((each) => each.value !== undefined) : answers;
  const silent = told.find((each) => each.none !== undefined) ?? (told.length === 0 ? answers[0] : undefined);
  if (silent) return { holds: undefined, actual: silent.none!, culprits: blame(facts, [silent.id]), judged: ids.length };
  const worst = worstOf(body, told);
  const missed = told.filter((each) => !compares(each.value!, body.comparator, Number(body.value.value)));
  return { holds: missed.length === 0, actual: actualText(facts, body, worst, told.length > 1), culprits: blame(facts, missed.map(({ id }) => id)), judged: told.length };
}

type Answer = { id: Id; runs?: Interval } & Measured;

function answerOf(facts: Facts, body: FigureBody, id: Id, outcomes: readonly Outcome[]): Answer {
  const found = outcomes.map((outcome) => measured(outcome, body, id, shortName(facts, id)));
  const none = found.find((each) => each.none !== undefined);
  if (none || found.length === 1) return { id, ...(none ?? found[0]!) };
  const values = found.map((each) => each.value!);
  if (values.includes(Infinity)) return { id, value: Infinity };
  const runs = confidenceOf(values);
  return { id, value: runs.mean, runs };
}

/** The one that is furthest on the wrong side. */
function worstOf(body: FigureBody, answers: readonly Answer[]): Answer {
  const limit = Number(body.value.value);
  const badness = ({ value }: Answer): number => (body.comparator === '=' ? Math.abs(value! - limit) : body.comparator.startsWith('>') ? -value! : value!);
  return answers.reduce((worst, each) => (badness(each) > badness(worst) ? each : worst));
}

function actualText(facts: Facts, body: FigureBody, { id, value, runs }: Answer, several: boolean): Judgement['actual'] {
  const figure = figureName(body);
  if (value === Infinity) return text('simulation.actual.never', { name: shortName(facts, id) });
  const limit = Number(body.value.value);
  const { type } = body.value;
  const params = {
    figure, value: measureText(value!, type), limit: measureText(limit, type), margin: measureText(Math.abs(value! - limit), type, true),
    side: value! === limit ? 'at' : value! > limit ? 'over' : 'under', name: shortName(facts, id),
  };
  const actual = text(several ? 'simulation.actual.worst' : 'simulation.actual', params);
  return runs ? text('simulation.actual.runs', { actual, half: measureText(runs.half, type, true), runs: runs.count }) : actual;
}

function blame(facts: Facts, ids: readonly Id[]): Judgement['culprits'] {
  return ids.flatMap((id) => {
    const found = part(facts.model, id);
    return found ? [{ id, origin: found.origin }] : [];
  });
}
