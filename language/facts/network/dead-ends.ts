/**
 * Equal ways of which one does not arrive: a device spreads connections over several next hops or targets, and what it puts
 * on one of them ends in a denial, at nobody, or in a circle, while the rest works. Batfish calls it a violation of
 * multipath consistency (Fogel et al. 2015). Ways that wait for a failure do not count.
 */
import type { Facts } from '../query.js';
import { closure } from './active-ways.js';
import type { Blocked, Exploration } from './journey.js';
import { circled } from './circle.js';

/** Where ways in use end without arriving. Nothing where it is not known which way a packet takes. */
export function deadEnds(facts: Facts, found: Exploration): Blocked[] {
  const moves = found.moves.filter((move) => move.rank === 0);
  if (moves.some((move) => move.floods)) return [];
  const reached = closure([0], moves, (move) => [move.from, move.to]);
  const ends = found.blocked.filter((each) => each.rank === 0 && !each.elsewhere && reached.has(each.state));
  // Without a second way into some state nothing goes round.
  const circle = moves.length >= found.states.length ? circled(facts, found) : undefined;
  return circle ? [...ends, circle] : ends;
}
