/** Who keeps synchronous copies of whom: whichever of the two serves writes, the other one has the copy. */
import { syncCopies } from '../../facts/capacity/sync-copies.js';
import type { Planner } from './plan-of.js';

/** Asked when all that requests come to is known. */
export function planCopies(planner: Planner): void {
  const { facts, stations } = planner;
  for (const [a, b] of facts.ask(syncCopies)) {
    if (planner.known(a) === undefined && planner.known(b) === undefined) continue;
    const [first, second] = [planner.station(a), planner.station(b)];
    for (const [one, other] of [[first, second], [second, first]] as const) {
      const copies = stations[one]!.copies ??= [];
      if (!copies.includes(other)) copies.push(other);
    }
  }
}
