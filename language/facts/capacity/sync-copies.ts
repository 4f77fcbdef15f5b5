/**
 * Synchronous copies: a write is acknowledged after each copy of it has been made, so that it holds its worker for the way to
 * the farthest of them and back. The copy takes nobody's worker. Whichever of the two serves, the other one has the copy.
 */
import type { Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { wayBetween } from './ways.js';

/** Pairs, in the order in which they are written. */
export const syncCopies = query('capacity.sync-copies', (facts): [Id, Id][] => {
  const index = facts.ask(tree);
  return [...Object.values(facts.groups), ...Object.values(facts.elements)].flatMap((thing) => {
    if ('instance' in thing && thing.instance) return [];
    return thing.replications.filter(({ mode }) => mode === 'sync').flatMap(({ from, to }) => index.members(from).flatMap((a) => index.members(to).map((b): [Id, Id] => [a, b])))
      .filter(([a, b]) => a !== b && facts.elements[a] !== undefined && facts.elements[b] !== undefined);
  });
});

const copiesBy = query('capacity.copies-by', (facts): Map<Id, Set<Id>> => {
  const found = new Map<Id, Set<Id>>();
  for (const [a, b] of facts.ask(syncCopies)) {
    for (const [one, other] of [[a, b], [b, a]] as const) found.set(one, (found.get(one) ?? new Set()).add(other));
  }
  return found;
});

/** Who has a copy of what this element acknowledges. */
export function copiesOf(facts: Facts, id: Id): Id[] {
  return [...facts.ask(copiesBy).get(id) ?? []];
}

/** Seconds that a write of so many bytes waits for its copies. */
export function copyTime(facts: Facts, id: Id, bytes: number): number {
  return copiesOf(facts, id).reduce((longest, to) => {
    const { latency, perByte } = wayBetween(facts, id, to);
    return Math.max(longest, latency + perByte * bytes);
  }, 0);
}
