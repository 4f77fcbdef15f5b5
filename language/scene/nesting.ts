/** Who is drawn inside whom, what is collapsed, and which node therefore stands for each element and group. */
import { isInternet, isPlace } from '../model/queries.js';
import type { Id, Model, View } from '../model/model.js';
import { gatherBeyond } from './gathering.js';
import type { Grouping } from './grouping.js';
import type { SceneOptions } from './options.js';

const VISIBLE_LIMIT = 150;
/** A counted element is drawn instance by instance up to this many in an overview, and in a view that asked for detail. */
const INSTANCES_IN_OVERVIEW = 3;
const INSTANCES_IN_DETAIL = 8;

export interface Nesting {
  /** Every node that could be drawn, containers first. */
  ids: readonly Id[];
  parentOf: ReadonlyMap<Id, Id | undefined>;
  childrenOf: ReadonlyMap<Id | undefined, readonly Id[]>;
  collapsed: ReadonlySet<Id>;
  /** Who stands for others of its kind beside it, and for whom. */
  families: ReadonlyMap<Id, readonly Id[]>;
  /** The node that draws this element or group; undefined where nothing does. */
  stands(id: Id): Id | undefined;
  /** Ids of the elements inside, at any depth. */
  within(id: Id): Id[];
}

export function nest(model: Model, homes: ReadonlyMap<Id, Id | undefined>, visible: ReadonlySet<Id>, grouping: Grouping, view: View | undefined, options: SceneOptions): Nesting {
  const parentOf = new Map<Id, Id | undefined>();
  const inPicture = (id: Id | undefined): Id | undefined => (id !== undefined && visible.has(id) ? id : undefined);
  for (const element of Object.values(model.elements)) {
    if (visible.has(element.id)) parentOf.set(element.id, grouping.frameOf.get(element.id) ?? inPicture(homes.get(element.id)));
  }
  for (const id of grouping.frames.keys()) parentOf.set(id, grouping.frameOf.get(id) ?? inPicture(grouping.homeOf.get(id)));
  const childrenOf = childrenInOrder(parentOf, grouping);
  const limit = options.limit ?? VISIBLE_LIMIT;
  const opened = new Set(options.expanded ?? []);
  const collapsed = collapsedIds(model, childrenOf, view, options);
  const all = new Map(childrenOf);
  const close = (): void => collapseBeyond(limit, model, childrenOf, parentOf, new Set([...opened, ...options.like?.open ?? []]), collapsed);
  if (!options.gatherFirst) close();
  const { families, representative } = gatherBeyond(limit, { model, childrenOf, collapsed, opened, count: (id) => countIn(childrenOf, collapsed, id) });
  if (options.gatherFirst) close();
  const inside = (id: Id): Id[] => [...inOrder(all, id), ...(families.get(id) ?? []).flatMap((other) => [other, ...inOrder(all, other)])];
  return {
    ids: inOrder(childrenOf, undefined), parentOf, childrenOf, collapsed, families,
    stands: (id) => standIn(parentOf, collapsed, representative, id),
    within: (id) => inside(id).filter((each) => model.elements[each] !== undefined),
  };
}

/** Children in source order; a frame stands where its first member stood. */
function childrenInOrder(parentOf: ReadonlyMap<Id, Id | undefined>, grouping: Grouping): Map<Id | undefined, Id[]> {
  const childrenOf = new Map<Id | undefined, Id[]>();
  const placed = new Set<Id>();
  const put = (id: Id): void => {
    if (placed.has(id)) return;
    placed.add(id);
    const frame = grouping.frameOf.get(id);
    if (frame !== undefined) put(frame);
    const parent = parentOf.get(id);
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(id);
    else childrenOf.set(parent, [id]);
  };
  for (const id of parentOf.keys()) put(id);
  // Members stand in the group's order: primary first.
  for (const [frame, members] of grouping.frames) childrenOf.set(frame, members.filter((id) => placed.has(id)));
  return childrenOf;
}

function inOrder(childrenOf: ReadonlyMap<Id | undefined, readonly Id[]>, root: Id | undefined): Id[] {
  const found: Id[] = [];
  const stack = [...(childrenOf.get(root) ?? [])].reverse();
  while (stack.length > 0) {
    const id = stack.pop()!;
    found.push(id);
    const inner = childrenOf.get(id) ?? [];
    for (let index = inner.length - 1; index >= 0; index -= 1) stack.push(inner[index]!);
  }
  return found;
}

