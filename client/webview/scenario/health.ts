/** How well each station is at a moment of a run, beside being up or down: who is slow, whom balancers have taken out, how far copies are behind. */
import type { Id } from '#language/model/model.js';
import type { BalancerPlan } from '#language/simulation/plan.js';
import type { Run } from '#language/simulation/run.js';

export interface Health {
  /** How many times as long everything takes; 1 where it is well. */
  slow: number;
  /** Balancers that send it nothing, because its checks failed or its answers did. */
  outBy: readonly Id[];
}

/** Of those stations that are not well. */
export function healthOf({ plan, state }: Run): Map<Id, Health> {
  const out = new Map<number, Id[]>();
  plan.balancers.forEach((balancer, index) => {
    if (balancer.assumed) return;
    balancer.members.forEach((station, at) => {
      if (isOut(balancer, state.balancers[index]!.peers[at]!)) out.set(station, [...(out.get(station) ?? []), plan.stations[balancer.station]!.id]);
    });
  });
  return new Map(plan.stations.flatMap(({ id }, index): [Id, Health][] => {
    const { slow } = state.stations[index]!;
    const outBy = out.get(index) ?? [];
    return slow !== 1 || outBy.length > 0 ? [[id, { slow, outBy }]] : [];
  }));
}

function isOut({ passive }: BalancerPlan, { up, fails }: { up: boolean; fails: number }): boolean {
  return !up || (passive !== undefined && passive.maxFails > 0 && fails >= passive.maxFails);
}

/** A copy that is made later: by how much, and what a loss of the original now would cost. */
export interface Lag {
  group: Id;
  /** Seconds. */
  behind: number;
  /** Acknowledged writes that are not copied yet. */
  writes: number;
  /** The member that serves while no other is up to take a copy. */
  alone?: Id;
}

export function lagsOf({ plan, state, now }: Run): Lag[] {
  return plan.groups.flatMap(({ id, lag, members: planned }, index): Lag[] => {
    if (lag === undefined || lag === 0 || lag === Infinity) return [];
    const { writes, lostAt, serving, members } = state.groups[index]!;
    const alone = planned[serving]?.id;
    if (lostAt < 0 && alone !== undefined && !members.some(({ up }, at) => up && at !== serving)) return [{ group: id, behind: Infinity, writes: 0, alone }];
    const since = (lostAt >= 0 ? lostAt : now) - lag;
    return [{ group: id, behind: lag, writes: writes.filter((at) => at > since).length }];
  });
}
