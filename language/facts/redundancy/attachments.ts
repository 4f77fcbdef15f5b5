/** What every element is cabled to: by its own cables, or by those of what it runs on. */
import type { Element, Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { query, type Facts } from '../query.js';

/** By element; tunnels are no cables. Elements without a cable are left out. */
export const attachments = query('redundancy.attachments', (facts): Map<Id, Set<Id>> => {
  const cabled = new Map<Id, Set<Id>>();
  const note = (id: Id, other: Id): void => { cabled.set(id, (cabled.get(id) ?? new Set()).add(other)); };
  for (const { a, b, tunnel } of Object.values(facts.links)) {
    if (tunnel !== undefined) continue;
    note(a.element, b.element);
    note(b.element, a.element);
  }
  const found = new Map<Id, Set<Id>>();
  for (const element of Object.values(facts.elements)) {
    const own = throughHosts(facts, element, cabled);
    if (own) found.set(element.id, own);
  }
  return found;
});

function throughHosts(facts: Facts, element: Element, cabled: ReadonlyMap<Id, Set<Id>>): Set<Id> | undefined {
  const seen = new Set<Id>();
  for (let next: Element | undefined = element; next && !seen.has(next.id); next = facts.elements[next.hosts[0] ?? '']) {
    seen.add(next.id);
    const own = cabled.get(next.id);
    if (own) return own;
  }
  return undefined;
}

/** The switch itself, or the switches at the ends of a cable. */
export function switchesOf(facts: Facts, id: Id): Id[] {
  const link = facts.links[id];
  return (link ? [link.a.element, link.b.element] : [id]).filter((each) => {
    const element = facts.elements[each];
    return element !== undefined && hasRole(element, 'switch');
  });
}
