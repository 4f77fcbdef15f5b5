/** The pools that an element deals its requests out over: its own `balance` statements and those of the groups that it is a member of. */
import type { Balance, Id } from '../../model/model.js';
import { tree } from '../network/tree.js';
import { pools } from '../redundancy/pools.js';
import { query, type Facts } from '../query.js';

export interface BalancePool {
  /** Number among the pools of the element: a request goes to exactly one of them. */
  index: number;
  /** The element or group whose block says so. */
  by: Id;
  balances: Balance[];
  /** Elements behind its targets. */
  members: ReadonlySet<Id>;
  adaptive: boolean;
  weightOf(id: Id): number;
}

/** Statements by who does the balancing; a group's also by the group, as it may speak of its own members. */
export const poolsOf = query('capacity.pools-of', (facts, id: Id): BalancePool[] => {
  const mine = new Set([id, ...(facts.ask(tree).groupsOf.get(id) ?? []).map((group) => group.id)]);
  return facts.ask(pools).filter((pool) => mine.has(pool.by) && !pool.members.includes(id)).map((pool, index) => balancePool(facts, index, pool));
});

/** What a group says of its own members, for flows that come to it directly. */
export const ownPool = query('capacity.own-pool', (facts, group: Id): BalancePool | undefined => {
  const members = new Set(facts.ask(tree).members(group));
  const own = facts.ask(pools).find((pool) => pool.by === group && pool.balances.every((balance) => balance.matches.length === 0) && pool.members.every((id) => members.has(id)));
  return own && balancePool(facts, 0, own);
});

function balancePool(facts: Facts, index: number, { by, balances, members }: { by: Id; balances: Balance[]; members: Id[] }): BalancePool {
  const weights = weightsOf(facts, balances);
  return {
    index, by, balances, members: new Set(members),
    adaptive: balances.every((balance) => balance.algorithm === 'least-connections' || balance.algorithm === 'least-response-time'),
    weightOf: (id) => weights.get(id) ?? 1,
  };
}

/** By element; a weight of a group is that of each of its members, unless one has its own. The last one written counts. */
export function weightsOf(facts: Facts, balances: readonly Balance[]): Map<Id, number> {
  const weights = new Map<Id, number>();
  const written = balances.flatMap((balance) => balance.weights);
  for (const { id, weight } of written) if (!facts.elements[id]) for (const member of facts.ask(tree).members(id)) weights.set(member, weight);
  for (const { id, weight } of written) if (facts.elements[id]) weights.set(id, weight);
  return weights;
}
