/**
 * Who contains whom, as an index that rests on elements and groups alone: the analyses ask for children, ancestors and groups of thousands of elements, and
 * a scan of the model for each would be quadratic.
 */
import type { Element, Group, Id } from '../../model/model.js';
import { query } from '../query.js';

export interface Tree {
  /** Elements directly inside, in source order. */
  children: Map<Id, Id[]>;
  /** Everything inside, at any depth. */
  descendants(id: Id): Id[];
  /** The element itself, then its containers, innermost first. */
  ancestry(id: Id): Element[];
  /** Groups that have the element as a member, directly or through other groups. */
  groupsOf: Map<Id, Group[]>;
  /** Members of a group resolved to elements; an element is its own. */
  members(id: Id): Id[];
}

export const tree = query('network.tree', (facts): Tree => {
  const { elements, groups } = facts;
  const children = new Map<Id, Id[]>();
  for (const element of Object.values(elements)) {
    if (element.parent === undefined) continue;
    const siblings = children.get(element.parent);
    if (siblings) siblings.push(element.id);
    else children.set(element.parent, [element.id]);
  }
  const members = new Map<Id, Id[]>();
  const membersOf = (id: Id): Id[] => {
    let known = members.get(id);
    if (!known) {
      const found = new Set<Id>();
      const seen = new Set<Id>();
      const visit = (each: Id): void => {
        if (seen.has(each)) return;
        seen.add(each);
        const group = groups[each];
        if (group) group.members.forEach((member) => visit(member.id));
        else if (elements[each]) found.add(each);
      };
      visit(id);
      members.set(id, known = [...found]);
    }
    return known;
  };
  const groupsOf = new Map<Id, Group[]>();
  for (const group of Object.values(groups)) {
    for (const member of membersOf(group.id)) {
      const known = groupsOf.get(member);
      if (known) known.push(group);
      else groupsOf.set(member, [group]);
    }
  }
  return {
    children,
    groupsOf,
    members: membersOf,
    descendants: (id) => {
      const found: Id[] = [];
      const seen = new Set<Id>([id]);
      const pending = [...(children.get(id) ?? [])].reverse();
      while (pending.length > 0) {
        const next = pending.pop()!;
        if (seen.has(next)) continue;
        seen.add(next);
        found.push(next);
        pending.push(...[...(children.get(next) ?? [])].reverse());
      }
      return found;
    },
    ancestry: (id) => {
      const found: Element[] = [];
      const seen = new Set<Id>();
      let current: Id | undefined = id;
      while (current !== undefined && !seen.has(current)) {
        seen.add(current);
        const element: Element | undefined = elements[current];
        if (element) found.push(element);
        current = element?.parent ?? groups[current]?.parent;
      }
      return found;
    },
  };
});

const DEVICES = ['switch', 'router', 'filter', 'place', 'part'] as const;

/** True for what stands in the way of traffic rather than at its ends: a place as an endpoint leaves these out. */
export function isDevice(element: Element): boolean {
  return DEVICES.some((role) => element.roles.includes(role));
}
