/** How much is lost when a group loses its primary: what had not been copied yet, else what was written since the last backup. */
import type { Element, Group, Id, Replication } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { hasRole, isA } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { attachments } from './attachments.js';

export interface RecoveryPoint {
  /** Seconds at the longest; undefined where a lag or an interval is not stated. */
  seconds?: number;
  by: 'sync' | 'async' | 'shared' | 'backup' | 'nothing';
  /** The line that says so; the group where none does. */
  origin: Origin;
}

/** Copies between members, whoever states them. */
export const replicationsWithin = query('redundancy.replications-within', (facts, id: Id): Replication[] => {
  const group = facts.groups[id];
  if (!group) return [];
  const inside = insideOf(facts, group);
  const from = facts.ask(replicationsFrom);
  return [...inside].flatMap((each) => from.get(each) ?? []).filter((each) => inside.has(each.copy.to)).sort((a, b) => a.order - b.order).map((each) => each.copy);
});

/** Every copy by whom it starts from, with its place in the order of the model. */
const replicationsFrom = query('redundancy.replications-from', (facts): Map<Id, { copy: Replication; order: number }[]> => {
  const found = new Map<Id, { copy: Replication; order: number }[]>();
  const all = [...Object.values(facts.groups), ...Object.values(facts.elements)].flatMap((each) => ('instance' in each && each.instance ? [] : each.replications));
  all.forEach((copy, order) => {
    const known = found.get(copy.from);
    if (known) known.push({ copy, order });
    else found.set(copy.from, [{ copy, order }]);
  });
  return found;
});

/** Members, groups inside the group, and what is inside the members. */
function insideOf(facts: Facts, group: Group): Set<Id> {
  const index = facts.ask(tree);
  const members = index.members(group.id);
  const own = new Set(members);
  const touching = new Set(members.flatMap((id) => index.groupsOf.get(id) ?? []));
  const groups = [...touching].filter((each) => each.id !== group.id && index.members(each.id).every((id) => own.has(id))).map((each) => each.id);
  return new Set([...members, ...groups, ...members.flatMap((id) => index.descendants(id))]);
}

/** Of a group; undefined where nothing has this id. */
export const recoveryPointOf = query('redundancy.recovery-point', (facts, id: Id): RecoveryPoint | undefined => {
  const group = facts.groups[id];
  if (!group) return undefined;
  const copies = facts.ask(replicationsWithin, id);
  const sync = copies.find((each) => each.mode === 'sync');
  if (sync) return { seconds: 0, by: 'sync', origin: sync.origin };
  // Whoever takes over is the one that is least behind.
  const freshest = [...copies].sort((a, b) => (a.lag ?? Infinity) - (b.lag ?? Infinity))[0];
  if (freshest) return { ...(freshest.lag === undefined ? {} : { seconds: freshest.lag }), by: 'async', origin: freshest.origin };
  if (sharesStorage(facts, group)) return { seconds: 0, by: 'shared', origin: group.origin };
  const inside = insideOf(facts, group);
  const backups = [...group.backups, ...[...inside].flatMap((each) => facts.elements[each]?.backups ?? [])].sort((a, b) => (a.every ?? Infinity) - (b.every ?? Infinity));
  const [backup] = backups;
  return backup ? { ...(backup.every === undefined ? {} : { seconds: backup.every }), by: 'backup', origin: backup.origin } : { by: 'nothing', origin: group.origin };
});

/** All members keep their data in one place: they mount the same storage, or a SAN's cables lead them to it. */
export function sharesStorage(facts: Facts, group: Group): boolean {
  const sets = facts.ask(tree).members(group.id).map((id) => storesOf(facts, id));
  const [first, ...rest] = sets;
  return first !== undefined && [...first].some((store) => rest.every((each) => each.has(store)));
}

function storesOf(facts: Facts, id: Id): Set<Id> {
  const found = new Set<Id>();
  const seen = new Set<Id>();
  for (let element: Element | undefined = facts.elements[id]; element && !seen.has(element.id); element = facts.elements[element.hosts[0] ?? '']) {
    seen.add(element.id);
    element.mounts.forEach((mount) => found.add(mount.target));
  }
  for (const each of facts.ask(attachments).get(id) ?? []) {
    const other = facts.elements[each];
    if (other && (hasRole(other, 'storage') || isA(other, 'fc-switch'))) found.add(each);
  }
  return found;
}
