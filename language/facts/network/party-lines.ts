/**
 * Everybody who may send or receive, laid out on one line: IPv4 addresses, IPv6 addresses, then those that have no
 * address and stand for themselves. A set of parties becomes spans on it, so that sets of packets can be reckoned with;
 * a party lies on the spans of a set exactly if `partySets` says that the set has it.
 */
import type { Id } from '../../model/model.js';
import { notPublic, parseAddress, type Ip, type IpRange } from '../../model/ip.js';
import { query } from '../query.js';
import { isOnInternet, partySets, type PartySet } from './endpoints.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import { EVERY_SERVICE, EVERY_SOURCE_PORT, type Box, type PacketSet } from './packet-sets.js';
import type { Party } from './packet.js';
import { silentParty } from './parties.js';
import { spansOf, unionOf, without, type Span, type Spans } from './spans.js';
import { stations } from './stations.js';

export interface PartyLines {
  of(set: PartySet): Spans;
  ofAll(sets: readonly PartySet[]): Spans;
  /** Undefined for a station that has addresses: it never sends without one. */
  place(party: Party): bigint | undefined;
  everybody: Spans;
  /** Addresses of one family. */
  family: { 4: Spans; 6: Spans };
  /** Every public address that nobody owns: the internet's own. */
  unowned: Spans;
  /** Every packet that there can be: both ends of one family, or one of them without an address. */
  packets: PacketSet;
}

const FIRST_V6 = 1n << 32n;
const FIRST_SILENT = FIRST_V6 + (1n << 128n);
const V4: Span = { low: 0n, high: FIRST_V6 - 1n };
const V6: Span = { low: FIRST_V6, high: FIRST_SILENT - 1n };

export function addressAt(ip: Ip): bigint {
  return ip.family === 4 ? ip.value : FIRST_V6 + ip.value;
}

function spanOf(range: IpRange): Span {
  return { low: addressAt({ family: range.family, value: range.low }), high: addressAt({ family: range.family, value: range.high }) };
}

export const partyLines = query('network.party-lines', (facts): PartyLines => {
  const sets = facts.ask(partySets);
  const byId = facts.ask(stations);
  const silent = new Map<Id, bigint>();
  /** By the subnets that they stand in, which decide as much as their names. */
  const around = new Map<string, { party: Party; ids: Id[] }>();
  for (const { id } of byId.all) {
    const addressed = (facts.ask(interfaces).of.get(id) ?? []).some((made) => made.addresses.some((own) => own.group === undefined));
    if (addressed || isOnInternet(facts, facts.elements[id]!)) continue;
    silent.set(id, FIRST_SILENT + BigInt(silent.size));
    const party = silentParty(facts, id);
    if (!party.within) continue;
    const key = party.within.map((prefix) => `${prefix.family}:${prefix.low}/${prefix.length}`).join(' ');
    const known = around.get(key);
    if (known) known.ids.push(id);
    else around.set(key, { party: { ...party, station: '' }, ids: [id] });
  }
  const nobodysSpan = silent.size === 0 ? [] : [{ low: FIRST_SILENT, high: FIRST_SILENT + BigInt(silent.size) - 1n }];
  const everybody: Spans = spansOf([V4, V6, ...nobodysSpan]);
  const taken = [...notPublic, ...facts.ask(addressOwners).ranges];
  const unowned = without([V4, V6], spansOf(taken.map(spanOf)));

  const of = (set: PartySet): Spans => {
    if (set.any) return everybody;
    const found: Span[] = set.ranges.map(spanOf);
    for (const text of set.addresses) {
      const ip = parseAddress(text);
      if (ip) found.push(spanOf({ family: ip.family, low: ip.value, high: ip.value }));
    }
    for (const id of set.stations) {
      const at = silent.get(id);
      if (at !== undefined) found.push({ low: at, high: at });
    }
    if (set.ranges.length > 0) {
      for (const { party, ids } of around.values()) {
        if (!sets.has(set, party)) continue;
        for (const id of ids) found.push({ low: silent.get(id)!, high: silent.get(id)! });
      }
    }
    return set.unowned ? unionOf([spansOf(found), unowned]) : spansOf(found);
  };
  const known = new WeakMap<PartySet, Spans>();
  const remembered = (set: PartySet): Spans => {
    let spans = known.get(set);
    if (!spans) known.set(set, spans = of(set));
    return spans;
  };
  const box = (from: Spans, to: Spans): Box => ({ from, to, services: EVERY_SERVICE, sources: EVERY_SOURCE_PORT });
  return {
    of: remembered,
    ofAll: (all) => unionOf(all.map(remembered)),
    place: (party) => (party.ip ? addressAt(party.ip) : party.station === undefined ? undefined : silent.get(byId.of(party.station))),
    everybody,
    family: { 4: [V4], 6: [V6] },
    unowned,
    packets: [
      box([V4], [V4]), box([V6], [V6]),
      ...(nobodysSpan.length > 0 ? [box(nobodysSpan, everybody), box(spansOf([V4, V6]), nobodysSpan)] : []),
    ],
  };
});
