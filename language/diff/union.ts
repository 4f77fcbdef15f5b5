/** Both revisions as one model, for the picture: the head, and what was removed from it where it stood. No analysis reads it. */
import type { Element, Id, Model } from '../model/model.js';
import type { Matching } from './match.js';

export function union(base: Model, head: Model, matching: Matching): Model {
  const ghosts = <T extends { id: Id }>(record: Record<Id, T>): T[] => Object.values(record).filter(({ id }) => !matching.toHead.has(id)).map((part) => renamed(part, matching));
  const groups = Object.fromEntries([...Object.values(head.groups), ...ghosts(base.groups)].map((group) => [group.id, group]));
  for (const was of Object.values(base.groups)) {
    const group = groups[matching.toHead.get(was.id) ?? ''];
    // A counted element's stack shows how many there are; who is gone stands beside it.
    if (!group || group.counted) continue;
    const gone = was.members.filter(({ id }) => !matching.toHead.has(id));
    if (gone.length > 0) groups[group.id] = { ...group, members: [...group.members, ...gone] };
  }
  return {
    ...head,
    elements: Object.fromEntries(inPlace(Object.values(head.elements), Object.values(base.elements), ghosts(base.elements), matching).map((element) => [element.id, element])),
    groups,
    securityGroups: { ...Object.fromEntries(ghosts(base.securityGroups).map((group) => [group.id, group])), ...head.securityGroups },
    links: { ...head.links, ...Object.fromEntries(ghosts(base.links).map((link) => [link.id, link])) },
    flows: { ...head.flows, ...Object.fromEntries(ghosts(base.flows).map((flow) => [flow.id, flow])) },
    references: [],
  };
}

/** After whom they followed in the base, and never before what contains them: the picture then moves little. */
function inPlace(head: readonly Element[], base: readonly Element[], ghosts: readonly Element[], { toHead }: Matching): Element[] {
  const rank = new Map<Id, number>(head.map(({ id }, index) => [id, index]));
  const ghost = new Map(ghosts.map((element) => [element.id, element]));
  const placed: { element: Element; at: number; order: number }[] = head.map((element, at) => ({ element, at, order: 0 }));
  let at = -1;
  let order = 0;
  for (const { id } of base) {
    const same = toHead.get(id);
    if (same !== undefined) {
      at = rank.get(same) ?? at;
      continue;
    }
    const element = ghost.get(id);
    if (!element) continue;
    order += 1;
    at = Math.max(at, element.parent === undefined ? -1 : rank.get(element.parent) ?? -1);
    rank.set(id, at);
    placed.push({ element, at, order });
  }
  return placed.sort((a, b) => a.at - b.at || a.order - b.order).map(({ element }) => element);
}

/** Names, never ids. */
const WORDS = new Set(['name', 'label', 'title', 'text', 'description', 'uri', 'word', 'kind', 'owner', 'doc', 'technology']);

/** A removed part speaks of the others under the names that they have now. */
function renamed<T>(part: T, { toHead }: Matching): T {
  const names = new Map([...toHead].filter(([base, head]) => base !== head));
  if (names.size === 0) return part;
  const map = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(map);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, WORDS.has(name) ? each : map(each)]));
  };
  return map(part) as T;
}
