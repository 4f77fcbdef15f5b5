/** Tasks at work: begun on a node, done there, reported, or lost. */
import { EVENT, type Core } from '../core.js';
import { draw } from '../random/draw.js';
import { setLevel } from '../statistics/time-average.js';
import { isLocal } from './blocks.js';
import type { JobIndex, NodeIndex, StageIndex } from './job-plan.js';
import { KEPT_RECORDS, type AttemptState, type TaskRecord } from './job-state.js';
import { delay, nameOf } from './keepers.js';
import { later } from './later.js';
import { charge } from './queues.js';

export function begin(run: Core, job: JobIndex, stage: StageIndex, task: number, node: NodeIndex): void {
  const jobs = run.state.jobs!;
  const plan = run.plan.jobs!.jobs[job]!;
  const { memory, vcores, duration, reads } = plan.stages[stage]!;
  const state = jobs.jobs[job]!.stages[stage]!;
  while (state.tries.length <= task) {
    state.tries.push(0);
    state.outputs.push(-1);
  }
  const attempt = ++state.tries[task]!;
  state.running++;
  if (reads) state[isLocal(run, job, stage, task, node) ? 'local' : 'remote']++;
  take(run, node, memory, vcores);
  charge(run, job, memory, vcores);

  const { id } = run.plan.jobs!.nodes[node]!;
  const master = masterId(run, job);
  const start = run.state.now + delay(run, master, id);
  const end = start + draw(duration, state.stream) * slowness(run, node);
  const slot = openSlot(jobs.attempts, jobs.free);
  const serial = jobs.attempts[slot]!.serial + 1;
  jobs.attempts[slot] = { serial, job, stage, task, attempt, node, start, end, diedAt: -1, freed: false };
  later(run, end + delay(run, id, master), EVENT.taskEnd, slot, serial);
}

/** Whom tasks report to: the application master, or where it is no element of its own the cluster's; the driver. */
function masterId(run: Core, job: JobIndex): string | undefined {
  const { nodes, clusters, jobs } = run.plan.jobs!;
  const { node } = run.state.jobs!.jobs[job]!.master;
  if (node >= 0) return nodes[node]!.id;
  const { driver, manager } = clusters[jobs[job]!.cluster]!;
  return nameOf(run, driver ?? manager);
}

/** What a scenario slows down takes longer, and so does what runs on it. */
function slowness(run: Core, node: NodeIndex): number {
  const { station, hosts } = run.plan.jobs!.nodes[node]!;
  return [station, ...hosts].reduce((factor, each) => factor * run.state.stations[each]!.slow, 1);
}

function openSlot(attempts: AttemptState[], free: number[]): number {
  const slot = free.pop();
  if (slot !== undefined) return slot;
  attempts.push({ serial: 0, job: -1, stage: 0, task: 0, attempt: 0, node: -1, start: 0, end: 0, diedAt: -1, freed: false });
  return attempts.length - 1;
}

/** Ends an attempt: its place is free again, and it is written down. */
export function close(run: Core, slot: number, outcome: TaskRecord['outcome']): void {
  const jobs = run.state.jobs!;
  const { job, stage, task, attempt, node, start, end, diedAt } = jobs.attempts[slot]!;
  freePlace(run, slot);
  jobs.jobs[job]!.stages[stage]!.running--;
  const stopped = outcome === 'done' ? end : Math.max(start, Math.min(end, diedAt >= 0 ? diedAt : run.state.now));
  if (jobs.records.length < KEPT_RECORDS) jobs.records.push({ job, stage, task, attempt, node, start, end: stopped, outcome });
  else jobs.unrecorded++;
  jobs.attempts[slot]!.serial++;
  jobs.attempts[slot]!.job = -1;
  jobs.free.push(slot);
}

/** @returns false where it was free before. */
export function freePlace(run: Core, slot: number): boolean {
  const attempt = run.state.jobs!.attempts[slot]!;
  if (attempt.freed) return false;
  const { memory, vcores } = run.plan.jobs!.jobs[attempt.job]!.stages[attempt.stage]!;
  attempt.freed = true;
  take(run, attempt.node, -memory, -vcores);
  charge(run, attempt.job, -memory, -vcores);
  return true;
}

/** Hands out of a node's memory and cores, or takes back. */
export function take(run: Core, node: NodeIndex, memory: number, vcores: number): void {
  const state = run.state.jobs!.nodes[node]!;
  state.memory += memory;
  state.vcores += vcores;
  setLevel(state.busy, run.state.now, state.alive ? state.vcores : 0);
}

/** Slots of attempts of which this holds, in the order in which they began. */
export function attemptsWhere(run: Core, holds: (attempt: AttemptState) => boolean): number[] {
  const { attempts } = run.state.jobs!;
  const found: number[] = [];
  attempts.forEach((attempt, slot) => {
    if (attempt.job >= 0 && holds(attempt)) found.push(slot);
  });
  return found.sort((a, b) => attempts[a]!.start - attempts[b]!.start || attempts[a]!.stage - attempts[b]!.stage || attempts[a]!.task - attempts[b]!.task);
}
