/**
 * Stateful filters that see one direction only of some pairs of equal ways: request and reply choose theirs each on its
 * own, so a connection works or hangs by chance. Only ways in use count, not those that wait for a failure; and only
 * filters that route, because the ways through a wire are chosen by spanning tree, the same for both directions.
 */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { activeWays, closure } from './active-ways.js';
import { stateKey } from './explore.js';
import { filters } from './filters.js';
import type { Exploration, Move } from './journey.js';

export function oneSidedFilters(facts: Facts, request: Exploration, reply: Exploration): Id[] {
  // Of datagrams a filter takes an answer for a new connection: where its rules let that through, the way works.
  if (request.request.protocol === 'udp') return [];
  const there = activeWays(request);
  const back = activeWays(reply);
  // Without addresses a packet is asked everywhere at once: which way it takes is not known.
  if ([...there, ...back].some((move) => move.floods)) return [];
  const found = new Map<string, Id>();
  const directions = [[there, back, request], [back, there, reply]] as const;
  // An echo request is all that its filter sees of it; that the answer goes past does no harm.
  for (const [mine, other, of] of request.request.protocol === 'icmp' ? directions.slice(1) : directions) {
    for (const move of mine) {
      const station = of.states[move.from]!.station;
      const policy = facts.ask(filters).ofDevice(station);
      if (move.from === 0 || !policy || policy.stateless) continue;
      const key = stateKey(facts, station);
      if (!found.has(key) && avoids(facts, other, of === request ? reply : request, key)) found.set(key, station);
    }
  }
  return [...found.values()];
}

/** True where some way arrives past the device, and past those that share its state. */
function avoids(facts: Facts, ways: readonly Move[], found: Exploration, key: string): boolean {
  const past = ways.filter((move) => move.from === 0 || stateKey(facts, found.states[move.from]!.station) !== key);
  const reached = closure([0], past, (move) => [move.from, move.to]);
  return found.delivered.some((state) => reached.has(state));
}
