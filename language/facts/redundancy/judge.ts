/**
 * Verdicts on expectations that the structure function decides: availability, no single point of failure, survives
 * loss. Each says what is, and who is to blame where it does not hold.
 */
import type { Text } from '../../model/finding.js';
import type { Comparator, Expectation, Id, Subject } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { hasRole, isInternet, isPlace } from '../../model/queries.js';
import { text } from '../../messages/word.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';
import { DEFAULT_BUDGET } from './budget.js';
import { searchCutSets } from './cut-search.js';
import { countsAs } from './counted-kind.js';
import { failable } from './failable.js';
import { costsOf, doubledGain } from './costs.js';
import { figures, MINUTES_PER_YEAR, type Figures } from './figures.js';
import { reliability } from './reliability.js';
import { spokenName } from './names.js';
import { singlePoints } from './single-points.js';
import { brokenReason, originOf } from './story.js';
import { componentOf, gateOf, structure } from './structure.js';
import { judgedIds, subjectName } from './subjects.js';
import { percentOf } from './wording.js';

export interface Verdict {
  /** Undefined where the model or the budget does not bear an answer. */
  holds: boolean | undefined;
  /** What is, in words: `99.96%`, `edge, core`, `survives`. */
  actual: Text;
  /** Why it does not hold, the heaviest first. */
  culprits: { id: Id; origin: Origin }[];
  /** What has to be lost at once for it to fail. */
  cutSet?: Id[];
  /** The flows, elements or groups that it was judged for, each with its own answer. */
  subjects: { id: Id; holds: boolean | undefined }[];
}

/** Undefined for expectations that are not about redundancy, and for those that a scenario judges. */
export function judgeRedundancy(facts: Facts, expectation: Expectation): Verdict | undefined {
  const { body } = expectation;
  if (body.type === 'no-single-point') return judgeEach(facts, body.subject, (id) => noSinglePoint(facts, id));
  if (body.type === 'survives') return judgeEach(facts, body.subject, (id) => survives(facts, id, body.count, body.kind, body.subject.type === 'every'));
  if (body.type !== 'figure' || body.figure !== 'availability' || expectation.scenario !== undefined) return undefined;
  const target = body.value.value;
  if (typeof target !== 'number') return undefined;
  return judgeEach(facts, body.subject, (id) => availability(facts, id, body.comparator, target));
}

interface Answer { holds: boolean | undefined; actual: Text; culprits: Id[]; cutSet?: Id[]; /** the larger, the further from holding */ shortfall: number }

/** All subjects must do; the answer speaks of the one that is furthest from it. */
function judgeEach(facts: Facts, subject: Subject, judge: (id: Id) => Answer | undefined): Verdict {
  const ids = judgedIds(facts, subject);
  const answers = ids.flatMap((id) => {
    const answer = judge(id);
    return answer ? [{ id, ...answer }] : [];
  });
  if (answers.length === 0) return { holds: undefined, actual: nothingJudged(facts, subject), culprits: [], subjects: [] };
  const rank = (answer: Answer): number => (answer.holds === false ? 2 : answer.holds === undefined ? 1 : 0);
  const worst = answers.reduce((a, b) => (rank(b) - rank(a) || b.shortfall - a.shortfall) > 0 ? b : a);
  const failed = answers.filter((answer) => answer.holds === false);
  const culprits = [...new Set([worst, ...failed].flatMap((answer) => (answer.holds === false ? answer.culprits : [])))];
  return {
    holds: worst.holds,
    actual: worst.actual,
    culprits: culprits.flatMap((id) => { const origin = originOf(facts, id); return origin ? [{ id, origin }] : []; }),
    ...(worst.cutSet && worst.holds === false ? { cutSet: worst.cutSet } : {}),
    subjects: answers.map(({ id, holds }) => ({ id, holds })),
  };
}

function nothingJudged(facts: Facts, subject: Subject): Text {
  const [id] = subject.type === 'named' ? subject.ids : [];
  if (id === undefined || !facts.elements[id] || !isPlace(facts.elements[id])) return text('redundancy.verdict.no-subject');
  return text('redundancy.verdict.empty-place', { place: spokenName(facts, id) });
}

function broken(facts: Facts, id: Id): Answer {
  const names = [subjectName(facts, id)];
  const from = facts.ask(structure);
  const reason = brokenReason(facts, from, gateOf(from, id)!);
  return { holds: false, actual: text('redundancy.verdict.broken', { names, count: 1, reason }), culprits: [], shortfall: Infinity };
}

function noSinglePoint(facts: Facts, id: Id): Answer | undefined {
  const found = singlePoints(facts, id);
  if (!found) return undefined;
  if (!found.works) return broken(facts, id);
  const { points } = found;
  if (points.length === 0) return { holds: true, actual: text('redundancy.verdict.none'), culprits: [], shortfall: 0 };
  const actual = text('redundancy.verdict.single-points', { names: points.map((point) => spokenName(facts, point)) });
  return { holds: false, actual, culprits: points, cutSet: points.slice(0, 1), shortfall: points.length };
}

