/** Which way round a way passes each of its links: both directions of a cable serve by themselves, whoever sends over it. */
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import { hostChain } from '../../facts/storage/machines.js';
import type { Id } from '../../model/model.js';
import type { Step } from './world.js';

/** A link of a way; `against`: from its second end to its first. */
export interface Passed { link: Id; against: boolean }

/** @param from where the way begins, as far as it is an element */
export function passedLinks(facts: Facts, from: Id | undefined, steps: readonly Step[]): Passed[] {
  let here = from;
  return steps.flatMap(({ to, links }) => {
    const start = here;
    here = to;
    let entered: Id | undefined;
    return links.flatMap((id, at): Passed[] => {
      const link = facts.links[id];
      if (!link) return [];
      const [a, b] = [link.a.element, link.b.element];
      const next = at === links.length - 1 ? to : undefined;
      const along = closeness(facts, a, entered ?? start) + closeness(facts, b, next);
      const against = closeness(facts, b, entered ?? start) + closeness(facts, a, next);
      entered = against > along ? a : b;
      return [{ link: id, against: against > along }];
    });
  });
}

/** How surely a link's end is the end at this element: itself, a part of it or what it runs on, a place around it, none of these. */
function closeness(facts: Facts, end: Id, element: Id | undefined): number {
  if (element === undefined) return 0;
  if (end === element) return 3;
  const index = facts.ask(tree);
  if (index.descendants(element).includes(end) || facts.ask(hostChain, element).includes(end)) return 2;
  return index.ancestry(element).some(({ id }) => id === end) ? 1 : 0;
}
