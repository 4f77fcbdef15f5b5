/**
 * Blocks of HDFS, as far as tasks read them: block n has its copies on data nodes n, n + 1, … in turn. A block can be read
 * while one of its data nodes lives. When a data node counts as lost, its blocks are copied again from those that are left.
 */
import type { Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { ClusterIndex, JobIndex, NodeIndex, StageIndex } from './job-plan.js';

/** Data nodes that have a copy of what the task reads. */
function holders(run: Core, job: JobIndex, stage: StageIndex, task: number): number[] {
  const moved = run.state.jobs!.jobs[job]!.stages[stage]!.moved[task];
  if (moved) return moved;
  const { nodes, replicas } = run.plan.jobs!.clusters[run.plan.jobs!.jobs[job]!.cluster]!.storage!;
  return Array.from({ length: Math.min(replicas, nodes.length) }, (_, copy) => (task + copy) % nodes.length);
}

function livingHolders(run: Core, job: JobIndex, stage: StageIndex, task: number): number[] {
  const states = run.state.jobs!.storage[run.plan.jobs!.jobs[job]!.cluster]!;
  return holders(run, job, stage, task).filter((each) => states[each]!.alive);
}

export function isReadable(run: Core, job: JobIndex, stage: StageIndex, task: number): boolean {
  return livingHolders(run, job, stage, task).length > 0;
}

/** The task's block is on the node's own machine. */
export function isLocal(run: Core, job: JobIndex, stage: StageIndex, task: number, node: NodeIndex): boolean {
  const { nodes } = run.plan.jobs!.clusters[run.plan.jobs!.jobs[job]!.cluster]!.storage!;
  return livingHolders(run, job, stage, task).some((each) => nodes[each]!.beside.includes(node));
}

/** The NameNode has given a data node up: each of its blocks that a copy is left of gets another one, where there is room for it. */
export function copyAgain(run: Core, cluster: ClusterIndex, lost: number): void {
  const states = run.state.jobs!.storage[cluster]!;
  let [copied, gone] = [0, 0];
  run.plan.jobs!.jobs.forEach((job, at) => {
    if (job.cluster !== cluster) return;
    job.stages.forEach((stage, index) => {
      if (!stage.reads) return;
      for (let task = 0; task < stage.tasks; task++) {
        const now = holders(run, at, index, task);
        const place = now.indexOf(lost);
        if (place < 0) continue;
        if (!now.some((each) => states[each]!.alive)) {
          gone++;
          continue;
        }
        const target = nextHolder(states, now, lost);
        if (target < 0) continue;
        run.state.jobs!.jobs[at]!.stages[index]!.moved[task] = now.map((each) => (each === lost ? target : each));
        copied++;
      }
    });
  });
  const { id } = run.plan.jobs!.clusters[cluster]!.storage!.nodes[lost]!;
  if (copied > 0) note(run.state, 'blocks-copied', id, { amount: copied });
  if (gone > 0) note(run.state, 'blocks-missing', id, { amount: gone });
}

/** The next living one after it that has no copy yet; -1: every one has. */
function nextHolder(states: readonly { alive: boolean }[], now: readonly number[], lost: number): number {
  for (let step = 1; step < states.length; step++) {
    const each = (lost + step) % states.length;
    if (states[each]!.alive && !now.includes(each)) return each;
  }
  return -1;
}