/** @param standard of every one of a sort: where nothing of the kind is there, it is kept. */
function survives(facts: Facts, id: Id, count: number, kind: string, standard: boolean): Answer | undefined {
  const from = facts.ask(structure);
  const root = gateOf(from, id);
  if (root === undefined) return undefined;
  if (!from.propagation.holds(root)) return broken(facts, id);
  const losable = ofKind(facts, kind);
  // Of what is not there nothing can be lost, and nobody would learn that the word was the wrong one.
  if (losable.length === 0) return standard ? undefined : { holds: undefined, actual: text('redundancy.verdict.nothing-to-lose', { kind }), culprits: [], shortfall: 0 };
  const candidates = new Set(losable.map((each) => from.selves.get(each)!));
  const search = searchCutSets(from.propagation, root, candidates, count, DEFAULT_BUDGET);
  const lost = new Set(search.cuts[0]);
  const cut = lost.size > 0 ? [...from.selves.values()].filter((gate) => lost.has(gate)).map((gate) => componentOf(from.circuit, gate)!) : undefined;
  if (cut) {
    const actual = text('redundancy.verdict.falls', { subject: subjectName(facts, id), names: cut.map((each) => spokenName(facts, each)), count: cut.length });
    return { holds: false, actual, culprits: cut, cutSet: cut, shortfall: 1 / cut.length };
  }
  if (!search.complete) return { holds: undefined, actual: text('redundancy.verdict.unknown'), culprits: [], shortfall: 0 };
  return { holds: true, actual: text('redundancy.verdict.survives'), culprits: [], shortfall: 0 };
}

/**
 * What "any N KIND" may take away: links, elements of a kind or with a software (places too, where they are named), what
 * others run on or draw power from, or any element that can fail.
 */
function ofKind(facts: Facts, kind: string): Id[] {
  if (kind === 'link') return Object.keys(facts.links);
  const { kinds, software } = facts.model;
  if ((kind === 'host' || kind === 'power') && !Object.hasOwn(kinds, kind) && !Object.hasOwn(software, kind)) return supportingOthers(facts, kind);
  const elements = Object.values(facts.elements).filter((element) => countsAs(facts.model, element, kind) && !isInternet(element));
  return elements.filter((element) => kind !== 'element' || facts.ask(failable).has(element.id)).map((element) => element.id);
}

function supportingOthers(facts: Facts, kind: 'host' | 'power'): Id[] {
  const index = facts.ask(tree);
  const named = Object.values(facts.elements).flatMap((element) => (kind === 'host' ? element.hosts : element.poweredBy.flatMap((entry) => entry.anyOf)));
  const found = new Set(named.flatMap((id) => index.members(id)));
  // A machine that nothing is said to run on is one, too.
  return Object.values(facts.elements).filter((element) => found.has(element.id) || (kind === 'host' && hasRole(element, 'compute') && element.hosts.length === 0)).map((element) => element.id);
}

/** Figures are sums of many roundings: this much is no difference. */
const TOLERANCE = 1e-12;

function availability(facts: Facts, id: Id, comparator: Comparator, target: number): Answer | undefined {
  const found = figures(facts, id);
  if (!found) return undefined;
  if (!found.works) return { ...broken(facts, id), holds: compare(0, comparator, target) };
  const { unavailability, bounds } = found;
  if (unavailability !== undefined) {
    const holds = compare(1 - unavailability, comparator, target);
    return { holds, actual: text('redundancy.verdict.availability', { share: percentOf(unavailability) }), culprits: heaviest(facts, found), shortfall: unavailability };
  }
  const { low, high } = bounds!;
  const [atLow, atHigh] = [compare(low, comparator, target), compare(high, comparator, target)];
  const actual = text('redundancy.verdict.availability-bounds', { low: percentOf(1 - low), high: percentOf(1 - high) });
  return { holds: atLow === atHigh && comparator !== '=' ? atLow : undefined, actual, culprits: found.singlePoints, shortfall: 1 - high };
}

function compare(value: number, comparator: Comparator, target: number): boolean {
  const difference = value - target;
  switch (comparator) {
    case '>=': return difference >= -TOLERANCE;
    case '>': return difference > TOLERANCE;
    case '<=': return difference <= TOLERANCE;
    case '<': return difference < -TOLERANCE;
    case '=': return Math.abs(difference) <= TOLERANCE;
  }
}

/** The three components whose perfection would gain most. */
function heaviest(facts: Facts, found: Figures): Id[] {
  return gainsOf(facts, found).slice(0, 3).map((gain) => gain.id);
}

export interface Gain {
  id: Id;
  /** Minutes a year that would be gained if it never failed, nor was maintained. */
  minutes: number;
  /** Of these, the minutes that are planned. */
  planned: number;
  /** Minutes a year that a second one beside it would gain. */
  doubled: number;
  /** Unavailability that would be left. */
  left: number;
}

/** What each component costs, the heaviest first. */
export function gainsOf(facts: Facts, found: Figures): Gain[] {
  const u = found.unavailability ?? 0;
  return costsOf(found).sort((a, b) => b.failing + b.planned - a.failing - a.planned).map(({ element, failing, planned }) => ({
    id: element, minutes: (failing + planned) * MINUTES_PER_YEAR, planned: planned * MINUTES_PER_YEAR,
    doubled: doubledGain({ failing, planned }, facts.ask(reliability, element).unavailability) * MINUTES_PER_YEAR,
    left: Math.max(0, u - failing - planned),
  }));
}
