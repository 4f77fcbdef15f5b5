/** Minimal cut sets as they are listed: named, in the order of the source, smaller ones first. */
import type { Id } from '../../model/model.js';
import type { Budget } from './budget.js';
import { searchCutSets, type CutSearch } from './cut-search.js';
import type { Diagram } from './diagram.js';
import type { Node } from './node-store.js';
import { componentOf } from './structure.js';
import type { Subject } from './subject.js';
import { Zbdd } from './zbdd.js';

/** More sets than anybody reads. */
const MOST_CUT_SETS = 20_000;

export interface CutSets {
  cutSets: Id[][];
  /** False where there are more than are listed. */
  cutSetsComplete: boolean;
}

export function cutSetsOf(subject: Subject, { bdd, variables, thresholds }: Diagram, f: Node, order: number, budget: Budget): CutSets {
  const zbdd = new Zbdd(budget);
  // A large threshold bears so many failures that it is in no cut set of the order; where it is, there are too many to list.
  const large = variables.flatMap((variable, level) => (thresholds.has(variable) ? [{ level, tolerates: thresholds.get(variable)!.tolerates }] : []));
  const family = zbdd.minimalCutSets(bdd, large.reduce((drawn, { level }) => bdd.restrict(drawn, level, true), f), order);
  const names = (set: number[]): Id[] => set.map((level) => componentOf(subject.from.circuit, variables[level]!)!);
  const listed = [...zbdd.sets(family, MOST_CUT_SETS + 1)].map(names);
  const apart = order >= 1 ? subject.apart.map((gate) => [componentOf(subject.from.circuit, gate)!]) : [];
  return { cutSets: inOrder(subject, [...apart, ...listed]).slice(0, MOST_CUT_SETS), cutSetsComplete: listed.length + apart.length <= MOST_CUT_SETS && large.every(({ tolerates }) => tolerates > order) };
}

function inOrder(subject: Subject, sets: Id[][]): Id[][] {
  const place = new Map([...subject.from.selves.keys()].map((id, index) => [id, index]));
  const compare = (a: Id[], b: Id[]): number => {
    if (a.length !== b.length) return a.length - b.length;
    const at = a.findIndex((id, i) => id !== b[i]);
    return at < 0 ? 0 : place.get(a[at]!)! - place.get(b[at]!)!;
  };
  return sets.map((set) => [...set].sort((a, b) => place.get(a)! - place.get(b)!)).sort(compare);
}

/** Cut sets found one by one, without a diagram. */
export function searchedCutSets(subject: Subject, order: number, budget: Budget): { cutSets: CutSets; search: CutSearch } {
  const { from } = subject;
  const search = searchCutSets(from.propagation, subject.root, from.failable, Math.max(order, 2), budget);
  const sets = inOrder(subject, search.cuts.filter((cut) => cut.length <= order).map((set) => set.map((gate) => componentOf(from.circuit, gate)!)));
  return { search, cutSets: { cutSets: sets.slice(0, MOST_CUT_SETS), cutSetsComplete: search.complete && sets.length <= MOST_CUT_SETS } };
}
