/** A packet that goes round between devices, as the stop that it comes to when its time to live is up. */
import type { Facts } from '../query.js';
import type { Blocked, Exploration } from './journey.js';
import { partyText } from './packet.js';
import { roundTrip } from './trace.js';

export function circled(facts: Facts, found: Exploration): Blocked | undefined {
  const round = roundTrip(found);
  if (!round) return undefined;
  const again = round.at(-1)!;
  const start = round.findIndex((move) => move.from === again.to);
  const circle = new Set(round.slice(start).map((move) => found.states[move.from]!.station));
  const names = [...new Set(round.map((move) => found.states[move.from]!.station))].filter((id) => circle.has(id));
  const station = found.states[again.from]!.station;
  const routed = again.acts.find((act) => act.type === 'routed');
  const origin = routed?.type === 'routed' && routed.use.type === 'static' ? routed.use.route.origin : facts.elements[station]!.origin;
  return { state: again.from, rank: 0, reason: 'routing-loop', element: station, origin, packet: again.packet, about: partyText(again.packet.to), others: [...names, names[0]!], acts: [] };
}
