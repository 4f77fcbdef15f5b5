/** What devices remember of a connection when its reply comes, and what they have not seen. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { activeWays } from './active-ways.js';
import { crossings } from './crossing.js';
import { stateKey } from './explore.js';
import { filters } from './filters.js';
import type { Exploration, Memory, Move } from './journey.js';
import { packetKey } from './packet.js';
import { passedOnWay } from './passed.js';
import { usefulMoves } from './path-graph.js';
import { lineHops } from './trace.js';

/** What the devices on accepted ways keep: which connections they saw, and how they translated them. */
export function remember(facts: Facts, request: Exploration): Memory {
  const policies = facts.ask(filters);
  const memory: Memory = { saw: new Set(), sawNow: new Set(), tracked: new Set(), trackedNow: new Set(), translated: new Map() };
  const now = new Set(activeWays(request));
  for (const move of usefulMoves(request)) {
    const saw = (id: Id): void => {
      if (policies.ofDevice(id)?.stateless) return;
      memory.saw.add(stateKey(facts, id));
      if (now.has(move)) memory.sawNow.add(stateKey(facts, id));
    };
    const state = request.states[move.from]!;
    for (const act of move.acts) if (act.type === 'judged') saw(act.verdict.by);
    for (const id of judgingOnWay(facts, move)) saw(id);
    if (facts.elements[state.station]!.network.nat.length > 0) {
      memory.tracked.add(stateKey(facts, state.station));
      if (now.has(move)) memory.trackedNow.add(stateKey(facts, state.station));
    }
    if (packetKey(state.packet) !== packetKey(move.packet)) {
      const key = stateKey(facts, state.station);
      const rules = move.acts.flatMap((act) => (act.type === 'translated' ? [act.rule] : []));
      memory.translated.set(key, [...(memory.translated.get(key) ?? []), { rules, before: state.packet, after: move.packet }]);
    }
  }
  return memory;
}

/** Filters in the line of a move that lie on some way across it. */
function judgingOnWay(facts: Facts, move: Move): Id[] {
  if (move.judged.size === 0 || move.hop.tunnel !== undefined) return [];
  const ways = facts.ask(crossings).all(move.hop.out!, move.hop.into!, move.hop.domain!, move.closed);
  return passedOnWay(facts, ways).filter((id) => move.judged.has(id));
}

/** A filter with state that knows the connection only from a way that waits for a failure: while all is well it does not. */
export function unseenBy(facts: Facts, move: Move, memory: Memory): Id | undefined {
  if (move.rank !== 0) return undefined;
  const unseen = [...move.acts, ...move.judged.values()].flatMap((act) => (act.type === 'passed-by-state' && !memory.sawNow.has(stateKey(facts, act.by)) ? [act.by] : []));
  if (unseen.length === 0) return undefined;
  const line = new Set(lineHops(facts, move, undefined).hops.map((hop) => hop.element));
  const policies = facts.ask(filters);
  // Of UDP a filter asks its rules, as for a first packet.
  return unseen.find((id) => (line.has(id) || !move.judged.has(id)) && (move.packet.protocol !== 'udp' || !policies.judge(policies.ofDevice(id)!, move.packet).allowed));
}
