/**
 * Administration and database ports that anybody on an internet can open: a connection from an address that nothing in
 * the model speaks of is carried, and a line of some filter lets it through. An allow that names an internet at the
 * edge counts although the way behind it is not complete.
 */
import type { Element, FilterRule, Id, PortMatch } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { isA, isInternet, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { adminPorts, type AdminPort } from './admin-ports.js';
import { likeness } from './alike.js';
import { carriageOfAnybody } from './carriage.js';
import { dialKey } from './dial.js';
import { isOnInternet } from './endpoints.js';
import { exposures, openedFromInternet } from './exposure.js';
import { flowDials } from './flow-dials.js';
import { ruleAt, writtenRules, type WrittenRule } from './written-rules.js';
import { interfaces } from './interfaces.js';
import { segments } from './segments.js';
import { stations } from './stations.js';
import { tree } from './tree.js';
import type { Carriage, Hop } from './types.js';
import { isWired, networkDescribed } from './wired.js';

export interface AdminOpening {
  element: Id;
  port: AdminPort;
  internet: Id;
  /** The line that lets it in, nearest to the internet of those that speak of the port; undefined where no filter stands in the way. */
  line?: WrittenRule;
  /** The default that lets it in, where no rule does. */
  allowedByDefault?: { element: Id; origin: Origin };
  /** The connection; undefined where only the rule at the edge tells. */
  found?: Carriage;
}

/** A range as wide as this opens ports by the way; one that is narrower means them. */
const WIDE = 1_024;

function means(ports: readonly PortMatch[] | undefined, port: AdminPort): boolean {
  return ports?.some((each) => each.protocol === port.protocol && each.low <= port.port && port.port <= each.high && each.high - each.low < WIDE) ?? false;
}

/** Ports at which the element is known to listen: its own list, its software's or kind's, and those that flows dial. */
const listening = query('network.admin-listening', (facts): Map<Id, AdminPort[]> => {
  const known = facts.ask(adminPorts);
  const found = new Map<Id, AdminPort[]>();
  const put = (id: Id, ports: readonly PortMatch[] | undefined): void => {
    const narrow = ports?.filter((each) => each.protocol !== 'icmp' && each.high - each.low < WIDE) ?? [];
    if (narrow.length > 0) found.set(id, [...new Set([...(found.get(id) ?? []), ...known.within(narrow)])]);
  };
  for (const element of Object.values(facts.elements)) put(element.id, element.ports ?? element.defaultPorts);
  for (const flow of Object.values(facts.flows)) {
    if (!flow.ports) continue;
    for (const dial of facts.ask(flowDials, flow.id)) put(dial.to, flow.ports);
  }
  return found;
});

/** People and systems whom the author names one by one: which addresses they have is not said, but it is not everybody. */
function isNamedSource(facts: Facts, id: Id): boolean {
  const element = facts.elements[id];
  return element !== undefined && isOnInternet(facts, element) && (isA(element, 'operator') || isA(element, 'developer') || isA(element, 'external-system'));
}

/** True where the rule lets in nobody on an internet but those. */
function letsInNamedOnly(facts: Facts, rule: FilterRule): boolean {
  return rule.from !== undefined && rule.from.length > 0
    && rule.from.some((end) => end.type === 'ids' && end.ids.some((id) => isNamedSource(facts, id)))
    && rule.from.every((end) => end.type === 'ids' && end.ids.every((id) => isNamedSource(facts, id) || !isAnybody(facts, id)));
}

/** An internet, or people in one of whom neither addresses nor a part to play are said. */
export function isAnybody(facts: Facts, id: Id): boolean {
  const element = facts.elements[id];
  return element !== undefined && isOnInternet(facts, element) && !isNamedSource(facts, id)
    && (isInternet(element) || element.network.addresses.length === 0);
}

export const adminOpenings = query('network.admin-openings', (facts): AdminOpening[] => {
  if (!facts.ask(networkDescribed)) return [];
  const internets = [...facts.ask(segments).internets].filter((id) => (facts.ask(interfaces).of.get(id) ?? []).length > 0);
  if (internets.length === 0) return [];
  const admin = facts.ask(adminPorts);
  const written = [
    ...facts.ask(writtenRules).flatMap(({ rule }) => (rule.action === 'allow' ? [rule.ports] : [])),
    ...Object.values(facts.elements).flatMap((element) => element.network.nat.flatMap((rule) => (rule.type === 'dnat' ? [rule.ports, rule.toPorts] : []))),
  ];
  const meant = new Set(written.flatMap((ports) => (ports ? admin.within(ports).filter((port) => means(ports, port)) : [])));
  const found: AdminOpening[] = [];
  const alike = new Map<string, AdminOpening | undefined>();
  for (const element of Object.values(facts.elements)) {
    if (!mayBeOpened(facts, element)) continue;
    const own = facts.ask(listening).get(element.id) ?? [];
    for (const internet of internets) {
      for (const port of new Set([...meant, ...own])) {
        // What nothing tells apart is open alike; which of its ports are known is its own.
        const key = [internet, port.protocol, port.port, own.includes(port), facts.ask(likeness, element.id)].join('\u0001');
        if (!alike.has(key)) alike.set(key, opening(facts, element, port, internet, own.includes(port)));
        const known = alike.get(key);
        if (known) found.push({ ...known, element: element.id });
      }
    }
  }
  const told = new Set(found.flatMap((each) => each.line?.rule ?? []));
  return [...found, ...openedAtTheEdge(facts, internets).filter((each) => !told.has(each.line!.rule))];
});

/** Data stores are another rule's. */
function mayBeOpened(facts: Facts, element: Element): boolean {
  if (isPlace(element) || element.roles.includes('actor') || element.roles.includes('database') || element.roles.includes('storage')) return false;
  return facts.ask(stations).of(element.id) === element.id && facts.ask(isWired, element.id)
    && !facts.ask(tree).ancestry(element.id).some((each) => isInternet(each));
}

function opening(facts: Facts, element: Element, port: AdminPort, internet: Id, known: boolean): AdminOpening | undefined {
  const match: PortMatch = { protocol: port.protocol, low: port.port, high: port.port, text: `${port.protocol}/${port.port}`, name: port.name };
  const groups = (facts.ask(tree).groupsOf.get(element.id) ?? []).filter((group) => group.vips.length > 0).map((group) => group.id);
  for (const group of [undefined, ...groups]) {
    const found = facts.ask(carriageOfAnybody, dialKey({ from: internet, to: element.id, ...(group === undefined ? {} : { group }), port: match, portAssumed: true }));
    if (found.trace.disposition !== 'accepted') continue;
    const allowed = found.trace.hops.filter((hop) => hop.action === 'allowed' && hop.origin);
    const lines = allowed.flatMap((hop) => ruleAt(facts, hop.origin!) ?? []);
    if (lines.some(({ rule }) => letsInNamedOnly(facts, rule))) continue;
    const base = { element: element.id, port, internet, found };
    const meant = lines.find(({ rule }) => means(rule.ports, port));
    if (meant) return { ...base, line: meant };
    // A rule of any port, or none at all, opens what is known to listen; any to any is another rule's.
    if (!known && !translatedTo(facts, found.trace.hops, port)) continue;
    const line = lines.find(({ rule }) => !isAnyToAny(rule));
    if (line) return { ...base, line };
    const byDefault = allowed.find((hop) => !ruleAt(facts, hop.origin!));
    if (lines.length === 0 && byDefault) return { ...base, allowedByDefault: { element: byDefault.element, origin: byDefault.origin! } };
    if (lines.length === 0 && !facts.ask(exposed).has(element.id)) return base;
  }
  return undefined;
}

const exposed = query('network.exposed', (facts): Set<Id> => new Set(facts.ask(exposures).map((each) => each.element)));

function isAnyToAny(rule: FilterRule): boolean {
  const any = (ends: FilterRule['from']): boolean => ends?.some((end) => end.type === 'any') ?? false;
  return any(rule.from) && any(rule.to);
}

/** A dnat on the way that names the port. */
function translatedTo(facts: Facts, hops: readonly Hop[], port: AdminPort): boolean {
  return hops.some((hop) => hop.action === 'translated' && facts.elements[hop.element]?.network.nat
    .some((rule) => rule.type === 'dnat' && rule.origin === hop.origin && (means(rule.ports, port) || means(rule.toPorts, port))));
}

/** An allow from an internet by name, at a device that stands on it, over a port that the rule means. */
function openedAtTheEdge(facts: Facts, internets: readonly Id[]): AdminOpening[] {
  const admin = facts.ask(adminPorts);
  const found: AdminOpening[] = [];
  // The first line of each device that denies: what an earlier one denies is judged with the packets that are sent, not here.
  const denies = new Map<Id, number>();
  for (const { owner, block, rule, index } of facts.ask(writtenRules)) {
    if (block === 'rules' && rule.action === 'deny') denies.set(owner, Math.min(index, denies.get(owner) ?? Infinity));
  }
  for (const line of facts.ask(writtenRules)) {
    const { rule } = line;
    if (line.block !== 'rules' || rule.action !== 'allow' || !rule.ports || !rule.to) continue;
    const internet = internets.find((id) => rule.from?.some((end) => end.type === 'ids' && end.ids.includes(id)));
    if (internet === undefined || !standsOn(facts, line.owner, internet)) continue;
    const ports = admin.within(rule.ports).filter((port) => means(rule.ports, port));
    const named = rule.to.flatMap((end) => (end.type === 'ids' ? end.ids.flatMap((id) => (facts.groups[id] ? facts.ask(tree).members(id) : [id])) : []));
    const targets = [...new Set(named)].filter((id) => facts.elements[id] && !isPlace(facts.elements[id]) && !isExposedStore(facts, id));
    if ((denies.get(line.owner) ?? Infinity) < line.index) continue;
    for (const element of targets) for (const port of ports) found.push({ element, port, internet, line });
  }
  return found;
}

function isExposedStore(facts: Facts, id: Id): boolean {
  const { roles } = facts.elements[id]!;
  return (roles.includes('database') || roles.includes('storage')) && openedFromInternet(facts, id).length > 0;
}

const linkedTo = query('network.linked-to', (facts, id: Id): Set<Id> => new Set(Object.values(facts.links)
  .flatMap(({ a, b }) => (a.element === id ? [b.element] : b.element === id ? [a.element] : []))));

function standsOn(facts: Facts, device: Id, internet: Id): boolean {
  if (facts.ask(linkedTo, internet).has(device)) return true;
  return facts.elements[device]?.network.interfaces.some((each) => each.on.place === internet) ?? false;
}
