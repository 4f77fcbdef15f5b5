/** Ports as classes: within one, no rule and no translation tells two ports apart, so one of each is enough to try. */
import type { FilterRule, Id, PortMatch } from '../../model/model.js';
import type { Facts } from '../query.js';
import { query } from '../query.js';
import type { Packet } from './packet.js';

export interface DialledPort { protocol: Packet['protocol']; port: number }

interface Boundaries { tcp: number[]; udp: number[] }

/** First ports of every class, sorted. */
const boundaries = query('network.port-boundaries', (facts): Boundaries => {
  const found = { tcp: new Set<number>(), udp: new Set<number>() };
  const put = (ports: readonly PortMatch[] | undefined): void => {
    for (const port of ports ?? []) {
      if (port.protocol === 'icmp') continue;
      found[port.protocol].add(port.low);
      if (port.high < 65_535) found[port.protocol].add(port.high + 1);
    }
  };
  const rules: FilterRule[] = [...Object.values(facts.securityGroups).flatMap((group) => group.rules)];
  for (const element of Object.values(facts.elements)) {
    rules.push(...element.network.rules, ...(element.network.inbound?.rules ?? []));
    for (const nat of element.network.nat) if (nat.type === 'dnat') put(nat.ports);
    if (element.ports) put(element.ports);
  }
  for (const rule of rules) put(rule.ports);
  const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);
  return { tcp: sorted(found.tcp), udp: sorted(found.udp) };
});

const WHOLE = 65_535;

/** True where the match names a transport without a port: any port of it will do. */
export function isWholeTransport(port: PortMatch): boolean {
  return port.protocol !== 'icmp' && port.low <= 1 && port.high === WHOLE;
}

/** One port of each class in a dialled range. */
export function portClasses(facts: Facts, port: PortMatch): DialledPort[] {
  if (port.protocol === 'icmp') return [{ protocol: 'icmp', port: 0 }];
  const first: DialledPort = { protocol: port.protocol, port: port.low };
  if (port.low === port.high) return [first];
  const inside = facts.ask(boundaries)[port.protocol].filter((each) => port.low < each && each <= port.high);
  return [first, ...inside.map((each) => ({ protocol: port.protocol, port: each }))];
}

/** Some packet: echo first, then one port of each class. */
export function anyPort(facts: Facts): DialledPort[] {
  const known = facts.ask(boundaries);
  const found: DialledPort[] = [{ protocol: 'icmp', port: 0 }];
  for (const protocol of ['tcp', 'udp'] as const) {
    for (const port of new Set([1, ...known[protocol]])) found.push({ protocol, port });
  }
  return found;
}

/** Ports that some device translates: beyond them translation changes nothing. */
export const translatedPorts = query('network.translated-ports', (facts): DialledPort[] => {
  const written = Object.values(facts.elements).flatMap((element) => element.network.nat).flatMap((rule) => (rule.type === 'dnat' ? rule.ports ?? [] : []));
  const ports = written.map((port): DialledPort => ({ protocol: port.protocol, port: port.protocol === 'icmp' ? 0 : port.low }));
  return [...new Map(ports.map((port) => [`${port.protocol}/${port.port}`, port])).values()];
});

/**
 * Ports worth trying after a filter refused one: what it allows, and the port after what it denies. Whatever passes
 * several filters starts at such a boundary of one of them.
 */
export function portsAllowedBy(facts: Facts, id: Id, block: 'rules' | 'inbound' | 'securitygroup'): DialledPort[] {
  const rules = block === 'securitygroup' ? facts.securityGroups[id]?.rules
    : block === 'inbound' ? facts.elements[id]?.network.inbound?.rules : facts.elements[id]?.network.rules;
  const found: DialledPort[] = [];
  for (const rule of rules ?? []) {
    for (const port of rule.ports ?? []) {
      if (port.protocol === 'icmp') found.push({ protocol: 'icmp', port: 0 });
      else if (rule.action === 'allow') found.push({ protocol: port.protocol, port: port.low });
      else if (port.high < WHOLE) found.push({ protocol: port.protocol, port: port.high + 1 });
    }
  }
  return found;
}
