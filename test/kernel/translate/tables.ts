/** Routing tables of the translated machines, and a walk along them. */
import { formatAddress, formatPrefix, inRange, parseAddress, parsePrefix, type Family, type Ip, type ParsedPrefix } from '#language/model/ip.js';
import type { Id } from '#language/model/model.js';

export interface Hop { dev: string; via?: string; onlink?: boolean }

export interface Route {
  prefix: ParsedPrefix;
  /** Lower is preferred: what a machine knows by its own interfaces is 0 and not written, because the kernel knows it. */
  metric: number;
  kind: 'hops' | 'blackhole' | 'unreachable' | 'connected' | 'local';
  hops: Hop[];
}

export const EVERYWHERE: Record<Family, ParsedPrefix> = { 4: parsePrefix('0.0.0.0/0')!, 6: parsePrefix('::/0')! };

export interface Table { routes: Route[] }

/** Equal prefixes of one metric are one route over several hops. */
export function add(table: Table, route: Route): void {
  const same = table.routes.find((each) => each.metric === route.metric && formatPrefix(each.prefix) === formatPrefix(route.prefix));
  if (!same) {
    table.routes.push(route);
    return;
  }
  // Of a blackhole and a way the kernel takes whichever came first.
  if (same.kind !== 'hops' || route.kind !== 'hops') return;
  for (const hop of route.hops) if (!same.hops.some((each) => each.dev === hop.dev && each.via === hop.via)) same.hops.push(hop);
}

/** @returns the routes that the kernel would use for an address: longest prefix, then lowest metric. */
export function lookup(table: Table, ip: Ip): Route | undefined {
  let best: Route | undefined;
  for (const route of table.routes) {
    if (!inRange(ip, route.prefix)) continue;
    if (!best || route.prefix.length > best.prefix.length || (route.prefix.length === best.prefix.length && route.metric < best.metric)) best = route;
  }
  return best;
}

/** Lines for `ip -batch`. */
export function lines(table: Table, family: Family, number?: number): string[] {
  const into = number === undefined ? '' : ` table ${number}`;
  return table.routes.filter((route) => route.prefix.family === family && (route.kind !== 'connected' || number !== undefined)).map((route) => {
    const prefix = formatPrefix(route.prefix);
    const metric = route.metric > 0 ? ` metric ${route.metric}` : '';
    if (route.kind === 'blackhole' || route.kind === 'unreachable') return `route add ${route.kind} ${prefix}${metric}${into}`;
    if (route.kind === 'local') return `route add local ${prefix} dev lo${into || ' table main'}`;
    const written = route.hops.map((hop) => `${hop.via ? `via ${hop.via} ` : ''}dev ${hop.dev}${hop.onlink ? ' onlink' : ''}`);
    if (written.length === 1) return `route add ${prefix} ${written[0]}${metric}${into}`;
    return `route add ${prefix}${metric}${into} ${written.map((each) => `nexthop ${each}`).join(' ')}`;
  });
}

export interface Machine {
  id: Id;
  /** By the device that a packet came in by, where a place states routes; undefined: its own. */
  tables: Map<string | undefined, Table>;
  owns: Set<string>;
  forwards: boolean;
}

export interface Walker {
  machine(id: Id): Machine | undefined;
  /** Whoever answers for an address on the wire of a machine's device. */
  answering(id: Id, dev: string, address: string): { id: Id; dev: string }[];
  isInternet(id: Id): boolean;
  /** Every prefix that some table, address or rule tells apart. */
  prefixes(family: Family): { low: bigint; high: bigint }[];
}

/** True where a packet for this address, followed by routes alone from a machine, comes to one that fits. */
export function leads(walker: Walker, from: Id, arrived: string | undefined, to: Ip, fits: (id: Id) => boolean): boolean {
  const text = formatAddress(to);
  const seen = new Set<string>();
  const pending: { id: Id; dev: string | undefined }[] = [{ id: from, dev: arrived }];
  while (pending.length > 0) {
    const next = pending.pop()!;
    const key = `${next.id}|${next.dev ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (fits(next.id)) return true;
    const machine = walker.machine(next.id);
    if (!machine || (next.id !== from && (!machine.forwards || machine.owns.has(text)))) continue;
    const route = lookup(machine.tables.get(next.dev) ?? machine.tables.get(undefined)!, to);
    if (!route || (route.kind !== 'hops' && route.kind !== 'connected')) continue;
    for (const hop of route.hops) for (const found of walker.answering(next.id, hop.dev, hop.via ?? text)) pending.push({ id: found.id, dev: found.dev });
  }
  return false;
}

export function ipOf(text: string): Ip {
  return parseAddress(text)!;
}
