/** Expectations as rules: what fails is an error on the `expect`, what cannot be decided a warning. Availability is worded by `redundancy/target-missed`. */
import type { Facts } from '../facts/query.js';
import { text } from '../messages/word.js';
import type { Finding, Text } from '../model/finding.js';
import { downtimeOf, downtimeTogether } from '../facts/redundancy/downtime.js';
import { spokenName } from '../facts/redundancy/names.js';
import { subjectIds } from '../facts/redundancy/subjects.js';
import { spanText } from '../facts/redundancy/wording.js';
import type { Expectation, ExpectationBody, Id, Subject } from '../model/model.js';
import { isPlace, part } from '../model/queries.js';
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
    if (!judgement || judgement.holds !== holds) continue;
    // A standard that matches nothing breaks nothing; a name that cannot be judged is said.
    if (judgement.judged === 0 && (isStandard(expectation) || judgement.holds !== undefined)) continue;
    // A figure of availability that is missed is worded, with what would help, by its own rule.
    if (holds === false && expectation.body.type === 'figure' && expectation.body.figure === 'availability') continue;
    if (holds === undefined) yield doubt(facts, expectation, judgement);
    else yield* failures(facts, expectation, judgement);
  }
}

/** What a run has shown: an expectation of a scenario that does not hold, or that the run says nothing of. */
export function scenarioFinding(facts: Facts, expectation: Expectation, judgement: Judgement): Finding | undefined {
  if (judgement.holds === true) return undefined;
  return judgement.holds === undefined ? doubt(facts, expectation, judgement) : failure(facts, expectation, judgement);
}

/** A standard (`every …`, `no flow …`) is told at each offender; any other expectation at itself. */
function* failures(facts: Facts, expectation: Expectation, judgement: Judgement): Generator<Finding> {
  const { body } = expectation;
  const every = everySubject(body);
  const offenders = every ? offendersOf(facts, expectation, every) : body.type === 'no-flow' ? judgement.culprits.map((each) => ({ ...each, judgement: undefined })) : [];
  if (offenders.length === 0) yield failure(facts, expectation, judgement);
  for (const each of offenders) yield offence(facts, expectation, each);
}

/** A standard speaks of all of a sort: where there is none of it, it is kept. */
export function isStandard({ body }: Expectation): boolean {
  return body.type === 'no-flow' || everySubject(body) !== undefined;
}

function everySubject(body: ExpectationBody): Subject & { type: 'every' } | undefined {
  const subject = body.type === 'no-flow' ? undefined : body.type === 'reach' || body.type === 'passes' ? body.from : body.subject;
  return subject?.type === 'every' ? subject : undefined;
}

interface Offender { id: Id; origin: Expectation['origin']; judgement: Judgement | undefined }

/** What breaks the standard when it is asked alone; the instances of a counted element are one declaration and one offender. */
function offendersOf(facts: Facts, expectation: Expectation, every: Subject & { type: 'every' }): Offender[] {
  const found = new Map<Id, Offender>();
  for (const id of subjectIds(facts, every)) {
    const name = facts.elements[id]?.instance?.group ?? id;
    const place = part(facts.model, id);
    if (found.has(name) || !place) continue;
    const judgement = judge(facts, { ...expectation, body: askedAlone(expectation.body, { type: 'named', ids: [id], text: id, origin: every.origin }) });
    if (judgement?.holds === false) found.set(name, { id: name, origin: place.origin, judgement });
  }
  return [...found.values()];
}

function askedAlone(body: ExpectationBody, subject: Subject): ExpectationBody {
  return (body.type === 'reach' || body.type === 'passes' ? { ...body, from: subject } : { ...body, subject }) as ExpectationBody;
}

function offence(facts: Facts, expectation: Expectation, { id, origin, judgement }: Offender): Finding {
  const culprits = (judgement?.culprits ?? []).filter((each) => each.id !== id);
  return finding(failed, {
    origin,
    what: text('intent.expectation-failed.what.offender', { name: spokenName(facts, id), text: expectation.text }),
    why: judgement ? reason(expectation, judgement) : text('intent.expectation-failed.why.offender'),
    todo: (judgement && standIns(facts, expectation, judgement)) ?? text('intent.expectation-failed.todo.offender', { name: spokenName(facts, id) }),
    related: [
      { text: text('intent.related.standard', { text: expectation.text }), origin: expectation.origin },
      ...culprits.map((each) => ({ text: culprit(facts, expectation, each.id), origin: each.origin })),
    ],
    subjects: [id],
    ...(judgement?.path && judgement.path.length > 0 ? { path: judgement.path } : {}),
    key: `${id} ${expectation.text}`,
  });
}

