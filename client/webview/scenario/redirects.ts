/** Flows that are drawn to the primary of a group and go to another member now: what took over is asked in its place. */
import type { Id } from '#language/model/model.js';
import type { Run } from '#language/simulation/run.js';

export interface Redirect { flow: Id; from: Id; to: Id }

export function redirectsOf({ plan, state }: Run): Redirect[] {
  const redirects = new Map<string, Redirect>();
  for (const { flow, targets } of plan.calls) {
    for (const { id, reads, chains } of targets) {
      if (reads || chains === undefined) continue;
      const index = plan.groups.findIndex((group) => group.id === id);
      const group = plan.groups[index];
      const { serving = 0, gapSince = -1 } = state.groups[index] ?? {};
      const to = group?.members[serving];
      if (!group || group.mode !== 'active-standby' || serving <= 0 || gapSince >= 0 || !to) continue;
      const redirect = { flow: plan.flows[flow]!.id, from: group.members[0]!.id, to: to.id };
      redirects.set(`${redirect.flow} ${redirect.to}`, redirect);
    }
  }
  return [...redirects.values()];
}
