/** Handing out: jobs in the order in which they came, or by the scheduler's queues. A task that fits nowhere now lets those behind it pass. */
import type { Core } from '../core.js';
import { beginTasks } from './begin-tasks.js';
import { takeReports, toldBegun } from './ending.js';
import { handOutByQueues } from './handing-out-by-queues.js';
import type { ClusterIndex } from './job-plan.js';
import { came } from './later.js';
import { proceedWith } from './opening.js';
import { OPENING } from './steps.js';

export function handOut(run: Core, cluster: ClusterIndex): void {
  const jobs = came(run);
  if (jobs.ticks[cluster]! <= run.state.now) jobs.ticks[cluster] = -1;
  const { master, queues } = run.plan.jobs!.clusters[cluster]!;
  if (queues) {
    handOutByQueues(run, cluster);
    return;
  }
  for (const job of [...jobs.order]) {
    if (run.plan.jobs!.jobs[job]!.cluster !== cluster) continue;
    const state = jobs.jobs[job]!;
    if (state.phase === 'opening' && master && state.step === OPENING.yarn.indexOf('start-master')) proceedWith(run, job, true);
    takeReports(run, job);
    if (state.phase === 'running') toldBegun(run, job, beginTasks(run, job));
    // Its master has room, its tasks come before those of the next: it has only not asked yet.
    if (state.phase === 'opening' && state.master.node >= 0) return;
  }
}
