/** Whether those who ask a group still come to one of its members: a machine that is up and cut off serves nobody. */
import type { Core } from '../core.js';
import type { GroupIndex } from '../plan.js';

/** True where any caller has a way to the member, and where nobody calls it. */
export function isReached(run: Core, index: GroupIndex, at: number): boolean {
  const stations = new Set(stationsOf(run, index, at));
  let called = false;
  for (const [call, { targets }] of run.plan.calls.entries()) {
    for (const { members } of targets) {
      for (const station of members) {
        if (!stations.has(station)) continue;
        called = true;
        if (run.way(call, station) !== undefined) return true;
      }
    }
  }
  return !called;
}

/** True where callers come to a member that is up and not the one that serves. */
export function anotherIsReached(run: Core, index: GroupIndex): boolean {
  const { members, serving } = run.state.groups[index]!;
  return members.some((member, at) => at !== serving && member.up && isReached(run, index, at));
}

function stationsOf(run: Core, index: GroupIndex, at: number): number[] {
  const { station, group } = run.plan.groups[index]!.members[at]!;
  if (group === undefined) return [station!];
  return run.plan.groups[group]!.members.flatMap((_, inner) => stationsOf(run, group, inner));
}
