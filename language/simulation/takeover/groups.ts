/**
 * Groups in which one stands in for another: after each change it is seen who is up, whether somebody has to take over,
 * and when. What makes them take over is a file of its own each.
 */
import { wakeChecks } from '../balancing/checks.js';
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { GroupIndex, GroupPlan } from '../plan.js';
import { closeWays, isAlive } from '../trouble/refresh.js';
import { dueAt } from './due.js';
import type { GroupState } from './group-state.js';
import { lossOf, record } from './handovers.js';
import { anotherIsReached, isReached } from './reached.js';
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
  state.members.forEach((member) => { member.master &&= member.up; });
  giveUpBeside(run, index);
  const there = state.serving >= 0 && state.members[state.serving]!.up;
  const cutOff = there && isCutOff(run, index);
  if (there && !cutOff && !isUnheard(run, plan, state)) {
    if (state.lostAt >= 0 && state.gapSince >= 0) comesBack(run, index);
    state.members[state.serving]!.master = true;
    state.lostAt = state.gapSince = -1;
    state.serial++;
    return;
  }
  if (state.gapSince < 0 && (!there || cutOff)) {
    state.gapSince = now;
    if (takeover.type === 'by-hand' || (state.lostAt < 0 ? dueAt(run, plan, state, now, state.serving) : Infinity) > now) note(run.state, 'nobody-serves', plan.id);
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
  if (takeover.type === 'by-hand') return;
  const due = dueAt(run, plan, state);
  if (due <= now) takeOver(run, index);
  else run.queue.push(due, EVENT.takeover, index, state.serial);
}

/** Two that serve and hear each other again: the one that took over stays, the other gives up. */
function giveUpBeside(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const serving = plan.members[state.serving];
  if (!serving || !state.members[state.serving]!.master) return;
  state.members.forEach((member, at) => {
    if (at === state.serving || !member.master || run.ways.hears?.(serving.id, plan.members[at]!.id, run.trouble) === false) return;
    member.master = false;
    note(run.state, 'one-master', plan.id, { other: serving.id });
  });
}

/** The one that served is back before anybody took over. */
function comesBack(run: Core, index: GroupIndex): void {
  const state = run.state.groups[index]!;
  record(run, index, { from: state.serving, to: state.serving, at: state.lostAt, downtime: run.state.now - state.gapSince, lostWrites: 0, lostSeconds: 0 });
}

/** A heartbeat that does not come through is taken for a dead primary: whoever stands by takes over beside it. */
function isUnheard(run: Core, plan: GroupPlan, state: GroupState): boolean {
  if (plan.takeover.type !== 'heartbeat') return false;
  const serving = plan.members[state.serving]!.id;
  return plan.members.some((member, at) => at !== state.serving && state.members[at]!.up && !state.members[at]!.master && run.ways.hears?.(serving, member.id, run.trouble) === false);
}

/** Whatever watches the one that serves notices that nobody comes to it any more, while another would be reached: where none is, it is the callers that are cut off. */
function isCutOff(run: Core, index: GroupIndex): boolean {
  const { takeover } = run.plan.groups[index]!;
  const { serving } = run.state.groups[index]!;
  return (takeover.type === 'within' || takeover.type === 'at-once') && !isReached(run, index, serving) && anotherIsReached(run, index);
}

function takeOver(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const { serving } = state;
  const there = serving >= 0 && state.members[serving]!.up;
  const standby = state.members.flatMap((member, at) => (member.up && !(there && at === serving) ? [at] : []));
  // Nobody is left: the first that comes back will serve.
  const to = standby.find((at) => isReached(run, index, at)) ?? standby[0];
  if (to === undefined) return;
  const downtime = state.gapSince >= 0 ? run.state.now - state.gapSince : 0;
  state.serving = to;
  state.members[to]!.since = run.state.now;
  state.members[to]!.master = true;
  // A heartbeat that got lost tells the one before nothing: both serve.
  if (there && plan.takeover.type === 'heartbeat') note(run.state, 'two-masters', plan.id, { other: plan.members[to]!.id });
  else if (there) state.members[serving]!.master = false;
  record(run, index, { from: state.lost, to, at: state.lostAt, downtime, ...lossOf(run, index, state.lost) });
  state.lostAt = state.gapSince = -1;
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
