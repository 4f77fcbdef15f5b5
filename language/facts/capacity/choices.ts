/**
 * Whom a request is sent to: one leaf of a choice, and there the first member that works. A group by its mode, a
 * balancer's pool by its weights. Shares are those of a long run.
 */
import type { Flow, Group, Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';

/** A single element, or several of which the first that works answers. */
export interface Leaf {
  members: Id[];
  weight: number;
}

export interface Choice {
  /** The group or element that is asked; of a balancer's pool over several targets the balancer. */
  of: Id;
  leaves: Leaf[];
  /** Taken while it works. */
  prefer?: Id[];
  /** Fewest connections, or shortest response time: whoever can serve more is sent more. */
  adaptive?: true;
  /** How many of the leaves must work. */
  need: number;
}

/** What a flow asks of an element or group. `writes` go to the primary, `reads` to any working member, all else by the group's mode. */
export function choiceOf(facts: Facts, id: Id, flow: Pick<Flow, 'access' | 'prefer'>): Choice {
  const group = facts.elements[id] ? undefined : facts.groups[id];
  if (!group) return { of: id, leaves: [{ members: [id], weight: 1 }], need: 1 };
  const leaves = flow.access === 'reads' ? facts.ask(tree).members(id).map((each) => ({ members: [each], weight: 1 })) : leavesOf(facts, group);
  const prefer = flow.access === 'reads' && flow.prefer !== undefined ? facts.ask(tree).members(flow.prefer) : [];
  return { of: id, leaves, ...(prefer.length > 0 ? { prefer } : {}), need: flow.access === 'reads' ? 1 : group.mode === 'active-active' ? group.need : 1 };
}

/** Active-active groups inside each other are one; any other group answers with one of its members. */
function leavesOf(facts: Facts, group: Group): Leaf[] {
  if (group.mode !== 'active-active') return [{ members: facts.ask(tree).members(group.id), weight: 1 }];
  const leaves: Leaf[] = [];
  const seen = new Set<Id>();
  const pending = [group.id];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const inner = facts.elements[next] ? undefined : facts.groups[next];
    if (!inner) {
      if (facts.elements[next]) leaves.push({ members: [next], weight: 1 });
    } else if (inner.mode === 'active-active') pending.push(...inner.members.map((member) => member.id).reverse());
    else leaves.push({ members: facts.ask(tree).members(next), weight: 1 });
  }
  return leaves.filter((leaf) => leaf.members.length > 0);
}

/** Requests a second that an element could serve at most; undefined where that is unlimited or unknown. */
export type CapacityOf = (id: Id) => number | undefined;

/** The share of the requests that each element gets, without the one that is lost. Those that get none are left out. */
export function sharesOf(choice: Choice, capacityOf: CapacityOf, lost?: Id): Map<Id, number> {
  const shares = new Map<Id, number>();
  const preferred = choice.prefer?.find((id) => id !== lost);
  if (preferred !== undefined) return shares.set(preferred, 1);
  const taking = choice.leaves.flatMap(({ members, weight }) => {
    const first = members.find((id) => id !== lost);
    return first === undefined || weight <= 0 ? [] : [{ id: first, weight }];
  });
  const capacities = choice.adaptive ? taking.map(({ id }) => capacityOf(id)) : [];
  const adapts = capacities.length > 0 && capacities.every((each) => each !== undefined && Number.isFinite(each) && each > 0);
  const parts = taking.map(({ weight }, index) => (adapts ? capacities[index]! : weight));
  const total = parts.reduce((sum, part) => sum + part, 0);
  taking.forEach(({ id }, index) => shares.set(id, (shares.get(id) ?? 0) + parts[index]! / total));
  return shares;
}
