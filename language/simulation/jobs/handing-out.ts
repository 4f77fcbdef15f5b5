/**
 * Handing out: jobs in the order in which they came, their stages in source order, each task to the node that has most
 * room. A task that fits nowhere now lets those behind it pass. Of a stage that reads blocks a node gets a task whose block
 * it has, where there is one.
 */
import type { Core } from '../core.js';
import { begin } from './attempts.js';
import { isLocal, isReadable } from './blocks.js';
import { closeJob, fail, takeReports, told } from './ending.js';
import type { ClusterIndex, JobIndex, NodeIndex, StageIndex } from './job-plan.js';
import { serves } from './keepers.js';
import { came } from './later.js';
import { proceedWith } from './opening.js';
import { bestNode } from './placing.js';
import { OPENING } from './steps.js';

/** Tasks ahead among which a node looks for a block of its own. */
const LOOKAHEAD = 1000;

export function handOut(run: Core, cluster: ClusterIndex): void {
  const jobs = came(run);
  if (jobs.ticks[cluster]! <= run.state.now) jobs.ticks[cluster] = -1;
  const { master } = run.plan.jobs!.clusters[cluster]!;
  for (const job of [...jobs.order]) {
    if (run.plan.jobs!.jobs[job]!.cluster !== cluster) continue;
    const state = jobs.jobs[job]!;
    if (state.phase === 'opening' && master && state.step === OPENING.yarn.indexOf('start-master')) proceedWith(run, job, true);
    takeReports(run, job);
    if (state.phase === 'running') handOutTo(run, job);
    // Its master has room, its tasks come before those of the next: it has only not asked yet.
    if (state.phase === 'opening' && state.master.node >= 0) return;
  }
}

function handOutTo(run: Core, job: JobIndex): void {
  const { stages, cluster: index } = run.plan.jobs!.jobs[job]!;
  const cluster = run.plan.jobs!.clusters[index]!;
  const state = run.state.jobs!.jobs[job]!;
  if (stages.length === 0) {
    closeJob(run, job);
    return;
  }
  if (cluster.kind !== 'spark' && !serves(run, cluster.manager)) return;
  if (cluster.master && !state.master.alive) return;
  const named = serves(run, cluster.storage?.names);
  const tooLarge = stages.find(({ memory, vcores }) => !cluster.nodes.some((node) => run.plan.jobs!.nodes[node]!.memory >= memory && run.plan.jobs!.nodes[node]!.vcores >= vcores));
  if (tooLarge) {
    fail(run, job, 'too-large');
    return;
  }
  let begun = 0;
  stages.forEach(({ after, tasks, memory, vcores, reads }, stage) => {
    const own = state.stages[stage]!;
    const ready = after.every((each) => state.stages[each]!.finished >= stages[each]!.tasks);
    // Inputs and results are files.
    if (!ready || (!named && (reads || stages.every((each) => !each.after.includes(stage))))) return;
    while (own.finished + own.running < tasks) {
      const node = bestNode(run, cluster, memory, vcores);
      if (node < 0) return;
      const task = taskFor(run, job, stage, node);
      if (task === undefined) return;
      begin(run, job, stage, task, node);
      begun++;
    }
  });
  if (begun === 0) return;
  told(run, job, 'launch', begun);
  told(run, job, 'run');
  told(run, job, 'tasks', begun);
}

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
