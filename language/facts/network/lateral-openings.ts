/**
 * Ways to move sideways: a tier that serves people may open an administration port of an element in another zone, and a
 * line that is written for such a port lets it (NIST SP 800-207, 2.1; MITRE ATT&CK T1021; AWS Well-Architected SEC05-BP02).
 */
import type { Id, PortMatch } from '../../model/model.js';
import { isA, isInternet, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { adminPorts, type AdminPort } from './admin-ports.js';
import { carriageOfAny } from './carriage.js';
import { dialKey } from './dial.js';
import { endpointElements, flowDials } from './flow-dials.js';
import { segments } from './segments.js';
import type { Carriage } from './types.js';
import { isWired } from './wired.js';
import { ruleAt, writtenRules, type WrittenRule } from './written-rules.js';

export interface LateralOpening { line: WrittenRule; from: Id; to: Id; port: AdminPort; found: Carriage }

/** Elements that people who are no administrators reach by flows, directly or through others. */
const serving = query('network.serving', (facts): Set<Id> => {
  const next = new Map<Id, Id[]>();
  const found = new Set<Id>();
  const pending: Id[] = [];
  for (const flow of Object.values(facts.flows)) {
    for (const dial of facts.ask(flowDials, flow.id)) {
      if (dial.port && dial.port.protocol !== 'icmp' && facts.ask(adminPorts).at(dial.port.protocol, dial.port.low)?.what === 'administration') continue;
      next.set(dial.from, [...(next.get(dial.from) ?? []), dial.to]);
      const source = facts.elements[dial.from];
      if (source && (isInternet(source) || (source.roles.includes('actor') && !isA(source, 'operator') && !isA(source, 'developer')))) pending.push(dial.to);
    }
  }
  while (pending.length > 0) {
    const id = pending.pop()!;
    if (found.has(id)) continue;
    found.add(id);
    pending.push(...next.get(id) ?? []);
  }
  return found;
});

/** More connections of one rule are not tried. */
const MOST_PAIRS = 64;

export const lateralOpenings = query('network.lateral-openings', (facts): LateralOpening[] => facts.ask(writtenRules).flatMap((line) => openedBy(facts, line) ?? []));

function openedBy(facts: Facts, line: WrittenRule): LateralOpening | undefined {
  const { rule } = line;
  if (rule.action !== 'allow' || !rule.ports || !rule.from || rule.from.some((end) => end.type === 'any')) return undefined;
  const narrow = rule.ports.filter((port) => port.high - port.low < 1_024);
  const ports = facts.ask(adminPorts).within(narrow).filter((port) => port.what === 'administration');
  if (ports.length === 0) return undefined;
  const sources = elementsOf(facts, rule.from).filter((id) => isTier(facts, id));
  const targets = rule.to ? elementsOf(facts, rule.to) : line.block === 'inbound' ? [line.owner] : facts.securityGroups[line.owner]?.members ?? [];
  let tried = 0;
  for (const from of sources) {
    for (const to of targets) {
      if (!isApart(facts, from, to)) continue;
      for (const port of ports) {
        if (++tried > MOST_PAIRS) return undefined;
        const match: PortMatch = { protocol: port.protocol, low: port.port, high: port.port, text: `${port.protocol}/${port.port}`, name: port.name };
        const found = facts.ask(carriageOfAny, dialKey({ from, to, port: match }));
        const through = found.trace.hops.some((hop) => hop.action === 'allowed' && hop.origin !== undefined && ruleAt(facts, hop.origin) === line);
        if (found.trace.disposition === 'accepted' && through) return { line, from, to, port, found };
      }
    }
  }
  return undefined;
}

function elementsOf(facts: Facts, ends: NonNullable<WrittenRule['rule']['from']>): Id[] {
  return [...new Set(ends.flatMap((end) => endpointElements(facts, end)).map((end) => end.element))].filter((id) => facts.elements[id] && !isPlace(facts.elements[id]));
}

/** It works for people, and is no way in for administrators. */
function isTier(facts: Facts, id: Id): boolean {
  const element = facts.elements[id]!;
  return ['compute', 'service', 'balancer', 'processing'].some((role) => element.roles.includes(role as 'compute'))
    && !element.roles.includes('actor') && !isA(element, 'bastion') && !isA(element, 'remote-access') && facts.ask(serving).has(id);
}

function isApart(facts: Facts, from: Id, to: Id): boolean {
  const place = (id: Id): Id | undefined => facts.ask(segments).innermost(id);
  return from !== to && place(from) !== undefined && place(to) !== undefined && place(from) !== place(to)
    && facts.ask(isWired, from) && facts.ask(isWired, to) && !facts.elements[to]!.roles.includes('actor') && !isInternet(facts.elements[place(to)!]);
}
