/** Who keeps synchronous copies of whom: whichever of the two serves writes, the other one has the copy. */
import { tree } from '../../facts/network/tree.js';
import type { Planner } from './plan-of.js';

/** Asked when all that requests come to is known. */
export function planCopies(planner: Planner): void {
  const { facts, stations } = planner;
  const index = facts.ask(tree);
  for (const thing of [...Object.values(facts.groups), ...Object.values(facts.elements)]) {
    if ('instance' in thing && thing.instance) continue;
    for (const { from, to, mode } of thing.replications) {
      if (mode !== 'sync') continue;
      for (const [a, b] of index.members(from).flatMap((one) => index.members(to).map((other) => [one, other] as const))) {
        if (a === b || !facts.elements[a] || !facts.elements[b] || (planner.known(a) === undefined && planner.known(b) === undefined)) continue;
        const [first, second] = [planner.station(a), planner.station(b)];
        for (const [one, other] of [[first, second], [second, first]] as const) {
          const copies = stations[one]!.copies ??= [];
          if (!copies.includes(other)) copies.push(other);
        }
      }
    }
  }
}