function reason({ body }: Expectation, { actual, because, culprits }: Judgement): Text {
  if (because) return text('intent.expectation-failed.why.because', { actual, because });
  const names = actual.params?.['names'];
  if (body.type === 'no-single-point' && culprits.length > 0 && Array.isArray(names)) return text('redundancy.expected.points', { names, count: names.length });
  return text('intent.expectation-failed.why', { actual });
}

/** What to buy where too little may fail, the part that is down longest first; undefined of other expectations. */
function standIns(facts: Facts, { body }: Expectation, { actual, culprits }: Judgement): Text | undefined {
  if (actual.id === 'redundancy.verdict.broken') return text('redundancy.expected.todo.broken');
  if (culprits.length === 0) return undefined;
  if (body.type === 'spread') {
    const [, second, home] = culprits;
    return home && text('redundancy.expected.todo.spread', { name: spokenName(facts, second!.id), home: spokenName(facts, home.id), over: body.over, ...downtimeTogether(facts, [home.id]) });
  }
  if (body.type === 'survives' && actual.id === 'redundancy.verdict.falls') {
    const places = culprits.every((each) => facts.elements[each.id] && isPlace(facts.elements[each.id]!));
    return text(places ? 'redundancy.expected.todo.survives.place' : 'redundancy.expected.todo.survives', { ...actual.params, kind: body.kind, ...downtimeTogether(facts, culprits.map((each) => each.id)) });
  }
  if (body.type !== 'no-single-point') return undefined;
  const down = culprits.flatMap(({ id }) => {
    const found = downtimeOf(facts, id);
    return found ? [{ id, ...found }] : [];
  });
  const [longest] = down.sort((a, b) => b.alone - a.alone);
  if (!longest) return text('redundancy.expected.todo.points', { count: culprits.length });
  return text('redundancy.expected.todo.points-first', { name: spokenName(facts, longest.id), count: culprits.length, span: spanText(longest.alone), left: spanText(longest.doubled) });
}

function culprit(facts: Facts, { body }: Expectation, id: Id): Text {
  if (body.type === 'reach' || (body.type === 'passes' && !facts.flows[id])) return text('intent.related.ends', { name: spokenName(facts, id) });
  if (body.type !== 'no-single-point' && body.type !== 'survives') return text('intent.related.culprit', { name: spokenName(facts, id) });
  const [name, found] = [spokenName(facts, id), downtimeOf(facts, id)];
  return found ? text('redundancy.expected.related', { name, span: spanText(found.alone) }) : text('redundancy.expected.related.unknown', { name });
}

function failure(facts: Facts, expectation: Expectation, judgement: Judgement): Finding {
  const opened = expectation.body.type === 'reach' && expectation.body.negated;
  return finding(failed, {
    origin: expectation.origin,
    what: text('intent.expectation-failed.what', { text: expectation.text }),
    why: reason(expectation, judgement),
    todo: standIns(facts, expectation, judgement) ?? text(judgement.culprits.length === 0 ? opened && judgement.because ? 'intent.expectation-failed.todo.unjudged' : 'intent.expectation-failed.todo' : opened ? 'intent.expectation-failed.todo.opened' : 'intent.expectation-failed.todo.culprits'),
    related: judgement.culprits.map(({ id, origin }) => ({ text: opened ? text('intent.related.opens', { name: spokenName(facts, id) }) : culprit(facts, expectation, id), origin })),
    subjects: judgement.culprits.map((each) => each.id),
    ...(judgement.path && judgement.path.length > 0 ? { path: judgement.path } : {}),
    key: expectation.text,
  });
}

function doubt(facts: Facts, expectation: Expectation, judgement: Judgement): Finding {
  return finding(undecided, {
    origin: expectation.origin,
    what: text('intent.expectation-undecided.what', { text: expectation.text }),
    why: text('intent.expectation-undecided.why', { actual: judgement.actual }),
    todo: text('intent.expectation-undecided.todo'),
    related: judgement.culprits.map(({ id, origin }) => ({ text: text('intent.related.unsaid', { name: spokenName(facts, id) }), origin })),
    subjects: judgement.culprits.map((each) => each.id),
    key: expectation.text,
  });
}
