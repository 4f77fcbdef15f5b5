/** When another member serves in place of one that is lost, where that is stated or follows from heartbeats. */
import type { Core } from '../core.js';
import type { GroupPlan } from '../plan.js';
import type { GroupState } from './group-state.js';

/** In seconds of the run. Of VRRP each member keeps its own (`MemberState.claims`); of what is done by hand nobody knows. */
export function dueAt(run: Pick<Core, 'state'>, { takeover, members }: GroupPlan, state: GroupState, lostAt = state.lostAt, who = state.lost): number {
  switch (takeover.type) {
    case 'within': return lostAt + takeover.seconds;
    case 'heartbeat': {
      const lost = members[who];
      // Whoever leaves in order says so.
      if (lost?.station !== undefined && run.state.stations[lost.station]!.mode === 'leaving') return lostAt;
      return lastBeat(takeover.every, state, lostAt, who) + takeover.timeout;
    }
    default: return lostAt;
  }
}

/** When the last heartbeat was sent by a member that was lost at a moment. */
export function lastBeat(every: number, { members }: GroupState, lostAt: number, who: number): number {
  const { since } = members[who] ?? { since: 0 };
  return since + Math.floor((lostAt - since) / every) * every;
}