function standIn(parentOf: ReadonlyMap<Id, Id | undefined>, collapsed: ReadonlySet<Id>, representative: ReadonlyMap<Id, Id>, id: Id): Id | undefined {
  if (!parentOf.has(id)) return undefined;
  let stands = representative.get(id) ?? id;
  for (let parent = parentOf.get(id); parent !== undefined; parent = parentOf.get(parent)) {
    const standing = representative.get(parent);
    if (standing !== undefined) stands = standing;
    else if (collapsed.has(parent)) stands = parent;
  }
  return stands;
}

/** What is closed whatever the picture's size. */
function collapsedIds(model: Model, childrenOf: ReadonlyMap<Id | undefined, readonly Id[]>, view: View | undefined, options: SceneOptions): Set<Id> {
  const opened = new Set(options.expanded ?? []);
  const collapsed = new Set<Id>();
  const add = (id: Id): void => {
    if (!opened.has(id) && (childrenOf.get(id)?.length ?? 0) > 0) collapsed.add(id);
  };
  view?.collapse.forEach(add);
  options.collapsed?.forEach(add);
  options.like?.closed.forEach(add);
  const instances = view && view.show.some((each) => each.of.length > 0) ? INSTANCES_IN_DETAIL : INSTANCES_IN_OVERVIEW;
  for (const group of Object.values(model.groups)) if (group.counted && (childrenOf.get(group.id)?.length ?? 0) > instances) add(group.id);
  return collapsed;
}

function countIn(childrenOf: ReadonlyMap<Id | undefined, readonly Id[]>, collapsed: ReadonlySet<Id>, id: Id | undefined): number {
  return id !== undefined && collapsed.has(id) ? 0 : (childrenOf.get(id) ?? []).reduce((sum, child) => sum + 1 + countIn(childrenOf, collapsed, child), 0);
}

/** So many siblings of a kind are closed together: of two zones that are alike, one open and one closed would say that they differ. */
const TWINS = 4;

/** The same for elements of one kind in one place, or in places that are twins themselves, as what stands in every worker; undefined for groups. */
function twinKey(model: Model, parentOf: ReadonlyMap<Id, Id | undefined>, id: Id): string | undefined {
  if (!model.elements[id]) return undefined;
  const path: string[] = [];
  for (let at: Id | undefined = id; at !== undefined; at = parentOf.get(at)) path.push(model.elements[at]?.kind ?? at);
  return path.join(' ');
}

/** Innermost containers are closed first, those with most in them before others, until few enough nodes remain. */
function collapseBeyond(
  limit: number, model: Model, childrenOf: ReadonlyMap<Id | undefined, readonly Id[]>, parentOf: ReadonlyMap<Id, Id | undefined>, opened: ReadonlySet<Id>, collapsed: Set<Id>,
): void {
  const depth = (id: Id): number => {
    let levels = 0;
    for (let parent = parentOf.get(id); parent !== undefined; parent = parentOf.get(parent)) levels += 1;
    return levels;
  };
  const count = (id: Id | undefined): number => countIn(childrenOf, collapsed, id);
  let visible = count(undefined);
  if (visible <= limit) return;
  const shown = new Set(inOrder(new Map([...childrenOf].filter(([id]) => id === undefined || !collapsed.has(id))), undefined));
  const candidates = [...childrenOf.keys()].filter((id): id is Id => id !== undefined && shown.has(id) && !opened.has(id) && !collapsed.has(id) && !isInternet(model.elements[id]))
    .map((id) => ({ id, depth: depth(id), place: isPlace(model.elements[id]) }));
  const deepest = Math.max(0, ...candidates.map((each) => each.depth));
  for (let level = deepest; level >= 0 && visible > limit; level -= 1) {
    const here = candidates.filter((each) => each.depth === level).map((each) => ({ ...each, inside: count(each.id) })).sort((a, b) => b.inside - a.inside);
    const twins = new Map<string | undefined, typeof here>();
    for (const each of here) {
      const key = twinKey(model, parentOf, each.id);
      twins.set(key, [...(twins.get(key) ?? []).slice(0, TWINS), each]);
    }
    for (const each of here) {
      if (visible <= limit) break;
      const key = twinKey(model, parentOf, each.id);
      const alike = key === undefined ? [each] : twins.get(key)!;
      for (const { id, inside } of alike.length <= TWINS ? alike : [each]) {
        if (collapsed.has(id)) continue;
        collapsed.add(id);
        visible -= inside;
      }
    }
  }
}
