/**
 * The OSI layer (ISO/IEC 7498-1) at which a device handled a packet. One principle decides: the highest layer whose
 * header, connection or content it had to read or change. So a switch forwards at 2 and a router at 3; what looks at
 * ports or remembers connections works at 4, and what reads requests at 7.
 */
import type { Element, Id, NatRule, PortMatch } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { bridges, routes } from './devices.js';
import { filters, type Verdict } from './filters.js';
import { EPHEMERAL_PORT, type Packet } from './packet.js';
import type { StopReason } from './types.js';

/** The layer that the element states, else that of its software or kind, else that of what it does. */
export function layerOf(element: Element): number {
  for (const layer of [element.network.layer, element.layer]) if (layer !== undefined && isLayer(layer)) return layer;
  if (routes(element)) return 3;
  return bridges(element) ? 2 : 7;
}

function isLayer(layer: number): boolean {
  return Number.isInteger(layer) && layer >= 1 && layer <= 7;
}

/** Protocols whose requests a web balancer or web application firewall reads; of all others it sees the connection only. */
const READ_AS_REQUESTS: ReadonlySet<string> = new Set(['http', 'https', 'http3', 'http-alt', 'https-alt', 'ws', 'wss', 'grpc']);
/** Kinds whose software speaks protocols of its own. Document and search stores are not among them: many speak HTTP. */
const OWN_PROTOCOL = ['relational-database', 'key-value-store', 'column-family-store', 'broker', 'mail', 'directory', 'dns'];

/** What the packet may carry: `web`, another known protocol, or nothing that the catalogue knows. */
function contents(facts: Facts, packet: Pick<Packet, 'protocol' | 'toPort' | 'fromPort'>, dialled: PortMatch | undefined): 'web' | 'other' | 'unknown' {
  if (packet.protocol === 'icmp') return 'other';
  const { protocols, software } = facts.model;
  const name = dialled?.name;
  if (name !== undefined && READ_AS_REQUESTS.has(name)) return 'web';
  if (name !== undefined && Object.hasOwn(protocols, name)) return 'other';
  // A reply comes from the port that was dialled; the other one is a port of the moment.
  const port = Math.min(packet.toPort, packet.fromPort);
  const here = (each: { ports: PortMatch[] | undefined }): boolean => (each.ports ?? []).some((match) => match.protocol === packet.protocol && match.low <= port && port <= match.high);
  const named = Object.values(protocols).filter(here);
  if (named.some((each) => READ_AS_REQUESTS.has(each.name))) return 'web';
  return named.length > 0 || Object.values(software).some((each) => OWN_PROTOCOL.some((kind) => each.is.includes(kind)) && here(each)) ? 'other' : 'unknown';
}

/** Where a connection begins and where it ends: at the layer of the protocol that was dialled, 7 where it has no name. */
export function layerOfEnd(facts: Facts, packet: Packet, dialled: PortMatch | undefined): number {
  if (packet.protocol === 'icmp') return 3;
  if (dialled?.name === undefined || !Object.hasOwn(facts.model.protocols, dialled.name)) return 7;
  return facts.model.protocols[dialled.name]!.layer ?? 7;
}

/**
 * Where a balancer, proxy or bastion ends a connection. A balancer of layer 7 that is dialled with another protocol than
 * the web's can only pick by connection (HAProxy's `mode tcp`, nginx's `stream`), so there it works at 4.
 */
export function layerOfTermination(facts: Facts, element: Element, packet: Packet, dialled: PortMatch | undefined): number {
  if (packet.protocol === 'icmp') return 3;
  const layer = layerOf(element);
  if (element.network.layer !== undefined || !hasRole(element, 'balancer')) return layer;
  return layer > 4 && contents(facts, packet, dialled) === 'other' ? 4 : layer;
}

/** Whether a balancer picks by connection or by request, of what is dialled over this port. */
export function layerOfBalancing(facts: Facts, element: Element, port: PortMatch | undefined): 4 | 7 {
  const layer = layerOf(element);
  if (layer <= 4) return 4;
  if (element.network.layer !== undefined || port === undefined) return 7;
  const packet = { protocol: port.protocol, toPort: port.low, fromPort: EPHEMERAL_PORT };
  return contents(facts, packet, port) === 'other' ? 4 : 7;
}

/** Where a filter judges: a firewall by connection, a waf by request, a router's or switch's list by what its rule names. */
export function layerOfVerdict(facts: Facts, verdict: Verdict, packet: Packet, dialled: PortMatch | undefined): number {
  if (verdict.block !== 'rules') return packet.protocol === 'icmp' ? 3 : 4;
  const element = facts.elements[verdict.by]!;
  if (hasRole(element, 'filter')) return layerOfFilter(facts, element, packet, dialled);
  return packet.protocol !== 'icmp' && readsPorts(facts, verdict) ? 4 : 3;
}

function layerOfFilter(facts: Facts, element: Element, packet: Packet, dialled: PortMatch | undefined): number {
  const layer = layerOf(element);
  if (element.network.layer !== undefined) return layer;
  if (packet.protocol === 'icmp') return Math.min(layer, 3);
  return isA(element, 'waf') && layer > 4 && contents(facts, packet, dialled) === 'other' ? 4 : layer;
}

/** The rule that decided names ports; where the default did, some rule before it. */
function readsPorts(facts: Facts, { rule, by }: Verdict): boolean {
  const rules = rule ? [rule] : facts.ask(filters).ofDevice(by)?.rules.map((each) => each.rule) ?? [];
  return rules.some((each) => each.ports !== undefined || each.sourcePorts !== undefined);
}

/** Where a reply is let through because its connection is known: a table of connections is layer 4, of addresses 3. */
export function layerOfState(facts: Facts, by: Id, packet: Packet, dialled: PortMatch | undefined): number {
  const element = facts.elements[by];
  if (packet.protocol === 'icmp') return 3;
  return element && hasRole(element, 'filter') ? layerOfFilter(facts, element, packet, dialled) : 4;
}

/**
 * RFC 3022: basic NAT changes addresses (3), NAPT ports as well (4). Masquerading is NAPT, and a dnat of a port reads
 * it; the reply of a connection is translated back where the request was.
 */
export function layerOfTranslation(rules: readonly NatRule[], before: Packet, after: Packet): number {
  if (before.protocol === 'icmp') return 3;
  const ports = rules.some((rule) => rule.type === 'masquerade' || (rule.type === 'dnat' && rule.ports !== undefined));
  return ports || before.toPort !== after.toPort || before.fromPort !== after.fromPort ? 4 : 3;
}

/** A tunnel's protocol says where it wraps packets: IPsec, GRE and WireGuard at 3, VXLAN at 2. */
export function layerOfTunnel(facts: Facts, tunnel: string | undefined): number {
  return tunnel !== undefined && Object.hasOwn(facts.model.protocols, tunnel) ? facts.model.protocols[tunnel]!.layer ?? 3 : 3;
}

/** The layer at which a packet went no further. */
export function layerOfStop(reason: StopReason): number {
  switch (reason) {
    case 'not-cabled': return 1;
    // Nobody answers the question for the address (ARP, neighbour discovery), or no frame of the VLAN gets there.
    case 'other-vlan': case 'no-neighbour': case 'next-hop-missing': return 2;
    case 'no-state': case 'half-seen': case 'answered-otherwise': case 'not-listening': case 'denied-by-rule': case 'denied-by-default': return 4;
    default: return 3;
  }
}
