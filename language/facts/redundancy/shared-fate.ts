/**
 * Redundancy that is none: a group whose members share a cause that takes all of it down, where that cause would be no
 * single point if they did not. To tell, the cause fails in a copy of the structure function in which the members of
 * such groups no longer rest on what they share: a service that still falls has that cause as a single point anyway.
 */
import type { Group, Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { attachments, switchesOf } from './attachments.js';
import { Circuit, all, pathContent, type Gate, type GateDefinition } from './circuit.js';
import { Propagation } from './propagation.js';
import { services } from './services.js';
import { sharedCauses, type SharedCause } from './shared-causes.js';
import { singlePointsByService } from './single-points.js';
import { structure, type Structure } from './structure.js';

export interface SharedFate {
  group: Group;
  /** What the group is lost with; hosts before the places around them. */
  causes: SharedCause[];
  /** Services that have one of them as a single point, by their flows. */
  services: Id[];
}

export const sharedFates = query('redundancy.shared-fates', (facts): SharedFate[] => {
  const fatal = facts.ask(sharedCauses).filter((each) => each.fatal);
  if (fatal.length === 0) return [];
  const standing = servicesThatStand(facts, fatal);
  const asked = askedOfServices(facts);
  const takes = takenBy(facts);
  const found = new Map<Id, SharedFate>();
  for (const cause of fatal) {
    const taken = takes.get(cause.cause) ?? [];
    // Whoever asks for the group has another way: a second site, say, stands in for all that is in the first.
    if (taken.length === 0 && facts.ask(tree).members(cause.group).some((id) => asked.has(id))) continue;
    if (!taken.every((flow) => standing.get(cause.cause)!.has(flow))) continue;
    const fate = found.get(cause.group) ?? { group: facts.groups[cause.group]!, causes: [], services: [] };
    found.set(cause.group, fate);
    fate.causes.push(cause);
    fate.services = [...new Set([...fate.services, ...taken])];
  }
  return [...found.values()].map((fate) => ({ ...fate, causes: nearestFirst(withoutLoneCables(facts, fate.causes)) })).filter((fate) => fate.causes.length > 0);
});

/** A cable is shared because its switch is; where the switch is a single point in any case, so is the cable. */
function withoutLoneCables(facts: Facts, causes: SharedCause[]): SharedCause[] {
  return causes.filter(({ kind, cause }) => kind !== 'cable' || causes.some((each) => each.kind === 'switch' && switchesOf(facts, cause).includes(each.cause)));
}

const NEARNESS = ['host', 'power', 'switch', 'cable', 'place'];

/** Places come with the innermost one first: it stands last in the source. */
function nearestFirst(causes: SharedCause[]): SharedCause[] {
  return causes.map((each, index) => ({ each, index }))
    .sort((a, b) => NEARNESS.indexOf(a.each.kind) - NEARNESS.indexOf(b.each.kind) || (a.each.kind === 'place' ? b.index - a.index : a.index - b.index))
    .map(({ each }) => each);
}

/** Elements that some service rests on. */
function askedOfServices(facts: Facts): Set<Id> {
  const { circuit, flows } = facts.ask(structure);
  const seen = new Set<Gate>(facts.ask(services).map((flow) => flows.get(flow.id)!));
  const found = new Set<Id>();
  for (const gate of seen) {
    const definition = circuit.gates[gate]!;
    if (definition.meaning.type === 'up') found.add(definition.meaning.id);
    if (definition.type !== 'variable') for (const input of definition.inputs) seen.add(input);
  }
  return found;
}

/** By single point, the services that it takes down. */
function takenBy(facts: Facts): Map<Id, Id[]> {
  const found = new Map<Id, Id[]>();
  for (const flow of facts.ask(services)) {
    for (const point of facts.ask(singlePointsByService).get(flow.id)?.points ?? []) found.set(point, [...(found.get(point) ?? []), flow.id]);
  }
  return found;
}

/** By cause, the services that stand its loss once the members share nothing. */
function servicesThatStand(facts: Facts, fatal: readonly SharedCause[]): Map<Id, Set<Id>> {
  const from = facts.ask(structure);
  const propagation = new Propagation(apart(facts, from, fatal));
  const flows = facts.ask(services);
  return new Map([...new Set(fatal.map((each) => each.cause))].map((cause) => {
    const mark = propagation.mark;
    propagation.fail([from.selves.get(cause)!]);
    const standing = new Set(flows.filter((flow) => propagation.holds(from.flows.get(flow.id)!)).map((flow) => flow.id));
    propagation.undo(mark);
    return [cause, standing];
  }));
}

/** The structure function in which the members of these groups have supports and attachments of their own. */
function apart(facts: Facts, from: Structure, fatal: readonly SharedCause[]): Circuit {
  const index = facts.ask(tree);
  const cabled = facts.ask(attachments);
  const free = new Set<Id>();
  const causesOf = new Map<Id, Set<Id>>();
  for (const { group, cause } of fatal) {
    for (const member of index.members(group)) {
      [member, ...index.descendants(member)].forEach((id) => free.add(id));
      causesOf.set(member, (causesOf.get(member) ?? new Set()).add(cause));
    }
  }
  /** Gates that a way between these two does not need when the one that is a member stands elsewhere. */
  const spared = (member: Id, other: Id): Set<Gate> => {
    const hosts = hostsAbove(facts, member);
    const causes = [...causesOf.get(member) ?? []].filter((cause) => !switchesOf(facts, cause).some((each) => cabled.get(other)?.has(each)));
    const gates = [...hosts, ...causes].flatMap((id) => [from.circuit.find({ type: 'up', id }), from.circuit.find({ type: 'self', id })]);
    return new Set(gates.filter((gate) => gate !== undefined));
  };
  const copy = new Circuit();
  copy.gates.push(...from.circuit.gates.map((definition): GateDefinition => {
    const { meaning } = definition;
    if (meaning.type === 'up' && free.has(meaning.id)) return { meaning, ...all([]) } as GateDefinition;
    if (definition.type !== 'path' || meaning.type !== 'path') return definition;
    const ends = ([[meaning.from, meaning.to], [meaning.to, meaning.from]] as const).filter(([end]) => causesOf.has(end));
    if (ends.length === 0) return definition;
    const without = new Set(ends.flatMap(([member, other]) => [...spared(member, other)]));
    const { graph } = definition;
    const keep = (gate: Gate | undefined): Gate | undefined => (gate !== undefined && without.has(gate) ? undefined : gate);
    return { meaning, ...pathContent({ ...graph, nodes: graph.nodes.map(keep), arcs: graph.arcs.map((arc) => ({ ...arc, gate: keep(arc.gate) })) }) } as GateDefinition;
  }));
  return copy;
}

/** What an element runs on, at any depth. */
function hostsAbove(facts: Facts, id: Id): Set<Id> {
  const found = new Set<Id>();
  const pending = [...facts.elements[id]?.hosts ?? []];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...facts.elements[next]?.hosts ?? []);
  }
  return found;
}
