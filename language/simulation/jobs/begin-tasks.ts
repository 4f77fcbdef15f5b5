/** Beginning tasks of a job: its stages in source order, each task on the node that has most room. Of a stage that reads blocks a node gets a task whose block it has, where there is one. */
import type { Core } from '../core.js';
import { begin } from './attempts.js';
import { isLocal, isReadable } from './blocks.js';
import { closeJob, fail } from './ending.js';
import type { JobIndex, NodeIndex, StageIndex } from './job-plan.js';
import { serves } from './keepers.js';
import { bestNode } from './placing.js';

/** Tasks ahead among which a node looks for a block of its own. */
const LOOKAHEAD = 1000;

/** @returns how many tasks were begun; no more than `most`, and only such as the job's queue admits. */
export function beginTasks(run: Core, job: JobIndex, { most, admits }: { most: number; admits: (memory: number, vcores: number) => boolean } = ANY): number {
  const { stages, cluster: index } = run.plan.jobs!.jobs[job]!;
  const cluster = run.plan.jobs!.clusters[index]!;
  const state = run.state.jobs!.jobs[job]!;
  if (stages.length === 0) {
    closeJob(run, job);
    return 0;
  }
  if (cluster.kind !== 'spark' && !serves(run, cluster.manager)) return 0;
  if (cluster.master && !state.master.alive) return 0;
  const named = serves(run, cluster.storage?.names);
  const tooLarge = stages.find(({ memory, vcores }) => !cluster.nodes.some((node) => run.plan.jobs!.nodes[node]!.memory >= memory && run.plan.jobs!.nodes[node]!.vcores >= vcores));
  if (tooLarge) {
    fail(run, job, 'too-large');
    return 0;
  }
  let begun = 0;
  stages.forEach(({ after, tasks, memory, vcores, reads }, stage) => {
    const own = state.stages[stage]!;
    const ready = after.every((each) => state.stages[each]!.finished >= stages[each]!.tasks);
    // Inputs and results are files.
    if (!ready || (!named && (reads || stages.every((each) => !each.after.includes(stage))))) return;
    while (begun < most && own.finished + own.running < tasks && admits(memory, vcores)) {
      const node = bestNode(run, cluster, memory, vcores);
      if (node < 0) return;
      const task = taskFor(run, job, stage, node);
      if (task === undefined) return;
      begin(run, job, stage, task, node);
      begun++;
    }
  });
  return begun;
}

const ANY = { most: Infinity, admits: (): boolean => true };

/** What is to be begun again goes first. @returns undefined where no block can be read. */
function taskFor(run: Core, job: JobIndex, stage: StageIndex, node: NodeIndex): number | undefined {
  const { tasks, reads } = run.plan.jobs!.jobs[job]!.stages[stage]!;
  const state = run.state.jobs!.jobs[job]!.stages[stage]!;
  const isFresh = (task: number): boolean => (state.tries[task] ?? 0) === 0;
  while (state.next < tasks && !isFresh(state.next)) state.next++;
  if (!reads) return state.again.shift() ?? state.next++;
  let found: number | undefined;
  for (let at = 0; at < state.again.length && at < LOOKAHEAD; at++) {
    const task = state.again[at]!;
    if (!isReadable(run, job, stage, task)) continue;
    found ??= task;
    if (!isLocal(run, job, stage, task, node)) continue;
    found = task;
    break;
  }
  if (found !== undefined) {
    state.again.splice(state.again.indexOf(found), 1);
    return found;
  }
  for (let task = state.next; task < tasks && (found === undefined || task < state.next + LOOKAHEAD); task++) {
    if (!isFresh(task) || !isReadable(run, job, stage, task)) continue;
    if (isLocal(run, job, stage, task, node)) return task;
    found ??= task;
  }
  return found;
}
