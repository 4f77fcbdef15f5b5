/** Application masters: each takes a container of its own; when its node is lost, another is started, and takes up the work where it stood. */
import type { Core } from '../core.js';
import { note } from '../outcome/log.js';
import { take } from './attempts.js';
import { bestNode } from './placing.js';
import type { JobIndex } from './job-plan.js';
import { charge } from './queues.js';
import { OPENING } from './steps.js';

/** @returns false where no node has room for it. */
export function startMaster(run: Core, job: JobIndex): boolean {
  const { clusters, jobs } = run.plan.jobs!;
  const cluster = clusters[jobs[job]!.cluster]!;
  const { master } = run.state.jobs!.jobs[job]!;
  const { memory, vcores } = cluster.master!;
  const node = bestNode(run, cluster, memory, vcores);
  if (node < 0) return false;
  take(run, node, memory, vcores);
  charge(run, job, memory, vcores);
  master.node = node;
  master.attempt++;
  master.alive = true;
  return true;
}

/** Its node is lost, and what was taken of it. */
export function loseMaster(run: Core, job: JobIndex): void {
  const state = run.state.jobs!.jobs[job]!;
  note(run.state, 'master-lost', run.plan.jobs!.jobs[job]!.id, { other: run.plan.jobs!.nodes[state.master.node]!.id });
  // Of the node nothing is taken any more; of its queue it still is.
  const { memory, vcores } = run.plan.jobs!.clusters[run.plan.jobs!.jobs[job]!.cluster]!.master!;
  charge(run, job, -memory, -vcores);
  state.master.node = -1;
  state.master.alive = false;
  state.phase = 'opening';
  state.step = OPENING.yarn.indexOf('start-master');
  state.waits = false;
  state.serial++;
}

export function endMaster(run: Core, job: JobIndex): void {
  const { clusters, jobs } = run.plan.jobs!;
  const { master } = run.state.jobs!.jobs[job]!;
  if (master.node < 0) return;
  const { memory, vcores } = clusters[jobs[job]!.cluster]!.master!;
  take(run, master.node, -memory, -vcores);
  charge(run, job, -memory, -vcores);
  master.node = -1;
  master.alive = false;
}
