/**
 * Where closing places is not enough, as with a hundred branches of the same make: of siblings of one kind the first few
 * are drawn and the others become one stack, "branch 4 and 96 more". Opened, it shows the next dozen, and the stack of
 * the others after them: no click makes a picture that nobody can read.
 */
import type { Id, Model } from '../model/model.js';

/** Always drawn. */
const FIRST = 3;
/** Fewer of a kind are no crowd: a stack of one would hide as much as it shows. */
const LEAST = FIRST + 2;
/** Shown with each opening. */
const BATCH = 12;

export interface Gathering {
  /** Who stands for others, and for whom. */
  families: ReadonlyMap<Id, readonly Id[]>;
  /** Who is stood for, and by whom. */
  representative: ReadonlyMap<Id, Id>;
}

interface Crowd {
  model: Model;
  childrenOf: Map<Id | undefined, Id[]>;
  collapsed: Set<Id>;
  opened: ReadonlySet<Id>;
  /** How many nodes are drawn in this one. */
  count(id: Id | undefined): number;
}

/** Takes the largest families together until few enough nodes remain; `childrenOf` and `collapsed` then say so. */
export function gatherBeyond(limit: number, crowd: Crowd): Gathering {
  const families = new Map<Id, Id[]>();
  const representative = new Map<Id, Id>();
  let visible = crowd.count(undefined);
  if (visible > limit) {
    for (const members of familiesOf(crowd).sort((a, b) => b.length - a.length)) {
      if (visible <= limit) break;
      const rest = beyondOpened(members, crowd.opened);
      const [first, ...others] = rest;
      if (first === undefined || others.length === 0) continue;
      families.set(first, others);
      for (const id of others) representative.set(id, first);
      crowd.collapsed.add(first);
      for (const [parent, siblings] of crowd.childrenOf) if (siblings.includes(first)) crowd.childrenOf.set(parent, siblings.filter((id) => representative.get(id) !== first));
      visible = crowd.count(undefined);
    }
  }
  return { families, representative };
}

/** Siblings of one kind that are drawn, in source order. Members of a group stand in its frame, each for itself. */
function familiesOf({ model, childrenOf, collapsed }: Crowd): Id[][] {
  const found: Id[][] = [];
  const pending: (Id | undefined)[] = [undefined];
  for (let parent = pending.pop(), first = true; first || parent !== undefined; parent = pending.pop(), first = false) {
    const alike = new Map<string, Id[]>();
    for (const id of childrenOf.get(parent) ?? []) {
      if (!collapsed.has(id)) pending.push(id);
      const key = model.elements[id] ? `element ${model.elements[id].kind}` : `group ${model.groups[id]!.mode}`;
      alike.set(key, [...(alike.get(key) ?? []), id]);
    }
    if (parent === undefined || !model.groups[parent]) found.push(...[...alike.values()].filter((each) => each.length >= LEAST));
  }
  return found;
}

/** Whoever was opened has his dozen shown; the stack begins after it. */
function beyondOpened(members: readonly Id[], opened: ReadonlySet<Id>): readonly Id[] {
  let at = FIRST;
  while (at < members.length && opened.has(members[at]!)) at += BATCH;
  return members.slice(at);
}
