/** Expectations as rules: what fails is an error on the `expect`, what cannot be decided a warning. Availability is worded by `redundancy/target-missed`. */
import type { Facts } from '../facts/query.js';
import { text } from '../messages/word.js';
import type { Finding } from '../model/finding.js';
import type { Expectation } from '../model/model.js';
import { finding, type Rule } from '../rules/rule.js';
import { judge, type Judgement } from './judge.js';

const failed = { id: 'intent/expectation-failed', severity: 'error' } as const;
const undecided = { id: 'intent/expectation-undecided', severity: 'warning' } as const;

export const expectationRules: readonly Rule[] = [
  { ...failed, title: text('intent.expectation-failed.title'), fixable: false, run: (facts) => findings(facts, false) },
  { ...undecided, title: text('intent.expectation-undecided.title'), fixable: false, run: (facts) => findings(facts, undefined) },
];

function* findings(facts: Facts, holds: false | undefined): Generator<Finding> {
  for (const expectation of facts.read('expectations')) {
    if (expectation.scenario !== undefined) continue;
    const judgement = judge(facts, expectation);
    if (!judgement || judgement.holds !== holds || judgement.judged === 0) continue;
    // A figure of availability that is missed is worded, with what would help, by its own rule.
    if (holds === false && expectation.body.type === 'figure' && expectation.body.figure === 'availability') continue;
    if (holds === undefined) yield doubt(expectation, judgement);
    else if (isStandard(expectation) && judgement.culprits.length > 0) yield* offences(expectation, judgement);
    else yield failure(expectation, judgement);
  }
}

/** Standards speak of all parts of a kind: each offender is told at its own place. */
function isStandard({ body }: Expectation): boolean {
  if (body.type === 'no-flow') return true;
  return (body.type === 'has' || body.type === 'spread') && body.subject.type === 'every';
}

function* offences(expectation: Expectation, judgement: Judgement): Generator<Finding> {
  for (const { id, origin } of judgement.culprits) {
    yield finding(failed, {
      origin,
      what: text('intent.expectation-failed.what.offender', { name: id, text: expectation.text }),
      why: text('intent.expectation-failed.why.offender'),
      todo: text('intent.expectation-failed.todo.offender', { name: id }),
      related: [{ text: text('intent.related.standard', { text: expectation.text }), origin: expectation.origin }],
      subjects: [id],
      key: `${id} ${expectation.text}`,
    });
  }
}

function failure(expectation: Expectation, judgement: Judgement): Finding {
  return finding(failed, {
    origin: expectation.origin,
    what: text('intent.expectation-failed.what', { text: expectation.text }),
    why: text('intent.expectation-failed.why', { actual: judgement.actual }),
    todo: text(judgement.culprits.length > 0 ? 'intent.expectation-failed.todo.culprits' : 'intent.expectation-failed.todo'),
    related: judgement.culprits.map(({ id, origin }) => ({ text: text('intent.related.culprit', { name: id }), origin })),
    subjects: judgement.culprits.map((each) => each.id),
    ...(judgement.path && judgement.path.length > 0 ? { path: judgement.path } : {}),
    key: expectation.text,
  });
}

function doubt(expectation: Expectation, judgement: Judgement): Finding {
  return finding(undecided, {
    origin: expectation.origin,
    what: text('intent.expectation-undecided.what', { text: expectation.text }),
    why: text('intent.expectation-undecided.why', { actual: judgement.actual }),
    todo: text('intent.expectation-undecided.todo'),
    related: judgement.culprits.map(({ id, origin }) => ({ text: text('intent.related.unsaid', { name: id }), origin })),
    subjects: judgement.culprits.map((each) => each.id),
    key: expectation.text,
  });
}
