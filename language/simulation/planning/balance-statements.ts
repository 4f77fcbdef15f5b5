/** Which `balance` statement speaks of a call, and what is known of a balancer that none speaks of. */
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import { balancingSoftware } from '../../facts/redundancy/pools.js';
import type { Balance, Element, Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import type { BalancerPlan } from '../plan.js';

export interface Statement {
  balance: Balance;
  /** A group says it of its own members: whoever asks it spreads. */
  ofTarget: boolean;
}

/** What the source says, its group, or what it is a part of; else what the target group says of itself. */
export function statementFor(facts: Facts, source: Id, target: Id): Statement | undefined {
  const index = facts.ask(tree);
  const members = new Set(index.members(target));
  const means = ({ target: named }: Balance): boolean => named === target || (index.members(named).length === members.size && index.members(named).every((id) => members.has(id)));
  for (const id of index.ancestry(source).map((element) => element.id)) {
    const speakers = [facts.elements[id]!, ...(index.groupsOf.get(id) ?? [])];
    const balance = speakers.flatMap((each) => each.balances).find(means);
    if (balance) return { balance, ofTarget: false };
  }
  const own = facts.groups[target]?.balances.find((each) => each.target === target);
  return own && { balance: own, ofTarget: true };
}

/** The program that spreads: of the element itself, or of what runs on it. */
export function programOf(facts: Facts, id: Id): BalancerPlan['program'] {
  const all = [id, ...facts.ask(tree).descendants(id)].map((each) => facts.elements[each]!);
  for (const program of ['haproxy', 'nginx'] as const) if (all.some((element) => element.is.includes(program))) return program;
  return 'other';
}

/** Without a word about it, whoever is made to spread does. */
export function spreadsUnasked(facts: Facts, element: Element): boolean {
  return hasRole(element, 'balancer') || programOf(facts, element.id) !== 'other';
}

/** Its software checks servers by itself: a cloud's balancers do. */
export function checksUnasked(facts: Facts, element: Element): boolean {
  const software = balancingSoftware(facts, element);
  return software.length > 0 && software.every((each) => each.provides?.includes('health-check'));
}
