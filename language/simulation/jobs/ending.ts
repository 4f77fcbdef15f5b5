/** Tasks that are done, the end of a job, and its failure. */
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import { attemptsWhere, close, freePlace } from './attempts.js';
import type { JobIndex } from './job-plan.js';
import { delay, nameOf, serves } from './keepers.js';
import { came, later, wantHandout } from './later.js';
import { endMaster } from './masters.js';
import { readersOf } from './outputs.js';
import { RUNNING } from './steps.js';

/** A task has ended and says so. */
export function taskEnded(run: Core, slot: number, serial: number): void {
  const jobs = came(run);
  const attempt = jobs.attempts[slot]!;
  if (attempt.serial !== serial || attempt.job < 0) return;
  const { job } = attempt;
  jobs.jobs[job]!.held.push(slot);
  takeReports(run, job);
}

/** A node that is heard has its place back; the report is for the application master, when there is one. */
export function takeReports(run: Core, job: JobIndex): void {
  const jobs = run.state.jobs!;
  const state = jobs.jobs[job]!;
  if (state.held.length === 0) return;
  const { cluster } = run.plan.jobs!.jobs[job]!;
  const isThere = (slot: number): boolean => {
    const { alive, heard } = jobs.nodes[jobs.attempts[slot]!.node]!;
    return alive && heard;
  };
  if (state.held.filter((slot) => isThere(slot) && freePlace(run, slot)).length > 0) wantHandout(run, cluster);
  if (state.phase !== 'running') return;
  if (run.plan.jobs!.clusters[cluster]!.master && !state.master.alive) return;
  const held = state.held;
  state.held = [];
  let ended = false;
  for (const slot of held) {
    const { node, stage, task } = jobs.attempts[slot]!;
    if (!isThere(slot)) {
      state.held.push(slot);
      continue;
    }
    close(run, slot, 'done');
    state.stages[stage]!.finished++;
    state.stages[stage]!.outputs[task] = node;
    ended ||= state.stages[stage]!.finished >= run.plan.jobs!.jobs[job]!.stages[stage]!.tasks;
    told(run, job, 'status');
  }
  if (ended && isComplete(run, job)) closeJob(run, job);
}

/** All stages that nobody is after. */
function isComplete(run: Core, job: JobIndex): boolean {
  const { stages } = run.plan.jobs!.jobs[job]!;
  const states = run.state.jobs!.jobs[job]!.stages;
  return readersOf(stages).every((readers, index) => readers.length > 0 || states[index]!.finished >= stages[index]!.tasks);
}

/** Steps between the first task and the last, each told once. */
export function told(run: Core, job: JobIndex, step: 'launch' | 'run' | 'status' | 'tasks', amount?: number): void {
  const state = run.state.jobs!.jobs[job]!;
  const { id, cluster } = run.plan.jobs!.jobs[job]!;
  const { kind } = run.plan.jobs!.clusters[cluster]!;
  if (!RUNNING[kind].includes(step) || state.told.includes(step)) return;
  state.told.push(step);
  note(run.state, 'job-step', id, { detail: `${kind}-${step}`, ...(amount === undefined ? {} : { amount }) });
}

/** So many of its tasks have begun. */
export function toldBegun(run: Core, job: JobIndex, count: number): void {
  if (count === 0) return;
  told(run, job, 'launch', count);
  told(run, job, 'run');
  told(run, job, 'tasks', count);
}

export function closeJob(run: Core, job: JobIndex): void {
  const state = run.state.jobs!.jobs[job]!;
  const { id, cluster } = run.plan.jobs!.jobs[job]!;
  const { kind, driver } = run.plan.jobs!.clusters[cluster]!;
  // What is made again for a stage that is done meanwhile.
  cancelAll(run, job);
  state.phase = 'closing';
  if (kind === 'spark') note(run.state, 'job-step', id, { detail: 'spark-results', ...(nameOf(run, driver) === undefined ? {} : { other: nameOf(run, driver)! }) });
  deregister(run, job);
}

/** On YARN the ResourceManager has to be told; while there is none the application master tries again. */
export function deregister(run: Core, job: JobIndex): void {
  const state = run.state.jobs!.jobs[job]!;
  if (state.phase !== 'closing' || state.waits) return;
  const { kind, manager } = run.plan.jobs!.clusters[run.plan.jobs!.jobs[job]!.cluster]!;
  if (kind === 'yarn' && !serves(run, manager)) return;
  const seconds = kind === 'yarn' ? delay(run, run.plan.jobs!.nodes[state.master.node]?.id, nameOf(run, manager)) : 0;
  if (seconds <= 0) {
    finish(run, job);
    return;
  }
  state.waits = true;
  later(run, run.state.now + seconds, EVENT.jobClosed, job, ++state.serial);
}

export function closed(run: Core, job: JobIndex, serial: number): void {
  came(run);
  const { phase, serial: current } = run.state.jobs!.jobs[job]!;
  if (phase === 'closing' && serial === current) finish(run, job);
}

function finish(run: Core, job: JobIndex): void {
  const state = run.state.jobs!.jobs[job]!;
  const { id, cluster } = run.plan.jobs!.jobs[job]!;
  if (run.plan.jobs!.clusters[cluster]!.kind === 'yarn') note(run.state, 'job-step', id, { detail: 'yarn-finish' });
  endMaster(run, job);
  state.phase = 'done';
  state.ended = run.state.now;
  note(run.state, 'job-done', id, { amount: state.ended - state.submitted });
  leaveLine(run, job);
}

/** The job will not come to an end: its driver is gone, or no node is large enough. */
export function fail(run: Core, job: JobIndex, reason: string): void {
  const state = run.state.jobs!.jobs[job]!;
  cancelAll(run, job);
  endMaster(run, job);
  state.phase = 'failed';
  state.ended = run.state.now;
  state.reason = reason;
  state.serial++;
  note(run.state, 'job-failed', run.plan.jobs!.jobs[job]!.id, { detail: reason });
  leaveLine(run, job);
}

function cancelAll(run: Core, job: JobIndex): void {
  for (const slot of attemptsWhere(run, (each) => each.job === job)) close(run, slot, 'cancelled');
  run.state.jobs!.jobs[job]!.held = [];
}

function leaveLine(run: Core, job: JobIndex): void {
  const jobs = run.state.jobs!;
  jobs.order = jobs.order.filter((each) => each !== job);
  wantHandout(run, run.plan.jobs!.jobs[job]!.cluster);
}
