/** Direct-attached storage: which machines it hangs on, by cable or because it stands in them, and who else draws on it. */
import type { Element, Id, Link } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import { isNetworkMedium } from '../network/segments.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { cablesAt, isOfNetwork, isStorageMedium } from './cables.js';
import { hostChain, machineOf } from './machines.js';

export interface Attachment {
  machine: Id;
  /** The cable, or where the storage itself is written inside the machine. */
  origin: Origin;
  link?: Id;
}

export interface AttachedStorage {
  das: Id;
  /** Once for each machine, in the order written. */
  attached: Attachment[];
  /** Cables that lead from it into a network. */
  networked: Link[];
  /** Who mounts it, or a part of it. */
  mounts: { element: Id; machine: Id; origin: Origin }[];
}

export const attachedStorages = query('storage.das', (facts): AttachedStorage[] => {
  const mounts = mountsByStorage(facts);
  return Object.values(facts.elements).filter((element) => isA(element, 'das')).map((das) => ({
    das: das.id, ...attachmentsOf(facts, das), mounts: mounts.get(das.id) ?? [],
  }));
});

/** The same by storage. */
export const attachedStorageOf = query('storage.das-of', (facts): Map<Id, AttachedStorage> => new Map(facts.ask(attachedStorages).map((each) => [each.das, each])));

/** The direct-attached storage that an element is, or is a part of. */
export function dasAround(facts: Facts, id: Id): Id | undefined {
  return facts.ask(hostChain, id).find((each) => facts.elements[each] && isA(facts.elements[each]!, 'das'));
}

function attachmentsOf(facts: Facts, das: Element): Pick<AttachedStorage, 'attached' | 'networked'> {
  const cables = facts.ask(cablesAt);
  const attached = new Map<Id, Attachment>();
  const networked: Link[] = [];
  const host = das.hosts[0];
  if (host !== undefined) attached.set(machineOf(facts, host), { machine: machineOf(facts, host), origin: das.origin });
  const pending = [das.id, ...facts.ask(tree).descendants(das.id)];
  const seen = new Set<Id>(pending);
  const own = new Set<Id>(pending);
  while (pending.length > 0) {
    const at = pending.pop()!;
    for (const { link, other } of cables.get(at) ?? []) {
      const element = facts.elements[other];
      if (!element || seen.has(other)) continue;
      if (isOfNetwork(facts, element)) {
        if (own.has(at) && isNetworkMedium(link.medium)) networked.push(link);
      } else if (passesOn(element) && isStorageMedium(link.medium)) {
        seen.add(other);
        pending.push(other);
      } else if (own.has(at) || isStorageMedium(link.medium)) {
        const machine = machineOf(facts, other);
        if (machine !== das.id && !hasRole(facts.elements[machine]!, 'place') && !attached.has(machine)) attached.set(machine, { machine, origin: link.origin, link: link.id });
      }
    }
  }
  return { attached: [...attached.values()], networked };
}

/** A controller of its own, an expander, or a further shelf of the chain: the machine comes behind it. */
function passesOn(element: Element): boolean {
  if (element.hosts.length > 0) return false;
  return hasRole(element, 'device') || hasRole(element, 'part') || hasRole(element, 'switch') || isA(element, 'das') || isA(element, 'disk') || isA(element, 'raid');
}

function mountsByStorage(facts: Facts): Map<Id, AttachedStorage['mounts']> {
  const found = new Map<Id, AttachedStorage['mounts']>();
  for (const element of Object.values(facts.elements)) {
    for (const { target, origin } of element.mounts) {
      for (const each of facts.ask(tree).members(target)) {
        const das = dasAround(facts, each);
        if (das !== undefined) found.set(das, [...(found.get(das) ?? []), { element: element.id, machine: machineOf(facts, element.id), origin }]);
      }
    }
  }
  return found;
}
