/** One packet as the analyses follow it: addresses where there are some, else who stands at the end. */
import type { Id, PortMatch } from '../../model/model.js';
import { formatAddress, type Family, type Ip, type ParsedPrefix } from '../../model/ip.js';

/** One end of a packet. What has no address stands for itself (`station`). */
export interface Party {
  ip?: Ip;
  /** Canonical text of `ip`. */
  text?: string;
  station?: Id;
  /** Any unowned public address; `ip` is one of them. */
  anywhere?: boolean;
  /** The internet that has those addresses, where no actor in it was named. */
  internet?: Id;
  /** Without an address of its own: the subnets of the segment that it stands on. */
  within?: ParsedPrefix[];
}

export interface Packet {
  family?: Family;
  from: Party;
  to: Party;
  protocol: PortMatch['protocol'];
  fromPort: number;
  toPort: number;
}

/** Of the ephemeral range (RFC 6335): what a client dials from unless something says otherwise. */
export const EPHEMERAL_PORT = 50_000;

export function partyOf(ip: Ip, station?: Id): Party {
  return { ip, text: formatAddress(ip), ...(station ? { station } : {}) };
}

export function partyKey(party: Party): string {
  return party.text ?? `@${party.station}`;
}

export function packetKey(packet: Packet): string {
  return `${partyKey(packet.from)}|${packet.fromPort}>${partyKey(packet.to)}|${packet.toPort}/${packet.protocol}`;
}

export function reversed(packet: Packet): Packet {
  return { ...packet, from: packet.to, to: packet.from, fromPort: packet.toPort, toPort: packet.fromPort };
}

/** True where both ends have an address, so that routes decide; else attachment does. */
export function isRouted(packet: Packet): boolean {
  return packet.from.ip !== undefined && packet.to.ip !== undefined;
}

export function partyText(party: Party): string {
  return (party.anywhere ? party.station ?? party.internet : undefined) ?? party.text ?? party.station ?? '';
}

export function portText(packet: Pick<Packet, 'protocol' | 'toPort'>): string {
  return packet.protocol === 'icmp' ? 'icmp' : `${packet.protocol}/${packet.toPort}`;
}

/** The port that was dialled, whichever way the packet goes: a reply comes from it, to a port that the client made up. */
export function dialledPortText({ protocol, fromPort, toPort }: Pick<Packet, 'protocol' | 'fromPort' | 'toPort'>, reply: boolean): string {
  return portText({ protocol, toPort: reply ? fromPort : toPort });
}

export function matchesPort(packet: Pick<Packet, 'protocol' | 'toPort'>, ports: readonly PortMatch[] | undefined): boolean {
  if (ports === undefined) return true;
  return ports.some((each) => each.protocol === packet.protocol
    && (each.protocol === 'icmp' || (each.low <= packet.toPort && packet.toPort <= each.high)));
}
