/** Storage that is mounted and that nothing carries: a NAS beyond the network, a SAN without a storage cable to it. */
import type { Id } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import { carriage } from '../network/carriage.js';
import { dialKey } from '../network/dial.js';
import { tree } from '../network/tree.js';
import { troubles } from '../network/troubles.js';
import type { Carriage, Dial } from '../network/types.js';
import { isWired } from '../network/wired.js';
import { query, type Facts } from '../query.js';
import { cablesAt, isStorageMedium, servesBlocksOverIp } from './cables.js';
import { attachedStorageOf, dasAround } from './das.js';
import { hostChain, machineOf, portsOf } from './machines.js';

export interface UnreachedMount {
  element: Id;
  /** The element that cannot be reached, and the name that was written: itself or a group of it. */
  storage: Id;
  target: Id;
  origin: Origin;
  /** Where the network stops it; undefined where it hangs on storage cables and none of them leads there. */
  found?: Carriage;
}

export const unreachedMounts = query('storage.unreached-mounts', (facts): UnreachedMount[] => Object.values(facts.elements).flatMap((element) =>
  element.mounts.flatMap(({ target, origin }) => facts.ask(tree).members(target).flatMap((storage): UnreachedMount[] => {
    const trouble = troubleOf(facts, element.id, storage, target);
    return trouble === undefined ? [] : [{ element: element.id, storage, target, origin, ...(trouble === 'no-cable' ? {} : { found: trouble }) }];
  }))));

function troubleOf(facts: Facts, from: Id, storage: Id, target: Id): Carriage | 'no-cable' | undefined {
  // Direct-attached storage is not reached by a network at all: rules of its own speak of it.
  if (dasAround(facts, storage) !== undefined) return undefined;
  const ways = mountWays(facts, from, storage, target);
  if (ways === 'given') return undefined;
  if (ways === 'no-cable') return overCables(facts, from, storage) ? undefined : 'no-cable';
  let refused: Carriage | undefined;
  for (const dial of ways) {
    const made = facts.ask(carriage, dialKey(dial));
    if (made.trace.reachable) return undefined;
    refused ??= made;
  }
  return refused && !isTold(facts, from, storage) ? refused : undefined;
}

/**
 * How an element gets at what it mounts where no storage cable leads there. It is given where the storage is part of the
 * same machine, or nothing is said of the cables of either; else it is one of these connections, or none, because the
 * storage hangs on storage cables only.
 * @param target the name that was written: the storage, or a group of it
 */
export function mountWays(facts: Facts, from: Id, storage: Id, target: Id): Dial[] | 'given' | 'no-cable' {
  const das = dasAround(facts, storage);
  const machine = machineOf(facts, from);
  if (machineOf(facts, storage) === machine) return 'given';
  if (das !== undefined) {
    const attached = facts.ask(attachedStorageOf).get(das)!.attached;
    return attached.length === 0 || attached.some((each) => each.machine === machine) ? 'given' : 'no-cable';
  }
  if (byCableOnly(facts, storage)) return facts.ask(isWired, from) ? 'no-cable' : 'given';
  const group = facts.groups[target];
  const dial: Dial = { from, to: storage, ...(group && group.vips.length > 0 ? { group: target } : {}) };
  const ports = portsOf(facts, storage) ?? [];
  return ports.length > 0 ? ports.map((port) => ({ ...dial, port })) : [dial];
}

/** Block storage that hangs on storage cables and says nothing of blocks over IP. */
function byCableOnly(facts: Facts, storage: Id): boolean {
  const array = facts.ask(hostChain, storage).find((each) => facts.elements[each] && isA(facts.elements[each]!, 'san'));
  if (array === undefined || servesBlocksOverIp(facts, storage)) return false;
  const cables = facts.ask(cablesAt);
  return [array, ...facts.ask(tree).descendants(array)].some((each) => (cables.get(each) ?? []).some(({ link }) => isStorageMedium(link.medium)));
}

/** Whether storage cables lead from the machine, or a card in it, to the array, or a port of it; only switches pass blocks on. */
function overCables(facts: Facts, from: Id, storage: Id): boolean {
  const ends = (id: Id): Id[] => facts.ask(hostChain, id).flatMap((each) => [each, ...facts.ask(tree).descendants(each)]);
  const cables = facts.ask(cablesAt);
  const goals = new Set(ends(storage));
  const seen = new Set(ends(from));
  const pending = [...seen];
  while (pending.length > 0) {
    for (const { link, other } of cables.get(pending.pop()!) ?? []) {
      if (!isStorageMedium(link.medium) || seen.has(other)) continue;
      if (goals.has(other)) return true;
      seen.add(other);
      if (facts.elements[other] && hasRole(facts.elements[other]!, 'switch')) pending.push(other);
    }
  }
  return false;
}

/** A flow between the same two stops as well, and its finding tells where. */
function isTold(facts: Facts, from: Id, storage: Id): boolean {
  const machine = machineOf(facts, from);
  return facts.ask(troubles).some((trouble) => trouble.dials.some((dial) => dial.to === storage && machineOf(facts, dial.from) === machine));
}
