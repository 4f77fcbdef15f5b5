/** Elements, groups, links and flows of two revisions: added, removed, changed and in what. */
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import type { Matching } from './match.js';
import { linesOf, traitsOf, type Part, type Trait } from './traits.js';

export type Sort = 'element' | 'group' | 'security-group' | 'link' | 'flow';
export type Change = 'added' | 'removed' | 'changed';

/** One statement's word and what is no longer, and what is now said by it. */
export interface TraitChange {
  word: string;
  before: string[];
  after: string[];
}

export interface PartChange {
  sort: Sort;
  /** In the head; in the base where it was removed. */
  id: Id;
  /** Its id in the base, where that is another. */
  was?: Id;
  change: Change;
  /** Of what was changed. */
  traits: TraitChange[];
  /** How many instances of a counted element this stands for. */
  instances?: number;
  origin: Origin;
}

/** A line of a filter, or of translation, on a device that is in both revisions. */
export interface RuleChange {
  on: Id;
  word: string;
  /** Moved: it is judged earlier or later among the lines that stayed. */
  change: 'added' | 'removed' | 'moved';
  text: string;
  origin: Origin;
}

const SORTS = [['elements', 'element'], ['groups', 'group'], ['securityGroups', 'security-group'], ['links', 'link'], ['flows', 'flow']] as const;

export function partChanges(base: Model, head: Model, matching: Matching): { parts: PartChange[]; rules: RuleChange[] } {
  const changes: PartChange[] = [];
  const rules: RuleChange[] = [];
  const nameOf = (id: Id): Id => matching.toHead.get(id) ?? id;
  const scaled = rescalings(base, head, matching);
  for (const { id, traits } of scaled) changes.push({ sort: 'element', id, change: 'changed', traits, origin: (head.groups[id] ?? head.elements[id]!).origin });
  const counted = new Set(scaled.map(({ id }) => id));
  const told = (part: Part, model: Model): boolean => {
    const id = 'kind' in part ? part.instance?.group ?? part.id : part.id;
    return counted.has(model === base ? matching.toHead.get(id) ?? '' : id);
  };
  for (const [slice, sort] of SORTS) {
    const [was, is]: [Record<Id, Part>, Record<Id, Part>] = [base[slice], head[slice]];
    for (const part of Object.values(was)) {
      const other = is[matching.toHead.get(part.id) ?? ''];
      if (!other && !told(part, base)) changes.push({ sort, id: part.id, change: 'removed', traits: [], origin: part.origin });
    }
    for (const part of Object.values(is)) {
      const other = was[matching.toBase.get(part.id) ?? ''];
      if (!other) {
        if (!told(part, head)) changes.push({ sort, id: part.id, change: 'added', traits: [], origin: part.origin });
        continue;
      }
      const traits = traitChanges(traitsOf(other, nameOf), traitsOf(part, (id) => id));
      const renamed = localName(other) !== localName(part);
      if (renamed && (sort !== 'link' && sort !== 'flow')) traits.unshift({ word: 'name', before: [localName(other)], after: [localName(part)] });
      if (traits.length > 0) changes.push({ sort, id: part.id, ...(other.id === part.id ? {} : { was: other.id }), change: 'changed', traits, origin: part.origin });
      rules.push(...ruleChanges(other, part));
    }
  }
  return { parts: gathered(changes, base, head), rules: gatheredRules(rules, head) };
}

/** Elements that have another count than one in one of the revisions only: what else is said of them, and how many there are. */
function rescalings(base: Model, head: Model, { toHead }: Matching): { id: Id; traits: TraitChange[] }[] {
  const nameOf = (id: Id): Id => toHead.get(id) ?? id;
  return [...toHead].flatMap(([from, to]) => {
    const [before, after] = [base.groups[from], head.groups[to]];
    const [one, other] = [base.elements[from] ?? base.elements[before?.members[0]?.id ?? ''], head.elements[to] ?? head.elements[after?.members[0]?.id ?? '']];
    const rescaled = (base.elements[from] && after?.counted) || (before?.counted && head.elements[to]);
    if (!rescaled || !one || !other) return [];
    const count: TraitChange = { word: 'count', before: [String(before?.members.length ?? 1)], after: [String(after?.members.length ?? 1)] };
    return [{ id: to, traits: [count, ...traitChanges(traitsOf(one, nameOf), traitsOf(other, (id) => id))] }];
  });
}

function localName(part: Part): string {
  return part.parent === undefined ? part.id : part.id.slice(part.parent.length + 1);
}

function traitChanges(before: readonly Trait[], after: readonly Trait[]): TraitChange[] {
  const words = [...new Set([...before, ...after].map(({ word }) => word))];
  return words.flatMap((word) => {
    const [was, is] = [before, after].map((traits) => traits.filter((trait) => trait.word === word).flatMap(({ said }) => said)) as [string[], string[]];
    const [gone, come] = [without(was, is), without(is, was)];
    return gone.length + come.length > 0 ? [{ word, before: gone, after: come }] : order(word, was, is);
  });
}

/** Whoever is named first is the primary; elsewhere the order says nothing. */
function order(word: string, was: string[], is: string[]): TraitChange[] {
  return word === 'members' && was.some((each, index) => each !== is[index]) ? [{ word, before: was, after: is }] : [];
}

