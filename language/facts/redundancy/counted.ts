/**
 * A path through a counted name (`web.shop` where there are `web#1` and `web#2`) names one part in every instance. At
 * an end of a flow these stand in for each other as the instances do.
 */
import type { Group, Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';

export type CountedGroup = Group & {
  /** The named parts of each instance. */
  parts: Id[][];
};

/** The group over the instances that these parts stand in, where it is one and the same for all. */
export function countedGroup(facts: Facts, ids: readonly Id[]): CountedGroup | undefined {
  if (ids.length < 2) return undefined;
  const index = facts.ask(tree);
  const parts = new Map<Id, Id[]>();
  let group: Id | undefined;
  for (const id of ids) {
    const instance = index.ancestry(id).find((each) => each.instance !== undefined)?.instance;
    if (!instance || (group !== undefined && instance.group !== group)) return undefined;
    group = instance.group;
    const key = `${instance.index}`;
    parts.set(key, [...(parts.get(key) ?? []), id]);
  }
  const found = group === undefined ? undefined : facts.groups[group];
  return found && { ...found, parts: [...parts.values()] };
}
