/**
 * Who is asked: of a group whoever serves, or each working member in turn; of what a balancer stands before, whom it
 * chooses. Where nobody can answer, the request still goes to somebody, and its caller learns it the hard way.
 */
import { chooseServer, NOBODY } from './balancing/choose-server.js';
import type { Core } from './core.js';
import type { TargetPlan } from './plan.js';
import type { Visit } from './run-state.js';

/** The group is there, but too few of its members are: it says no. */
export const TOO_FEW = NOBODY;

export function choose(run: Core, visit: Visit, index: number, target: number): number {
  const plan = run.plan.calls[index]!.targets[target]!;
  const { members, chains } = plan;
  if (plan.balancer !== undefined) return chooseServer(run, visit, index, plan);
  if (members.length === 1 && chains === undefined) return members[0]!;
  if (plan.choice === 'in-turn' && chains === undefined && run.trouble.key === '' && plan.prefer === undefined) {
    // While nothing is in trouble whoever's turn it is works.
    const { turns } = run.state.calls[index]!;
    const at = turns[target]! % members.length;
    turns[target] = (at + 1) % members.length;
    const station = members[at]!;
    if (run.state.stations[station]!.mode === 'up' && visit.tried.length === 0) return station;
    turns[target] = at;
  }
  const works = (at: number): boolean => {
    const station = members[at]!;
    if (run.state.stations[station]!.mode !== 'up' || visit.tried.includes(station)) return false;
    return (run.trouble.key === '' || run.way(index, station) !== undefined);
  };
  const serves = (at: number): boolean => plan.reads === true || (chains?.[at] ?? []).every((link) => isServing(run, link.group, link.member));
  if (plan.prefer !== undefined) {
    const at = members.indexOf(plan.prefer);
    if (at >= 0 && works(at)) return plan.prefer;
  }
  if (plan.choice === 'first-working') {
    const at = members.findIndex((_, each) => works(each) && serves(each));
    return at >= 0 ? members[at]! : fallback(run, plan, serves);
  }
  const { turns } = run.state.calls[index]!;
  for (let step = 0; step < members.length; step++) {
    const at = turns[target]! % members.length;
    turns[target] = (at + 1) % members.length;
    if (serves(at) && works(at)) return members[at]!;
  }
  return fallback(run, plan, serves);
}

export function isServing(run: Core, group: number, member: number): boolean {
  return run.works[group]! && (run.plan.groups[group]!.mode === 'active-active' || run.state.groups[group]!.serving === member);
}

/** Whoever should serve, working or not; somebody who is up says no for a group that is too small; else the first, who is silent. */
function fallback(run: Core, { members }: TargetPlan, serves: (at: number) => boolean): number {
  const at = members.findIndex((_, each) => serves(each));
  if (at >= 0) return members[at]!;
  const lost = members.filter((station) => run.state.stations[station]!.mode !== 'up');
  return lost.length > 0 ? lost[0]! : TOO_FEW;
}
