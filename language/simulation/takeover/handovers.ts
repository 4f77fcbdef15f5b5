/** What a change of who serves is recorded as, and what it loses. */
import type { Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { GroupIndex } from '../plan.js';
import type { GroupState } from './group-state.js';

/** A group that fails over every day for a century keeps no more than this. */
const KEPT_HANDOVERS = 10_000;

export function record(run: Core, index: GroupIndex, handover: GroupState['handovers'][number]): void {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  state.downtime += handover.downtime;
  if (state.handovers.length < KEPT_HANDOVERS) state.handovers.push(handover);
  else state.more++;
  const [from, to] = [plan.members[handover.from]?.id, plan.members[handover.to]!.id];
  note(run.state, handover.from === handover.to ? 'gave-back' : 'took-over', plan.id, { other: to, amount: handover.downtime, ...(from === undefined ? {} : { detail: from }) });
  if (handover.lostWrites > 0) note(run.state, 'lost-writes', plan.id, { amount: handover.lostWrites });
}

/** What was acknowledged and had not been copied. Whoever leaves in order has copied all. */
export function lossOf(run: Core, index: GroupIndex, from: number): { lostWrites: number; lostSeconds: number } {
  const plan = run.plan.groups[index]!;
  const state = run.state.groups[index]!;
  const station = plan.members[from]?.station;
  const inOrder = station !== undefined && run.state.stations[station]!.mode === 'leaving';
  const { lag } = plan;
  if (inOrder || lag === undefined || lag === 0) return { lostWrites: 0, lostSeconds: 0 };
  const since = state.lostAt - lag;
  // Who was still asked after it was given up on has gone on to acknowledge what nobody copies.
  const until = state.gapSince >= 0 ? state.gapSince : run.state.now;
  const lost = lag === Infinity ? state.written : state.writes.filter((at) => at > since && at <= until).length;
  state.writes = [];
  state.written = 0;
  return { lostWrites: lost, lostSeconds: Math.min(lag, state.lostAt) + (until - state.lostAt) };
}

/** A write to the group was acknowledged: it is remembered for as long as its copy may be missing. */
export function noteWrite(run: Core, index: GroupIndex): void {
  const { lag } = run.plan.groups[index]!;
  if (lag === undefined || lag === 0) return;
  const state = run.state.groups[index]!;
  state.written++;
  if (lag === Infinity) return;
  state.writes.push(run.state.now);
  if (state.writes.length < 1024) return;
  const since = (state.lostAt >= 0 ? state.lostAt : run.state.now) - lag;
  const first = state.writes.findIndex((at) => at > since);
  if (first * 2 > state.writes.length || first < 0) state.writes = first < 0 ? [] : state.writes.slice(first);
}
