/**
 * Groups in which one stands in for another: after each change it is seen who is up, whether somebody has to take over,
 * and when. What makes them take over is a file of its own each.
 */
import { wakeChecks } from '../balancing/checks.js';
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { GroupIndex, GroupPlan } from '../plan.js';
import { closeWays, isAlive } from '../trouble/refresh.js';
import type { GroupState } from './group-state.js';
import { lossOf, record } from './handovers.js';
import { isReached } from './reached.js';
import { claimDue, settleVrrp } from './vrrp.js';

/** Groups inside groups stand before those around them. */
export function settleGroups(run: Core): void {
  run.plan.groups.forEach((_, index) => settleGroup(run, index));
}

function settleGroup(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const before = state.members.map((member) => member.up);
  plan.members.forEach((_, at) => { state.members[at]!.up = isMemberUp(run, plan, at); });
  run.works[index] = state.members.filter((member) => member.up).length >= (plan.mode === 'active-standby' ? 1 : plan.need);
  noteWorks(run, index);
  if (plan.mode === 'active-active') return;
  if (plan.takeover.type === 'vrrp') settleVrrp(run, index);
  else settleStandby(run, index, before);
}

/** Of members that share the work: nobody serves while too few are up. Where one stands in for another the handover says it. */
function noteWorks(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  if (plan.mode === 'active-standby' || state.works === run.works[index]) return;
  state.works = run.works[index]!;
  if (!state.works) {
    state.stoppedAt = run.state.now;
    note(run.state, 'nobody-serves', plan.id);
    return;
  }
  state.downtime += run.state.now - state.stoppedAt;
  state.stoppedAt = -1;
}

function isMemberUp(run: Core, plan: GroupPlan, at: number): boolean {
  const { station, group } = plan.members[at]!;
  if (group !== undefined) return run.works[group]!;
  const mode = run.state.stations[station!]!.mode;
  return plan.takeover.type === 'vrrp' ? isAlive(mode) : mode === 'up';
}

// ------------------------------------------------------------------------------------- stated times and heartbeats

function settleStandby(run: Core, index: GroupIndex, before: readonly boolean[]): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const { now } = run.state;
  const { takeover } = plan;
  if (state.serving >= 0 && state.members[state.serving]!.up && !isUnheard(run, plan, state) && !isCutOff(run, index)) {
    if (state.lostAt >= 0) comesBack(run, index);
    state.lostAt = -1;
    state.serial++;
    return;
  }
  // A takeover is under way, or waits for somebody who is up.
  if (state.lostAt >= 0) {
    if (before.every((up, at) => up === state.members[at]!.up)) return;
    if (takeover.type !== 'by-hand' && now >= dueAt(run, plan, state)) takeOver(run, index);
    return;
  }
  state.lostAt = now;
  state.lost = state.serving;
  state.serial++;
  if (takeover.type === 'by-hand') {
    note(run.state, 'nobody-serves', plan.id);
    return;
  }
  const due = dueAt(run, plan, state);
  if (due <= now) takeOver(run, index);
  else {
    note(run.state, 'nobody-serves', plan.id);
    run.queue.push(due, EVENT.takeover, index, state.serial);
  }
}

/** The one that served is back before anybody took over. */
function comesBack(run: Core, index: GroupIndex): void {
  const state = run.state.groups[index]!;
  record(run, index, { from: state.serving, to: state.serving, at: state.lostAt, downtime: run.state.now - state.lostAt, lostWrites: 0, lostSeconds: 0 });
}

/** A heartbeat that does not come through is taken for a dead primary: the standby takes over beside it. */
function isUnheard(run: Core, plan: GroupPlan, state: GroupState): boolean {
  if (plan.takeover.type !== 'heartbeat') return false;
  const serving = plan.members[state.serving]!.id;
  return plan.members.some((member, at) => at !== state.serving && state.members[at]!.up && run.ways.hears?.(serving, member.id, run.trouble) === false);
}

/** Whatever watches the one that serves notices that nobody comes to it any more. Members that forward for others are not asked themselves. */
function isCutOff(run: Core, index: GroupIndex): boolean {
  const { takeover } = run.plan.groups[index]!;
  return (takeover.type === 'within' || takeover.type === 'at-once') && !isReached(run, index, run.state.groups[index]!.serving);
}

/** When the takeover that is under way is over. */
function dueAt(run: Core, plan: GroupPlan, state: GroupState): number {
  const { takeover } = plan;
  switch (takeover.type) {
    case 'within': return state.lostAt + takeover.seconds;
    case 'heartbeat': {
      const lost = plan.members[state.lost];
      // Whoever leaves in order says so.
      if (lost?.station !== undefined && run.state.stations[lost.station]!.mode === 'leaving') return state.lostAt;
      const { since } = state.members[state.lost] ?? { since: 0 };
      return since + Math.floor((state.lostAt - since) / takeover.every) * takeover.every + takeover.timeout;
    }
    default: return state.lostAt;
  }
}

function takeOver(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const partitioned = state.serving >= 0 && state.members[state.serving]!.up;
  const served = partitioned && isReached(run, index, state.serving);
  const to = state.members.findIndex((member, at) => member.up && at !== (partitioned ? state.serving : -1));
  // Nobody is left: the first that comes back will serve.
  if (to < 0) return;
  const from = state.lost;
  const downtime = served ? 0 : run.state.now - state.lostAt;
  state.serving = to;
  state.members[to]!.since = run.state.now;
  if (served) note(run.state, 'two-masters', plan.id, { other: plan.members[to]!.id });
  record(run, index, { from, to, at: state.lostAt, downtime, ...lossOf(run, index, from) });
  state.lostAt = -1;
  state.serial++;
}

// -------------------------------------------------------------------------------------------------------- handovers

/** It may be time for another member to serve. */
export function takeoverDue(run: Core, index: GroupIndex, serial: number): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  if (plan.takeover.type === 'vrrp') claimDue(run, index);
  else if (state.serial === serial && state.lostAt >= 0) takeOver(run, index);
  else return;
  // What stands in for another group may itself be stood in for.
  settleGroups(run);
  closeWays(run);
  wakeChecks(run);
}
