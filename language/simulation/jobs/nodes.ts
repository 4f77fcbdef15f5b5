/**
 * Nodes that run tasks: what dies falls silent, and counts as lost when its heartbeats have not come for its timeout, or
 * when it is back before that with nothing on it. What ran there begins again elsewhere.
 */
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import { setLevel } from '../statistics/time-average.js';
import { attemptsWhere, close } from './attempts.js';
import type { NodeIndex } from './job-plan.js';
import { isHeard, listenerOf, nameOf, serves } from './keepers.js';
import { later } from './later.js';
import { loseMaster } from './masters.js';
import { loseOutputs } from './outputs.js';

export function settleNodes(run: Core): void {
  run.plan.jobs!.nodes.forEach((_, node) => settleNode(run, node));
}

function settleNode(run: Core, node: NodeIndex): void {
  const { station, timeout } = run.plan.jobs!.nodes[node]!;
  const state = run.state.jobs!.nodes[node]!;
  const { mode } = run.state.stations[station]!;
  const before = { alive: state.alive, there: state.alive && state.heard };
  state.alive = mode === 'up' || mode === 'leaving';
  state.heard = isHeard(run, node);
  const there = state.alive && state.heard;
  if (before.alive && !state.alive) die(run, node);
  // It is back, and what ran on it is not.
  if (state.alive && !before.alive) lose(run, node);
  if (there) {
    state.expires = -1;
    state.member = true;
  } else if (before.there) {
    state.expires = run.state.now + timeout;
    if (state.expires > run.state.now) later(run, state.expires, EVENT.nodeExpired, node, 0);
  }
  giveUpNode(run, node);
}

/** Nothing runs on it any more; nobody knows yet. */
function die(run: Core, node: NodeIndex): void {
  const { attempts, jobs, nodes } = run.state.jobs!;
  for (const slot of attemptsWhere(run, (each) => each.node === node)) {
    attempts[slot]!.diedAt = run.state.now;
    attempts[slot]!.serial++;
  }
  for (const { master } of jobs) if (master.node === node) master.alive = false;
  setLevel(nodes[node]!.busy, run.state.now, 0);
}

/** Where its time is over, and somebody is there to see it. */
export function giveUpNode(run: Core, node: NodeIndex): void {
  const state = run.state.jobs!.nodes[node]!;
  const { id, cluster } = run.plan.jobs!.nodes[node]!;
  const listener = listenerOf(run.plan.jobs!.clusters[cluster]!);
  if (state.expires < 0 || state.expires > run.state.now || !state.member || !serves(run, listener)) return;
  state.member = false;
  const other = nameOf(run, listener);
  note(run.state, 'expired', id, other === undefined ? {} : { other });
  lose(run, node);
}

/** What ran on it, what of it others still need, and the application masters on it. */
function lose(run: Core, node: NodeIndex): void {
  const jobs = run.state.jobs!;
  const lost = attemptsWhere(run, (each) => each.node === node);
  const running = new Map<number, number>();
  for (const slot of lost) {
    const { job, stage, task } = jobs.attempts[slot]!;
    close(run, slot, 'lost');
    const state = jobs.jobs[job]!;
    state.held = state.held.filter((each) => each !== slot);
    state.stages[stage]!.again.push(task);
    state.rerun++;
    running.set(job, (running.get(job) ?? 0) + 1);
  }
  jobs.jobs.forEach((job, index) => {
    if (job.phase !== 'opening' && job.phase !== 'running') return;
    const outputs = loseOutputs(run, index, node);
    job.rerun += outputs;
    const { id } = run.plan.jobs!.jobs[index]!;
    const other = run.plan.jobs!.nodes[node]!.id;
    if (running.has(index)) note(run.state, 'task-lost', id, { other, amount: running.get(index)!, detail: 'running' });
    if (outputs > 0) note(run.state, 'task-lost', id, { other, amount: outputs, detail: 'output' });
    for (const stage of job.stages) stage.again.sort((a, b) => a - b);
    if (job.master.node === node) loseMaster(run, index);
  });
  const state = jobs.nodes[node]!;
  state.memory = state.vcores = 0;
  setLevel(state.busy, run.state.now, 0);
}
