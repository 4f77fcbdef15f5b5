/**
 * Active health checks: each server is asked every so often, the servers of a balancer one after another within the interval as
 * HAProxy begins them (interval × place / servers). Checks that would only tell what is known are not run: they begin when a server changes,
 * and go on until they have settled what it is. So a healthy year costs nothing.
 */
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { BalancerIndex, BalancerPlan } from '../plan.js';
import { full } from './balancer-state.js';
import { returnToTurn } from './haproxy.js';
import { startSlowly } from './slow-start.js';

/** Something has changed: balancers whose servers are not what they take them for will find out. */
export function wakeChecks(run: Core): void {
  run.plan.balancers.forEach((plan, index) => {
    if (!plan.check || !isAtWork(run, plan)) return;
    // The first checks of all begin with the run.
    plan.members.forEach((_, at) => wake(run, index, at, run.state.now === 0));
  });
}

function isAtWork(run: Core, { station }: BalancerPlan): boolean {
  const { mode } = run.state.stations[station]!;
  return mode === 'up' || mode === 'leaving';
}

/** @param atOnce the next check may begin in this very moment. */
function wake(run: Core, index: BalancerIndex, at: number, atOnce: boolean): void {
  const plan = run.plan.balancers[index]!;
  const peer = run.state.balancers[index]!.peers[at]!;
  if (peer.due >= 0 || isDrained(run, plan, at)) return;
  if (peer.health === (answers(run, plan, at) ? full(plan.check!) : 0)) return;
  peer.due = nextTick(plan, at, run.state.now, atOnce);
  run.queue.push(peer.due, EVENT.check, index, at);
}

/** Taken out in order: nobody asks it how it is. */
function isDrained(run: Core, plan: BalancerPlan, at: number): boolean {
  return run.state.stations[plan.members[at]!]!.mode === 'leaving';
}

function nextTick({ check, members }: BalancerPlan, at: number, now: number, atOnce: boolean): number {
  const { every } = check!;
  const offset = every * at / members.length;
  // Times are sums of many: what is nearly a whole number of intervals is one.
  const passed = (now - offset) / every;
  const whole = Math.round(passed);
  const isTick = Math.abs(passed - whole) < 1e-9;
  const next = isTick ? (atOnce ? whole : whole + 1) : Math.ceil(passed);
  return Math.max(now, offset + Math.max(0, next) * every);
}

function answers(run: Core, plan: BalancerPlan, at: number): boolean {
  return run.state.stations[plan.members[at]!]!.mode === 'up' && isReached(run, plan, at);
}

function isReached(run: Core, plan: BalancerPlan, at: number): boolean {
  const station = plan.members[at]!;
  const { ports } = plan.check!;
  if (ports === undefined) return run.way(plan.call, station) !== undefined;
  return run.ways.checks?.(run.plan.stations[plan.station]!.id, run.plan.stations[station]!.id, ports, run.trouble) ?? true;
}

/** A check begins, or its answer has not come in time. */
export function checkDue(run: Core, index: BalancerIndex, at: number): void {
  const plan = run.plan.balancers[index]!;
  const peer = run.state.balancers[index]!.peers[at]!;
  // Of a memory that is no more.
  if (peer.due !== run.state.now) return;
  peer.due = -1;
  const late = peer.asked;
  peer.asked = false;
  if (!isAtWork(run, plan) || isDrained(run, plan, at)) return;
  if (late) judge(run, index, at, false);
  else if (answers(run, plan, at)) judge(run, index, at, true);
  // An ended program's machine says at once that nobody is there.
  else if (run.state.stations[plan.members[at]!]!.mode === 'refusing' && isReached(run, plan, at)) judge(run, index, at, false);
  else {
    peer.asked = true;
    peer.due = run.state.now + plan.check!.timeout;
    run.queue.push(peer.due, EVENT.check, index, at);
    return;
  }
  wake(run, index, at, late);
}

/** `fall` failures in a row mark it down, `rise` answers in a row mark it up: HAProxy's health counter. */
function judge(run: Core, index: BalancerIndex, at: number, answered: boolean): void {
  const plan = run.plan.balancers[index]!;
  const state = run.state.balancers[index]!;
  const peer = state.peers[at]!;
  const { rise } = plan.check!;
  if (answered) {
    peer.health++;
    if (peer.health < rise) return;
    peer.health = full(plan.check!);
  } else {
    peer.health--;
    if (peer.health >= rise) return;
    peer.health = 0;
  }
  if (peer.up === answered) return;
  peer.up = answered;
  if (answered) {
    startSlowly(run, plan, state, at);
    returnToTurn(state.peers, state.turn, peer);
  }
  note(run.state, answered ? 'marked-up' : 'marked-down', run.plan.stations[plan.members[at]!]!.id, { other: run.plan.stations[plan.station]!.id });
}
