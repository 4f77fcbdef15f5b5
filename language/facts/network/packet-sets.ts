/**
 * Sets of packets, exactly: unions of boxes over who sends, who receives, protocol with destination port, and source
 * port. Subtraction splits a box along one dimension after the other (header space analysis, Kazemian et al., NSDI
 * 2012; firewall decision diagrams, Gouda and Liu, 2004). Splitting may multiply boxes: beyond a bound the answer is
 * `undefined`, which means unknown.
 */
import type { PortMatch } from '../../model/model.js';
import { holds, meet, meets, NOTHING, spansOf, without, type Spans } from './spans.js';

/** Every packet that combines one value of each dimension. No dimension is empty. */
export interface Box {
  from: Spans;
  to: Spans;
  /** Protocol and destination port on one line: see `serviceAt`. */
  services: Spans;
  /** Source ports, 0 to 65535. */
  sources: Spans;
}

export type PacketSet = readonly Box[];

/** One packet: a value of each dimension. */
export interface Point {
  from: bigint;
  to: bigint;
  service: bigint;
  source: bigint;
}

const DIMENSIONS = ['services', 'to', 'from', 'sources'] as const;
const HIGHEST_PORT = 65_535;
const FIRST = { icmp: 0n, tcp: 1n, udp: 2n + BigInt(HIGHEST_PORT) } as const;

/** Boxes that one set may come to; a filter of some hundred unlike rules stays far below. */
export const MOST_BOXES = 2000;

export const EVERY_SOURCE_PORT: Spans = [{ low: 0n, high: BigInt(HIGHEST_PORT) }];
export const EVERY_SERVICE: Spans = [{ low: 0n, high: FIRST.udp + BigInt(HIGHEST_PORT) }];

/** ICMP first, then the ports of TCP, then those of UDP. */
export function serviceAt(protocol: PortMatch['protocol'], port: number): bigint {
  return protocol === 'icmp' ? FIRST.icmp : FIRST[protocol] + BigInt(port);
}

export function servicesOf(ports: readonly PortMatch[] | undefined): Spans {
  if (ports === undefined) return EVERY_SERVICE;
  return spansOf(ports.map((port) => (port.protocol === 'icmp' ? { low: FIRST.icmp, high: FIRST.icmp }
    : { low: serviceAt(port.protocol, port.low), high: serviceAt(port.protocol, port.high) })));
}

/** Ports with source ports: a source port counts within its own protocol, so that each protocol is a box of its own. */
export function portBoxes(ports: readonly PortMatch[] | undefined, sourcePorts: readonly PortMatch[] | undefined): Pick<Box, 'services' | 'sources'>[] {
  const services = servicesOf(ports);
  if (sourcePorts === undefined) return services.length === 0 ? [] : [{ services, sources: EVERY_SOURCE_PORT }];
  return (['icmp', 'tcp', 'udp'] as const).flatMap((protocol) => {
    const own = meet(services, servicesOf([{ protocol, low: 0, high: HIGHEST_PORT, text: protocol }]));
    const matching = sourcePorts.filter((each) => each.protocol === protocol);
    const sources = protocol === 'icmp' && matching.length > 0 ? EVERY_SOURCE_PORT
      : spansOf(matching.map((each) => ({ low: BigInt(each.low), high: BigInt(each.high) })));
    return own.length === 0 || sources.length === 0 ? [] : [{ services: own, sources }];
  });
}

export function boxHolds(box: Box, point: Point): boolean {
  return holds(box.services, point.service) && holds(box.to, point.to) && holds(box.from, point.from) && holds(box.sources, point.source);
}

function boxesMeet(a: Box, b: Box): boolean {
  return DIMENSIONS.every((each) => meets(a[each], b[each]));
}

function common(a: Box, b: Box): Box | undefined {
  const made: Box = { services: meet(a.services, b.services), to: NOTHING, from: NOTHING, sources: NOTHING };
  for (const each of DIMENSIONS) {
    made[each] = each === 'services' ? made.services : meet(a[each], b[each]);
    if (made[each].length === 0) return undefined;
  }
  return made;
}

export function intersection(a: PacketSet, b: PacketSet): PacketSet {
  return a.flatMap((left) => b.flatMap((right) => common(left, right) ?? []));
}

export function intersects(a: PacketSet, b: PacketSet): boolean {
  return a.some((left) => b.some((right) => boxesMeet(left, right)));
}

/** One dimension after the other, what lies outside of `taken` is split off; what is left in the end is taken. */
function boxWithout(box: Box, taken: Box): Box[] {
  if (!boxesMeet(box, taken)) return [box];
  const parts: Box[] = [];
  let rest = box;
  for (const each of DIMENSIONS) {
    const outside = without(rest[each], taken[each]);
    if (outside.length > 0) parts.push({ ...rest, [each]: outside });
    rest = { ...rest, [each]: meet(rest[each], taken[each]) };
  }
  return parts;
}

/** Undefined: more boxes than may be kept. The boxes of the answer are disjoint where those of `a` are. */
export function difference(a: PacketSet, b: PacketSet): PacketSet | undefined {
  let rest: PacketSet = a;
  for (const taken of b) {
    rest = rest.flatMap((box) => boxWithout(box, taken));
    if (rest.length > MOST_BOXES) return undefined;
  }
  return rest;
}
