/** A takeover that is under way, told in sentences: who is lost, how far the one that stands by has come in noticing it, and how long it still takes. */
import { measureText } from '#language/expectations/measures.js';
import { text } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import type { Id } from '#language/model/model.js';
import type { GroupPlan } from '#language/simulation/plan.js';
import type { Run } from '#language/simulation/run.js';
import { lastBeat } from '#language/simulation/takeover/due.js';
import type { GroupState } from '#language/simulation/takeover/group-state.js';
import { masterDownInterval } from '#language/simulation/takeover/vrrp.js';
import { dueOf, successorOf } from './roles.js';

export interface Names {
  nameOf(id: Id): string;
  /** The virtual address of a group, as it is written. */
  addressOf(group: Id): string | undefined;
}

/** Of the first group whose serving member is lost; undefined where none is. */
export function takeoverSaid(run: Run, names: Names): { group: Id; said: Text[] } | undefined {
  const index = run.plan.groups.findIndex(({ mode }, at) => mode === 'active-standby' && run.state.groups[at]!.lostAt >= 0);
  const plan = run.plan.groups[index];
  if (!plan) return undefined;
  const state = run.state.groups[index]!;
  return { group: plan.id, said: [...lostSaid(run, plan, state, names), takeoverOf(run, plan, state, names)] };
}

function lostSaid(run: Run, { members }: GroupPlan, { lost }: GroupState, names: Names): Text[] {
  const member = members[lost];
  if (!member) return [];
  const mode = member.station === undefined ? 'silent' : run.state.stations[member.station]!.mode;
  return [text(`playback.lost-${mode}`, { who: names.nameOf(member.id) })];
}

/** Seconds to a tenth: it counts down. */
export function secondsLeft(seconds: number): Text {
  return measureText(Math.ceil(seconds * 10 - 1e-6) / 10, 'duration');
}

function takeoverOf(run: Run, plan: GroupPlan, state: GroupState, names: Names): Text {
  const group = names.nameOf(plan.id);
  const { takeover } = plan;
  const claims = state.members.findIndex((member) => member.up && member.claims >= run.now && member.claims < Infinity);
  const to = takeover.type === 'vrrp' ? claims : successorOf(state);
  if (to < 0) return text('playback.takeover-nobody', { group });
  if (takeover.type === 'by-hand') return text('playback.takeover-by-hand', { group });
  const left = secondsLeft(dueOf(run, plan, state) ?? 0);
  const successor = names.nameOf(plan.members[to]!.id);
  if (takeover.type === 'heartbeat') {
    const { every, timeout } = takeover;
    return text('playback.takeover-heartbeat', { successor, left, timeout: measureText(timeout, 'duration'), missed: missed(run.now, lastBeat(every, state, state.lostAt, state.lost), every) });
  }
  if (takeover.type === 'vrrp') {
    const interval = masterDownInterval(takeover, plan.members[to]!.priority);
    return text('playback.takeover-vrrp', {
      successor, left, timeout: measureText(interval, 'duration'), address: names.addressOf(plan.id) ?? 'none',
      missed: missed(run.now, state.members[to]!.claims - interval, takeover.interval),
    });
  }
  return text('playback.takeover-within', { group, successor, left, all: measureText(takeover.type === 'within' ? takeover.seconds : 0, 'duration') });
}

/** How many of those that come every so often should have come since the last one. */
function missed(now: number, last: number, every: number): number {
  return Math.max(0, Math.floor((now - last) / every + 1e-9));
}
