/**
 * VRRP (RFC 5798, RFC 9568): the master advertises, a backup that hears nobody better for three intervals and its skew
 * takes the address. Advertisements are not sent one by one: it is worked out when the last one was heard.
 */
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { GroupIndex, GroupPlan } from '../plan.js';
import type { GroupState } from './group-state.js';
import { lossOf, record } from './handovers.js';
import { anotherIsReached, isReached } from './reached.js';

type Vrrp = Extract<GroupPlan['takeover'], { type: 'vrrp' }>;

/** RFC 5798, section 6.1; in version 2 (RFC 3768) the skew counts in seconds. */
export function skew({ interval, version }: Vrrp, priority: number): number {
  return (256 - priority) / 256 * (version === 2 ? 1 : interval);
}

export function masterDownInterval(vrrp: Vrrp, priority: number): number {
  return 3 * vrrp.interval + skew(vrrp, priority);
}

function modeOf(run: Core, plan: GroupPlan, at: number): string {
  const { station } = plan.members[at]!;
  return station === undefined ? 'up' : run.state.stations[station]!.mode;
}

/** It advertises and listens: the machine is there, and so is the daemon where that is a part of its own. */
function speaks(run: Core, plan: GroupPlan, state: GroupState, at: number): boolean {
  const { speaker } = plan.members[at]!;
  return state.members[at]!.up && (speaker === undefined || !Object.hasOwn(run.state.trouble.failing, speaker));
}

export function settleVrrp(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const vrrp = plan.takeover as Vrrp;
  const { now } = run.state;
  const orderly = new Set<number>();
  state.members.forEach((member, at) => {
    if (member.up || !member.master) return;
    if (modeOf(run, plan, at) === 'leaving') orderly.add(at);
    loses(run, state, at);
    member.master = false;
  });
  stepDown(run, index);
  seeWhetherReached(run, index);
  state.members.forEach((member, at) => {
    if (!speaks(run, plan, state, at)) {
      member.claims = -1;
      return;
    }
    if (member.master) return;
    if (hearsBetter(run, plan, state, vrrp, at)) {
      member.claims = Infinity;
      return;
    }
    // It waits already.
    if (member.claims >= 0 && member.claims !== Infinity) return;
    const { priority } = plan.members[at]!;
    const heard = member.claims === Infinity ? lastHeard(state, vrrp, now) : now;
    member.claims = orderly.size > 0 ? now + skew(vrrp, priority) : heard + masterDownInterval(vrrp, priority);
    run.queue.push(member.claims, EVENT.takeover, index, 0);
  });
  serveByLatest(run, index);
}

function loses(run: Core, state: GroupState, at: number): void {
  if (state.serving !== at || state.lostAt >= 0) return;
  state.lostAt = state.gapSince = run.state.now;
  state.lost = at;
}

/** A master that nobody reaches serves nobody, though it keeps the address. */
function seeWhetherReached(run: Core, index: GroupIndex): void {
  const state = run.state.groups[index]!;
  const serving = state.members[state.serving];
  if (!serving?.master) return;
  // Where no other member is reached either, it is the callers that are cut off.
  if (!isReached(run, index, state.serving) && anotherIsReached(run, index)) loses(run, state, state.serving);
  else if (state.lost === state.serving) state.lostAt = state.gapSince = -1;
}

/** When the last advertisement went out, of whoever was heard until now. */
function lastHeard(state: GroupState, { interval }: Vrrp, now: number): number {
  const { since } = state.members[Math.max(0, state.lostAt >= 0 ? state.lost : state.serving)]!;
  return since + Math.floor((now - since) / interval) * interval;
}

/** A master that it has to stand back for. */
function hearsBetter(run: Core, plan: GroupPlan, state: GroupState, vrrp: Vrrp, at: number): boolean {
  return state.members.some((other, from) => from !== at && other.master && speaks(run, plan, state, from)
    && (!vrrp.preempt || isAhead(plan, from, at)) && hears(run, plan, from, at));
}

function hears(run: Core, plan: GroupPlan, from: number, to: number): boolean {
  return run.ways.hears?.(plan.members[from]!.id, plan.members[to]!.id, run.trouble) ?? true;
}

/** Of equal priorities the first listed is taken for the one with the higher address. */
function isAhead(plan: GroupPlan, a: number, b: number): boolean {
  const [first, second] = [plan.members[a]!.priority, plan.members[b]!.priority];
  return first > second || (first === second && a < b);
}

/** Two masters that hear each other: the one with the lower priority gives up the address. */
function stepDown(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  state.members.forEach((member, at) => {
    if (!member.master || !speaks(run, plan, state, at)) return;
    const better = state.members.findIndex((other, from) => from !== at && other.master && speaks(run, plan, state, from) && isAhead(plan, from, at) && hears(run, plan, from, at));
    if (better < 0) return;
    member.master = false;
    member.claims = Infinity;
    if (state.members.filter((each) => each.master).length === 1) note(run.state, 'one-master', plan.id, { other: plan.members[better]!.id });
    if (state.serving !== at) return;
    // The better one says again that the address is its own.
    state.serving = better;
    record(run, index, { from: at, to: better, at: run.state.now, downtime: 0, lostWrites: 0, lostSeconds: 0 });
  });
}

/** Backups whose time has come take the address, and say so by gratuitous ARP. */
export function claimDue(run: Core, index: GroupIndex): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const { now } = run.state;
  state.members.forEach((member, at) => {
    if (member.master || member.claims < 0 || member.claims > now || !speaks(run, plan, state, at)) return;
    const before = state.serving;
    const two = state.members.some((other, from) => from !== at && other.master && !(hears(run, plan, at, from) && speaks(run, plan, state, from)));
    member.master = true;
    member.since = now;
    member.claims = -1;
    if (two) note(run.state, 'two-masters', plan.id, { other: plan.members[at]!.id });
    if (before === at && state.lostAt < 0) return;
    state.serving = at;
    const gone = state.lostAt >= 0;
    const from = gone ? state.lost : before;
    const loss = gone ? lossOf(run, index, from) : { lostWrites: 0, lostSeconds: 0 };
    record(run, index, { from, to: at, at: gone ? state.lostAt : now, downtime: gone ? now - state.lostAt : 0, ...loss });
    state.lostAt = state.gapSince = -1;
    // Whoever had it before and is there gives way when it hears the new one; the newcomer would not have claimed beside a better one.
    state.members.forEach((other, from2) => {
      if (from2 === at || !other.master || !speaks(run, plan, state, from2) || !hears(run, plan, at, from2)) return;
      other.master = false;
      other.claims = Infinity;
    });
  });
}

/** Where the one that served is no master any more, and another is, that one serves. */
function serveByLatest(run: Core, index: GroupIndex): void {
  const state = run.state.groups[index]!;
  if (state.serving >= 0 && state.members[state.serving]!.master) return;
  let latest = -1;
  state.members.forEach((member, at) => {
    if (member.master && (latest < 0 || member.since > state.members[latest]!.since)) latest = at;
  });
  if (latest < 0) return;
  const from = state.serving;
  state.serving = latest;
  record(run, index, { from, to: latest, at: run.state.now, downtime: 0, lostWrites: 0, lostSeconds: 0 });
  state.lostAt = state.gapSince = -1;
}
