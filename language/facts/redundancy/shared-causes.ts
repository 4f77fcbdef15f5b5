/**
 * Common causes: what brings several members of a redundant group down at once, though each of them alone could be
 * spared. A host, a place or a supply that members rest on; the switch that all of them hang on, and its only cable.
 */
import type { Group, Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { attachments, switchesOf } from './attachments.js';
import type { Gate } from './circuit.js';
import { failable } from './failable.js';
import { services } from './services.js';
import { singlePointsByService } from './single-points.js';
import { structure, type Structure } from './structure.js';
import { needed, supporting } from './supports.js';

export type CauseKind = 'host' | 'place' | 'power' | 'switch' | 'cable';

export interface SharedCause {
  group: Id;
  cause: Id;
  kind: CauseKind;
  /** Direct members of the group that are lost with it, primary first. */
  lost: Id[];
  /** Members that remain are too few: the group is lost as a whole. */
  fatal: boolean;
}

/** In the order of the groups, and of the causes. */
export const sharedCauses = query('redundancy.shared-causes', (facts): SharedCause[] => {
  const from = facts.ask(structure);
  const spared = Object.values(facts.groups).filter((group) => supporting(group).length > needed(group));
  const order = new Map([...from.selves.keys()].map((id, index) => [id, index]));
  const rank = new Map(spared.map((group, index) => [group.id, index]));
  return [...bySupport(facts, from, spared), ...byNetwork(facts, from, spared)]
    .sort((a, b) => rank.get(a.group)! - rank.get(b.group)! || order.get(a.cause)! - order.get(b.cause)!);
});

// ------------------------------------------------------------------------------------------------------- supports

function bySupport(facts: Facts, from: Structure, groups: Group[]): SharedCause[] {
  const resting = new Map<Id, { group: Group; kind: CauseKind }[]>();
  for (const group of groups) {
    const seen = new Map<Id, { members: number; kind: CauseKind }>();
    for (const member of supporting(group)) {
      for (const [id, kind] of supportsOf(facts, member)) seen.set(id, { members: (seen.get(id)?.members ?? 0) + 1, kind });
    }
    for (const [id, { members, kind }] of seen) {
      if (members > 1 && facts.ask(failable).has(id)) resting.set(id, [...(resting.get(id) ?? []), { group, kind }]);
    }
  }
  const found: SharedCause[] = [];
  for (const [cause, groupsOnIt] of resting) {
    const mark = from.propagation.mark;
    from.propagation.fail([from.selves.get(cause)!]);
    for (const { group, kind } of groupsOnIt) {
      const lost = supporting(group).filter((member) => !isUp(facts, from, member));
      if (lost.length > 1) found.push({ group: group.id, cause, kind, lost, fatal: supporting(group).length - lost.length < needed(group) });
    }
    from.propagation.undo(mark);
  }
  return found;
}

/** Whatever an element, or a group's members, rest on at any depth, with what it is to them. */
export function supportsOf(facts: Facts, member: Id): Map<Id, CauseKind> {
  const index = facts.ask(tree);
  const found = new Map<Id, CauseKind>();
  const members = index.members(member);
  const pending: { id: Id; kind: CauseKind | undefined }[] = members.map((id) => ({ id, kind: undefined }));
  const seen = new Set<Id>(members);
  const add = (id: Id, kind: CauseKind): void => {
    for (const each of index.members(id)) {
      if (seen.has(each)) continue;
      seen.add(each);
      found.set(each, kind);
      pending.push({ id: each, kind });
    }
  };
  for (let next = pending.shift(); next; next = pending.shift()) {
    const element = facts.elements[next.id];
    if (!element) continue;
    // What a place or a feed rests on, is that to whoever rests on these.
    const as = (kind: CauseKind): CauseKind => (next.kind === 'power' ? 'power' : kind);
    element.hosts.forEach((id) => add(id, as('host')));
    element.poweredBy.forEach((entry) => entry.anyOf.forEach((id) => add(id, 'power')));
    index.ancestry(next.id).slice(1).filter((each) => hasRole(each, 'place')).forEach((each) => add(each.id, as('place')));
  }
  return found;
}

/** The element is up with its supports; of a group, enough members are. */
function isUp(facts: Facts, from: Structure, id: Id): boolean {
  const group = facts.groups[id];
  if (group) return supporting(group).filter((member) => isUp(facts, from, member)).length >= needed(group);
  const gate = from.circuit.find({ type: 'up', id });
  return gate === undefined || from.propagation.holds(gate);
}

// -------------------------------------------------------------------------------------------------------- network

/** Single points of a service among the switches that members hang on, and among those switches' cables. */
function byNetwork(facts: Facts, from: Structure, groups: Group[]): SharedCause[] {
  const points = new Set(facts.ask(services).flatMap((flow) => facts.ask(singlePointsByService).get(flow.id)?.points ?? []));
  const cabled = facts.ask(attachments);
  const reaching = connectionsTo(from);
  const found: SharedCause[] = [];
  for (const point of points) {
    const switches = switchesOf(facts, point);
    const hangs = (id: Id): boolean => switches.some((each) => cabled.get(id)?.has(each));
    const hanging = (member: Id): boolean => facts.ask(tree).members(member).every(hangs);
    const concerned = switches.length === 0 ? [] : groups.filter((group) => supporting(group).filter(hanging).length > 1);
    if (concerned.length === 0) continue;
    const mark = from.propagation.mark;
    from.propagation.fail([from.selves.get(point)!]);
    const cutOff = (id: Id): boolean => {
      const asked = reaching.get(id) ?? [];
      return asked.length > 0 && asked.every((gate) => !from.propagation.holds(gate));
    };
    for (const group of concerned) {
      const lost = supporting(group).filter((member) => hanging(member) && isUp(facts, from, member) && facts.ask(tree).members(member).every(cutOff));
      const kind = facts.links[point] ? 'cable' : 'switch';
      if (lost.length > 1) found.push({ group: group.id, cause: point, kind, lost, fatal: supporting(group).length - lost.length < needed(group) });
    }
    from.propagation.undo(mark);
  }
  return found;
}

/** By the element that is asked, whatever asks for it. */
function connectionsTo({ circuit }: Structure): Map<Id, Gate[]> {
  const found = new Map<Id, Gate[]>();
  circuit.gates.forEach(({ meaning }, gate) => {
    if (meaning.type !== 'carried') return;
    const known = found.get(meaning.to);
    if (known) known.push(gate);
    else found.set(meaning.to, [gate]);
  });
  return found;
}
