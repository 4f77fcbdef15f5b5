/**
 * Stateful filters that see one direction only of some pairs of equal ways: request and reply choose theirs each on its
 * own, so a connection works or hangs by chance. Only ways in use count, not those that wait for a failure. Of filters in
 * the line those count that every way across their wire passes: among several a spanning tree chooses, the same for both directions.
 */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { activeWays, closure } from './active-ways.js';
import { crossings } from './crossing.js';
import { stateKey } from './explore.js';
import { filters } from './filters.js';
import type { Exploration, Move } from './journey.js';
import { passedOnWay } from './passed.js';

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
    const passed = mine.flatMap((move) => judging(facts, move, of));
    if (passed.length === 0) continue;
    const whole = of === request ? reply : request;
    const others = passingOf(facts, other, whole);
    for (const filter of passed) {
      const key = stateKey(facts, filter);
      if (!found.has(key) && avoids(others, whole, key)) found.set(key, filter);
    }
  }
  return [...found.values()];
}

/** Filters with state that a move cannot but pass: the device that it leaves, those in the line of every way across the wire. */
function judging(facts: Facts, move: Move, of: Exploration): Id[] {
  const policies = facts.ask(filters);
  const lines = facts.ask(crossings);
  const { out, into, domain } = move.hop;
  const inLine = out && into && domain !== undefined
    ? [...move.judged.keys()].filter((id) => !lines.shortest(out, into, domain, new Set([...move.closed, id])))
    : [];
  return [...(move.from === 0 ? [] : [of.states[move.from]!.station]), ...inLine].filter((id) => policies.ofDevice(id)?.stateless === false);
}

/** Moves with the devices that they may pass, by what these know of connections together. */
function passingOf(facts: Facts, ways: readonly Move[], of: Exploration): { move: Move; keys: Set<string> }[] {
  return ways.map((move) => {
    const { out, into, domain } = move.hop;
    const line = move.judged.size > 0 && out && into && domain !== undefined ? passedOnWay(facts, facts.ask(crossings).all(out, into, domain, move.closed)) : [];
    return { move, keys: new Set([...(move.from === 0 ? [] : [of.states[move.from]!.station]), ...line].map((id) => stateKey(facts, id))) };
  });
}

/** True where some way arrives past the device, and past those that share its state. */
function avoids(ways: readonly { move: Move; keys: ReadonlySet<string> }[], found: Exploration, key: string): boolean {
  const reached = closure([0], ways.filter(({ keys }) => !keys.has(key)).map(({ move }) => move), (move) => [move.from, move.to]);
  return found.delivered.some((state) => reached.has(state));
}
