/** Which of its addresses a machine sends from. */
import { inRange, type Ip, type ParsedPrefix } from '../../model/ip.js';
import type { Facts } from '../query.js';
import type { ConnectSettings } from './candidates.js';
import { decide } from './forwarding.js';
import type { Party } from './packet.js';
import type { DialledPort } from './port-classes.js';
import type { NextHop } from './routing-types.js';
import { stations } from './stations.js';
import type { Dial } from './types.js';

/**
 * A machine sends from an address of the interface that the packet leaves by: of IPv4 the first in the next hop's subnet
 * (as Linux does), of IPv6 one of those most like the destination (RFC 6724). Where one address is enough, whoever is on it may choose.
 */
export function preferredSources(facts: Facts, dial: Dial, sources: Party[], to: Party, port: DialledPort, settings: ConnectSettings): Party[] {
  if (sources.length < 2) return sources;
  const station = facts.ask(stations).of(dial.from);
  const decision = decide(facts, station, { from: sources[0]!, to, protocol: port.protocol, fromPort: 0, toPort: port.port }, undefined, undefined);
  if ('refused' in decision) return sources.slice(0, 1);
  const leaving = decision.hops.flatMap(({ hop }) => (hop.rank === 0 && hop.out ? [hop] : []));
  const on = (hop: NextHop): Party[] => sources.filter((party) => party.text !== undefined && hop.out!.addresses.some((own) => own.text === party.text));
  const all = [...new Set(leaving.flatMap(on))];
  if (all.length === 0) return sources;
  if (settings.addresses === 'any' || to.ip === undefined) return all;
  return [...new Set(leaving.flatMap((hop) => chosen(on(hop), hop, to.ip!)))];
}

function chosen(parties: Party[], hop: NextHop, to: Ip): Party[] {
  const connected = (party: Party): ParsedPrefix | undefined => hop.out!.addresses.find((own) => own.text === party.text)?.connected;
  if (to.family === 4) {
    const near = (party: Party): boolean => {
      const prefix = connected(party);
      return prefix !== undefined && (inRange(to, prefix) || (hop.into?.addresses ?? []).some((own) => inRange(own.ip, prefix)));
    };
    return [parties.find(near) ?? parties[0]!];
  }
  const near = parties.map((party) => nearness(party.ip!, to));
  return parties.filter((_, at) => near[at] === Math.max(...near));
}

/** Rules 6 and 8 of RFC 6724, section 5: unique local goes with unique local; then the longest common prefix, up to the network's 64 bits. */
function nearness(from: Ip, to: Ip): number {
  const local = (ip: Ip): boolean => ip.value >> 121n === 0x7en;
  let common = 0;
  while (common < 64 && (from.value >> BigInt(127 - common)) === (to.value >> BigInt(127 - common))) common++;
  return (local(from) === local(to) ? 1_000 : 0) + common;
}
