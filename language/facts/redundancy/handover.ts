/**
 * Active-standby groups that hand over within a stated time: while they do, nobody serves. The share of time is
 * T / (MTBF + MTTR) of the primary; where the primary is a group itself, T times how often that group fails.
 */
import type { Group, Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { Bdd } from './bdd.js';
import { DEFAULT_BUDGET, withinBudget } from './budget.js';
import type { Node } from './node-store.js';
import { birnbaum } from './probability.js';
import { failureRate, reliability } from './reliability.js';
import { needed, supporting } from './supports.js';

const SECONDS_PER_HOUR = 3600;

/** Share of time in which the group is handing over. Undefined where the primary's times are not known. */
export const handoverShare = query('redundancy.handover-share', (facts, id: Id): number | undefined => {
  const group = facts.groups[id];
  const primary = group?.members[0]?.id;
  if (!group || primary === undefined || group.failover?.within === undefined) return 0;
  const rate = ratePerHour(facts, primary);
  return rate === undefined ? undefined : Math.min(1, group.failover.within / SECONDS_PER_HOUR * rate);
});

function ratePerHour(facts: Facts, id: Id): number | undefined {
  const group = facts.groups[id];
  return group ? withinBudget(() => groupRate(facts, group)) : failureRate(facts.ask(reliability, id));
}

/** How often a group of independent members goes down: the members' rates, each weighted by how often it is critical. */
function groupRate(facts: Facts, group: Group): number | undefined {
  const bdd = new Bdd(DEFAULT_BUDGET);
  const elements: Id[] = [];
  const functionOf = (id: Id, above: readonly Id[]): Node => {
    const inner = facts.groups[id];
    if (inner && !above.includes(id)) return bdd.atLeast(needed(inner), supporting(inner).map((member) => functionOf(member, [...above, id])));
    if (!elements.includes(id)) elements.push(id);
    return bdd.variable(elements.indexOf(id));
  };
  const works = functionOf(group.id, []);
  const slopes = birnbaum(bdd, works, (level) => facts.ask(reliability, elements[level]!).unavailability);
  let sum = 0;
  for (const [level, slope] of slopes) {
    const rate = failureRate(facts.ask(reliability, elements[level]!));
    if (rate === undefined) return undefined;
    sum += slope * rate;
  }
  return sum;
}
