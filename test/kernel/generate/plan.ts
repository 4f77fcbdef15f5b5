/** What a random network consists of before it is written down. */
import { formatAddress, parsePrefix, type ParsedPrefix } from '#language/model/ip.js';
import type { Random } from './random.js';

export interface Wire {
  name: string;
  kind: 'zone' | 'vlan' | 'cable';
  vlan?: number;
  v4?: ParsedPrefix;
  v6?: ParsedPrefix;
  /** Addresses handed out so far. */
  used: Set<string>;
  public?: boolean;
}

export interface Port { wire: Wire; v4?: string; v6?: string }
export interface Router { name: string; kind: string; ports: Port[]; lines: string[]; edge?: { v4: string; v6?: string } }
export interface Host {
  name: string; kind: string; wire: Wire; v4?: string; v6?: string; lines: string[];
  /** More addresses on the same wire. */
  more: string[];
  /** A second wire. */
  second?: Port;
  /** What runs on it, and names of that. */
  nested: string[];
  parts: string[];
}

/** Machines made by one line, with addresses that count up. */
export interface Counted { name: string; wire: Wire; from: string; count: number }

export interface Plan {
  wires: Wire[];
  routers: Router[];
  hosts: Host[];
  counted: Counted[];
  /** Places around several wires. */
  sites: { name: string; lines: string[]; wires: Wire[] }[];
  internet: boolean;
  tunnels: { name: string; kind: string; ends: [string, string] }[];
  /** Names that may stand in rules beside elements and wires. */
  groups: { name: string; members: string[]; vips: string[]; routers?: boolean }[];
  securityGroups: string[];
}

/** A free address of a wire: from the low end, or anywhere. */
export function take(random: Random, wire: Wire, family: 4 | 6, low = false): string | undefined {
  const prefix = family === 4 ? wire.v4 : wire.v6;
  if (!prefix) return undefined;
  const ends = family === 4 && prefix.length < 31 ? 1n : 0n;
  const first = prefix.low + (family === 6 && prefix.length < 127 ? 1n : ends);
  const last = family === 6 && prefix.length < 120 ? prefix.low + 200n : prefix.high - ends;
  const size = Number(last - first) + 1;
  for (let tries = 0; tries < 50; tries++) {
    const offset = low ? tries : random.between(0, size - 1);
    if (offset >= size) break;
    const text = formatAddress({ family, value: first + BigInt(offset) });
    if (wire.used.has(text)) continue;
    wire.used.add(text);
    return text;
  }
  return undefined;
}

/** The first of some free addresses in a row of an IPv4 wire. */
export function takeRow(random: Random, wire: Wire, count: number): string | undefined {
  if (!wire.v4) return undefined;
  const first = wire.v4.low + BigInt(random.between(2, 5));
  const row = Array.from({ length: count }, (_, nth) => ({ family: 4 as const, value: first + BigInt(nth) }));
  const texts = row.map(formatAddress);
  if (row.some((each) => each.value >= wire.v4!.high) || texts.some((text) => wire.used.has(text))) return undefined;
  for (const text of texts) wire.used.add(text);
  return texts[0];
}

export function prefixOf(text: string): ParsedPrefix {
  return parsePrefix(text)!;
}

/** The next router's address towards a wire, from a router: by a shortest way over wires and routers. */
export function towards(plan: Plan, from: Router, goal: Wire): { router: Router; port: Port }[] {
  const far = new Map<Router, number>();
  const pending = plan.routers.filter((router) => router.ports.some((port) => port.wire === goal));
  pending.forEach((router) => far.set(router, 0));
  while (pending.length > 0) {
    const next = pending.shift()!;
    for (const other of plan.routers) {
      if (far.has(other) || !other.ports.some((port) => next.ports.some((each) => each.wire === port.wire))) continue;
      far.set(other, far.get(next)! + 1);
      pending.push(other);
    }
  }
  const mine = far.get(from);
  if (mine === undefined) return [];
  return neighbours(plan, from).filter(({ router }) => far.get(router) === mine - 1);
}

/** Routers on a router's wires, by their ports there. */
export function neighbours(plan: Plan, from: Router): { router: Router; port: Port }[] {
  return plan.routers.filter((router) => router !== from).flatMap((router) => router.ports
    .filter((port) => from.ports.some((mine) => mine.wire === port.wire)).map((port) => ({ router, port })));
}
