/** An availability that is asked for above what the parts it rests on promise: no redundancy of one's own makes up for that. */
import { shortName } from '../../facts/network/index.js';
import { endpointElements } from '../../facts/network/flow-dials.js';
import { tree } from '../../facts/network/tree.js';
import type { Meaning } from '../../facts/redundancy/circuit.js';
import { singlePoints } from '../../facts/redundancy/single-points.js';
import { failureAttribute } from '../../facts/redundancy/stated.js';
import { originOf } from '../../facts/redundancy/story.js';
import { gateOf, structure } from '../../facts/redundancy/structure.js';
import { subjectIds, subjectName, targetOf } from '../../facts/redundancy/subjects.js';
import { minutesRounded, percentOf, targetPercent } from '../../facts/redundancy/wording.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Expectation, Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/dependency-ceiling', severity: 'warning' } as const;
const MINUTES_PER_YEAR = 525_600;
/** Figures are products of many roundings: this much is no difference. */
const TOLERANCE = 1e-12;

export const rule: Rule = { ...about, title: text('redundancy.dependency-ceiling.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  const told = new Set<Id>();
  for (const expectation of facts.read('expectations')) {
    const { body, scenario } = expectation;
    if (scenario !== undefined || body.type !== 'figure' || body.figure !== 'availability' || !['>=', '>', '='].includes(body.comparator)) continue;
    const target = body.value.value;
    if (typeof target !== 'number') continue;
    for (const subject of subjectIds(facts, body.subject)) {
      if (told.has(subject) || target !== targetOf(facts, subject)) continue;
      const found = byStatement(facts, expectation, subject, target) ?? byPromise(facts, expectation, subject, target);
      if (found) told.add(subject);
      if (found) yield found;
    }
  }
}

/** Parts that state their availability, a contract as a rule, and that the subject cannot do without. It stands where the lowest is stated. */
function byStatement(facts: Facts, expectation: Expectation, subject: Id, target: number): Finding | undefined {
  const own = ownParts(facts, subject);
  const stated = (singlePoints(facts, subject)?.points ?? []).filter((id) => !own.has(id)).flatMap((id) => {
    const availability = failureAttribute(facts, id, 'availability');
    return availability && availability.defaultOf === undefined ? [{ id, share: availability.value }] : [];
  }).sort((a, b) => a.share - b.share);
  const ceiling = stated.reduce((product, each) => product * each.share, 1);
  const origin = stated[0] && originOf(facts, stated[0].id);
  if (!origin || ceiling >= target - TOLERANCE) return undefined;
  return report(facts, { subject, target, ceiling, dependencies: stated.map((each) => each.id), kind: 'stated' }, origin, [
    { text: text('redundancy.dependency-ceiling.related.target', { expectation: expectation.text }), origin: expectation.origin },
    ...stated.slice(1).flatMap((each) => {
      const at = originOf(facts, each.id);
      return at ? [{ text: text('redundancy.dependency-ceiling.related.stated', { name: shortName(facts, each.id), share: targetPercent(each.share) }), origin: at }] : [];
    }),
  ]);
}

/** What the subject cannot do without, and of which less is asked than of the subject: nobody promises the rest. */
function byPromise(facts: Facts, expectation: Expectation, subject: Id, target: number): Finding | undefined {
  const promised = [...promises(facts)].filter(([id, { share }]) => id !== subject && share < target - TOLERANCE && needs(facts, subject, id)).sort(([, a], [, b]) => a.share - b.share)[0];
  if (!promised) return undefined;
  const [id, { share, expectation: other }] = promised;
  return report(facts, { subject, target, ceiling: share, dependencies: [id], kind: 'asked' }, expectation.origin, [
    { text: text('redundancy.dependency-ceiling.related.asked', { expectation: other.text }), origin: other.origin },
  ]);
}

/** The subject is out whenever this element, group or flow does not work, whoever asks for it. */
function needs(facts: Facts, subject: Id, id: Id): boolean {
  const from = facts.ask(structure);
  const root = gateOf(from, subject);
  if (root === undefined || !from.propagation.holds(root)) return false;
  const mark = from.propagation.mark;
  from.propagation.fail(from.circuit.gates.flatMap(({ meaning }, gate) => (standsFor(meaning, id) ? [gate] : [])));
  const out = !from.propagation.holds(root);
  from.propagation.undo(mark);
  return out;
}

function standsFor(meaning: Meaning, id: Id): boolean {
  switch (meaning.type) {
    case 'works': case 'target': case 'member': case 'up': return meaning.id === id;
    case 'flow': case 'asks': return meaning.flow === id;
    default: return false;
  }
}

interface Ceiling { subject: Id; target: number; ceiling: number; dependencies: Id[]; kind: 'stated' | 'asked' }

function report(facts: Facts, { subject, target, ceiling, dependencies, kind }: Ceiling, origin: Finding['origin'], related: Finding['related']): Finding {
  const names = dependencies.map((id) => subjectName(facts, id));
  const params = {
    subject: subjectName(facts, subject), target: targetPercent(target), ceiling: percentOf(1 - ceiling), names, count: names.length,
    minutes: minutesRounded((1 - ceiling) * MINUTES_PER_YEAR), allowed: minutesRounded((1 - target) * MINUTES_PER_YEAR),
  };
  return finding(about, {
    origin,
    what: text(`redundancy.dependency-ceiling.what.${kind}`, params),
    why: text(`redundancy.dependency-ceiling.why.${kind}`, params),
    todo: text(`redundancy.dependency-ceiling.todo.${kind}`, params),
    related,
    subjects: [...dependencies, subject],
    key: `${subject} ${dependencies.join(' ')}`,
  });
}

/** The lowest bound that an expectation sets for each element, group and flow that is named alone. */
function promises(facts: Facts): Map<Id, { share: number; expectation: Expectation }> {
  const found = new Map<Id, { share: number; expectation: Expectation }>();
  for (const expectation of facts.read('expectations')) {
    const { body, scenario } = expectation;
    if (scenario !== undefined || body.type !== 'figure' || body.figure !== 'availability' || body.subject.type !== 'named' || !['>=', '>'].includes(body.comparator)) continue;
    const share = body.value.value;
    for (const id of subjectIds(facts, body.subject)) {
      const known = found.get(id);
      if (typeof share === 'number' && (!known || share > known.share)) found.set(id, { share, expectation });
    }
  }
  return found;
}

/** The ends of a service are what it consists of, not what it depends on; nor is an element a dependency of itself. */
function ownParts(facts: Facts, subject: Id): Set<Id> {
  const flow = facts.flows[subject];
  const ends = flow ? [...flow.from, ...flow.to].flatMap((endpoint) => endpointElements(facts, endpoint).map((end) => end.element)) : facts.ask(tree).members(subject);
  return new Set(ends);
}
