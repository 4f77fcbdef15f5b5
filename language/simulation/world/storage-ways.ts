/**
 * The cables between a machine and storage that is not on the network: SAS, SATA, SCSI and Fibre Channel links, through
 * the switches of the fabric. The shortest way; among equal ones that of the links written first.
 */
import type { Facts } from '../../facts/query.js';
import { query } from '../../facts/query.js';
import type { Id, Medium } from '../../model/model.js';
import { isA } from '../../model/queries.js';

const STORAGE: ReadonlySet<Medium> = new Set(['fc', 'sas', 'sata', 'scsi']);

const cables = query('simulation.storage-cables', (facts): Map<Id, { to: Id; link: Id }[]> => {
  const found = new Map<Id, { to: Id; link: Id }[]>();
  const add = (from: Id, to: Id, link: Id): void => void found.set(from, [...(found.get(from) ?? []), { to, link }]);
  for (const link of Object.values(facts.links)) {
    if (!STORAGE.has(link.medium)) continue;
    add(link.a.element, link.b.element, link.id);
    add(link.b.element, link.a.element, link.id);
  }
  return found;
});

/** Links in order, none where no cable is described; `none` where all that are described are cut off. */
export function storageWay(facts: Facts, from: Id, to: Id, down: ReadonlySet<Id>): Id[] | 'none' {
  const byElement = facts.ask(cables);
  if (!byElement.has(from) || !byElement.has(to)) return [];
  return shortest(facts, byElement, from, to, down) ?? (shortest(facts, byElement, from, to, new Set()) ? 'none' : []);
}

function shortest(facts: Facts, byElement: Map<Id, { to: Id; link: Id }[]>, from: Id, to: Id, down: ReadonlySet<Id>): Id[] | undefined {
  const arrived = new Map<Id, Id[]>([[from, []]]);
  const pending = [from];
  for (let here = pending.shift(); here !== undefined; here = pending.shift()) {
    if (here === to) return arrived.get(here);
    // Only switches pass on what is not for them.
    if (here !== from && !isA(facts.elements[here]!, 'fc-switch') && !facts.elements[here]!.roles.includes('switch')) continue;
    for (const { to: next, link } of byElement.get(here) ?? []) {
      if (arrived.has(next) || down.has(link) || (next !== to && down.has(next))) continue;
      arrived.set(next, [...arrived.get(here)!, link]);
      pending.push(next);
    }
  }
  return undefined;
}
