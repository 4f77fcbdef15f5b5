/** What each member of a group is at a moment of a run: who serves, who stands by, and who is about to take over and when. */
import type { Id } from '#language/model/model.js';
import type { GroupPlan } from '#language/simulation/plan.js';
import type { Run } from '#language/simulation/run.js';
import { dueAt } from '#language/simulation/takeover/due.js';
import type { GroupState } from '#language/simulation/takeover/group-state.js';

/** `master`, `backup` and `init` are the states of VRRP (RFC 5798, section 6.4). */
export type RoleName = 'master' | 'backup' | 'init' | 'active' | 'standby' | 'down';

export interface Role {
  name: RoleName;
  /** Seconds until it takes over, unless something comes in between. */
  due?: number;
}

/** Of the members of all groups in which one stands in for the others. */
export function rolesOf(run: Run): Map<Id, Role> {
  const roles = new Map<Id, Role>();
  run.plan.groups.forEach((plan, index) => {
    if (plan.mode !== 'active-standby') return;
    const state = run.state.groups[index]!;
    plan.members.forEach(({ id }, at) => roles.set(id, plan.takeover.type === 'vrrp' ? vrrpRole(run, state, at) : standbyRole(run, plan, state, at)));
  });
  return roles;
}

function vrrpRole(run: Run, { members }: GroupState, at: number): Role {
  const { up, master, claims } = members[at]!;
  if (!up) return { name: 'init' };
  if (master) return { name: 'master' };
  return { name: 'backup', ...(claims >= run.now && claims < Infinity ? { due: claims - run.now } : {}) };
}

function standbyRole(run: Run, plan: GroupPlan, state: GroupState, at: number): Role {
  const { up, master } = state.members[at]!;
  if (!up) return { name: 'down' };
  const lost = state.lostAt >= 0;
  if ((at === state.serving && !(lost && state.gapSince >= 0)) || master) return { name: 'active' };
  const due = lost && at === successorOf(state) ? dueOf(run, plan, state) : undefined;
  return { name: 'standby', ...(due === undefined ? {} : { due }) };
}

/** Who would take over as things are: the first of those that are up. */
export function successorOf({ members, lost }: GroupState): number {
  return members.findIndex(({ up, master }, at) => up && !master && at !== lost);
}

/** Seconds until the takeover that is under way is over; undefined where nobody can tell. */
export function dueOf(run: Run, plan: GroupPlan, state: GroupState): number | undefined {
  if (plan.takeover.type === 'vrrp') {
    const claims = state.members.flatMap(({ up, claims: at }) => (up && at >= run.now && at < Infinity ? [at] : []));
    return claims.length > 0 ? Math.min(...claims) - run.now : undefined;
  }
  if (state.lostAt < 0 || plan.takeover.type === 'by-hand') return undefined;
  const due = dueAt(run, plan, state) - run.now;
  return due >= 0 ? due : undefined;
}
