/** The `allow` that opens exactly what a filter stopped, in the block that stopped it. */
import { partyNamed, type Trouble } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent, Statement } from '../../model/edit.js';
import type { Fix } from '../../model/finding.js';
import type { Endpoint, Id } from '../../model/model.js';
import { spoken } from './stopped-flow.js';

type Side = Id | { literal: string };

/** The name that the flow uses where the packet still is what it names at this hop, else the address. */
function side(facts: Facts, written: Endpoint[], party: string, end: 'source' | 'destination'): Side {
  for (const endpoint of written) {
    if (endpoint.type === 'ids' && partyNamed(facts, endpoint, end, party)) return endpoint.ids[0]!;
  }
  return facts.elements[party] ? party : { literal: party };
}

const worded = (facts: Facts, each: Side): string => (typeof each === 'string' ? spoken(facts, each) : each.literal);

/** Whose packet it was where it stopped, as the flow calls it. */
export function sourceOf(facts: Facts, trouble: Trouble): string {
  return worded(facts, side(facts, facts.flows[trouble.flow]!.from, trouble.stop.packet.from, 'source'));
}

export function openingFixes(facts: Facts, trouble: Trouble): Fix[] {
  const { stop } = trouble;
  if (!stop.judged) return [];
  const flow = facts.flows[trouble.flow]!;
  const from = side(facts, flow.from, stop.packet.from, 'source');
  const to = side(facts, flow.to, stop.packet.to, 'destination');
  const own = stop.judged.block !== 'rules';
  const leaving = own && trouble.found.trace.hops.length <= 2;
  const statement: Statement = {
    type: 'rule', action: 'allow', over: [stop.packet.port],
    ...(own && !leaving ? {} : { to: [to] }),
    ...(leaving ? {} : { from: [from] }),
  };
  const owner = facts.elements[stop.judged.id]?.instance?.group ?? stop.judged.id;
  const edit: EditIntent = {
    type: 'add', into: owner, statements: [statement],
    ...(stop.judged.block === 'inbound' ? { block: 'inbound' } : {}),
    // A rule that denies is passed only by one before it.
    ...(stop.reason === 'denied-by-rule' ? { before: stop.origin } : {}),
  };
  return [{
    title: text('network.flow-denied.fix', { from: worded(facts, from), to: worded(facts, to), port: stop.packet.port, by: spoken(facts, stop.judged.id) }),
    edits: [edit],
    preferred: true,
  }];
}