/** What is in one list more often than in the other. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((each) => {
    const at = left.indexOf(each);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

// ---------------------------------------------------------------------------------------------- counted elements

/** What happened alike to every instance of a counted element is said once, of the element. */
function gathered(changes: readonly PartChange[], base: Model, head: Model): PartChange[] {
  const whole = new Map<Id, PartChange>();
  const byGroup = new Map<Id, PartChange[]>();
  for (const change of changes) {
    const model = change.change === 'removed' ? base : head;
    if (change.sort === 'group' && model.groups[change.id]?.counted) whole.set(keyOf(change, change.id), change);
    const group = change.sort === 'element' ? model.elements[change.id]?.instance?.group : undefined;
    if (group !== undefined) byGroup.set(keyOf(change, group), [...(byGroup.get(keyOf(change, group)) ?? []), change]);
  }
  const swallowed = new Set<PartChange>();
  const extra = new Map<PartChange, PartChange>();
  const made: PartChange[] = [];
  for (const [key, each] of byGroup) {
    const group = whole.get(key);
    if (each[0]!.change !== 'changed') {
      // All come or go with the element itself; single ones stay by themselves.
      if (!group) continue;
      each.forEach((change) => swallowed.add(change));
      extra.set(group, { ...group, sort: 'element', instances: each.length });
      continue;
    }
    const id = head.elements[each[0]!.id]!.instance!.group;
    const alike = each.length === head.groups[id]!.members.length && each.every(({ traits }) => JSON.stringify(sayable(traits)) === JSON.stringify(sayable(each[0]!.traits)));
    if (!alike) continue;
    each.forEach((change) => swallowed.add(change));
    const traits = sayable(each[0]!.traits);
    if (group) extra.set(group, { ...group, sort: 'element', traits: [...group.traits, ...traits.filter(({ word }) => !group.traits.some((other) => other.word === word))], instances: each.length });
    else if (traits.length > 0) made.push({ ...withoutWas(each[0]!), id, traits, instances: each.length, origin: head.groups[id]!.origin });
  }
  return [...changes.filter((change) => !swallowed.has(change)).map((change) => extra.get(change) ?? change), ...made];
}

function withoutWas({ was: _, ...change }: PartChange): PartChange {
  return change;
}

/** The number of an instance is no name that anybody gave. */
function sayable(traits: readonly TraitChange[]): TraitChange[] {
  return traits.filter(({ word }) => word !== 'name');
}

function keyOf({ change }: PartChange, group: Id): string {
  return `${change} ${group}`;
}

// --------------------------------------------------------------------------------------------------------- rules

/** A line that came, went or moved on every instance of a counted element is one line of the source. */
function gatheredRules(rules: readonly RuleChange[], head: Model): RuleChange[] {
  const key = ({ word, change, text, on }: RuleChange): string => JSON.stringify([word, change, text, head.elements[on]?.instance?.group]);
  const counts = new Map<string, number>();
  for (const rule of rules) counts.set(key(rule), (counts.get(key(rule)) ?? 0) + 1);
  const said = new Set<string>();
  return rules.flatMap((rule) => {
    const group = head.elements[rule.on]?.instance?.group;
    if (group === undefined || counts.get(key(rule)) !== head.groups[group]?.members.length) return [rule];
    if (said.has(key(rule))) return [];
    said.add(key(rule));
    return [{ ...rule, on: group }];
  });
}

function ruleChanges(before: Part, after: Part): RuleChange[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  return is.flatMap(({ word, said }, index) => {
    const old = was[index]?.said ?? [];
    const stays = new Set(longestCommon(old, said).map(([, at]) => at));
    const keeps = new Set(longestCommon(old, said).map(([at]) => at));
    const gone = old.flatMap((text, at) => (keeps.has(at) ? [] : [{ text, at }]));
    const come = said.flatMap((text, at) => (stays.has(at) ? [] : [{ text, at }]));
    const moved = without(come.map(({ text }) => text), without(come.map(({ text }) => text), gone.map(({ text }) => text)));
    const take = (list: string[], text: string): boolean => {
      const found = list.indexOf(text);
      if (found >= 0) list.splice(found, 1);
      return found >= 0;
    };
    const [here, there] = [[...moved], [...moved]];
    return [
      ...gone.filter(({ text }) => !take(here, text)).map(({ text, at }): RuleChange => ({ on: after.id, word, change: 'removed', text, origin: originOfLine(before, word, at) })),
      ...come.map(({ text, at }): RuleChange => ({ on: after.id, word, change: take(there, text) ? 'moved' : 'added', text, origin: originOfLine(after, word, at) })),
    ];
  });
}

function originOfLine(part: Part, word: string, at: number): Origin {
  const lines = 'kind' in part ? (word === 'rule' ? part.network.rules : word === 'translation' ? part.network.nat : part.network.inbound?.rules ?? []) : 'rules' in part ? part.rules : [];
  return lines[at]?.origin ?? part.origin;
}

/** Lists of this many lines are compared from both ends only: a table of all pairs would not fit. */
const MOST_CELLS = 4_000_000;

/** Index pairs of a longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const pairs: [number, number][] = Array.from({ length: start }, (_, index) => [index, index]);
  const [rows, columns] = [a.length - start - end, b.length - start - end];
  if (rows * columns <= MOST_CELLS) pairs.push(...between(a, b, start, rows, columns));
  for (let index = end; index > 0; index -= 1) pairs.push([a.length - index, b.length - index]);
  return pairs;
}

function between(a: readonly string[], b: readonly string[], start: number, rows: number, columns: number): [number, number][] {
  const best = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) best[i]![j] = a[start + i] === b[start + j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
  }
  const found: [number, number][] = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (a[start + i] === b[start + j]) found.push([start + i++, start + j++]);
    else if (best[i + 1]![j]! >= best[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return found;
}
