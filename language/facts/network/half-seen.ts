/** Stateful filters that see one direction of a connection only. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { activeWays } from './active-ways.js';
import { crossings } from './crossing.js';
import { stateKey } from './explore.js';
import { filters } from './filters.js';
import type { Exploration, Move } from './journey.js';
import { passedOnWay } from './passed.js';
import { lineHops } from './trace.js';

/** Devices that some way of the reply passes, by what they know of connections together. */
export function passedByReply(facts: Facts, reply: Exploration): Set<string> {
  const returned = new Set<string>();
  for (const move of activeWays(reply)) {
    returned.add(stateKey(facts, reply.states[move.from]!.station));
    if (move.hop.tunnel !== undefined) continue;
    const ways = facts.ask(crossings).all(move.hop.out!, move.hop.into!, move.hop.domain!, move.closed);
    for (const id of passedOnWay(facts, ways)) returned.add(stateKey(facts, id));
  }
  return returned;
}

/** A stateful filter on the request's way that no reply comes back through: it takes the third packet for invalid. */
export function halfSeenOn(facts: Facts, move: Move, returned: ReadonlySet<string>): Id | undefined {
  const policies = facts.ask(filters);
  const judging = move.acts.flatMap((act) => (act.type === 'judged' && act.verdict.block === 'rules' ? [act.verdict.by] : []));
  const line = move.judged.size === 0 ? [] : lineHops(facts, move, undefined).hops.map((hop) => hop.element).filter((id) => move.judged.has(id));
  return [...judging, ...line].find((id) => {
    const policy = policies.ofDevice(id);
    return policy !== undefined && !policy.stateless && !returned.has(stateKey(facts, id));
  });
}
