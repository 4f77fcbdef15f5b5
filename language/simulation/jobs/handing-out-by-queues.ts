/** Handing out where the scheduler has queues: one container at a time, each to the queue that comes next, in a queue first come, first served. */
import type { Core } from '../core.js';
import { beginTasks } from './begin-tasks.js';
import { fail, takeReports, toldBegun } from './ending.js';
import type { ClusterIndex, JobIndex, QueueIndex } from './job-plan.js';
import { serves } from './keepers.js';
import { proceedWith } from './opening.js';
import { couldTake, mayTake, nextQueue, sizeEver, sizeNow, type Size } from './queues.js';
import { OPENING } from './steps.js';

export function handOutByQueues(run: Core, cluster: ClusterIndex): void {
  const jobs = run.state.jobs!;
  const waiting = jobs.order.filter((job) => run.plan.jobs!.jobs[job]!.cluster === cluster);
  for (const job of waiting) takeReports(run, job);
  const now = sizeNow(run, cluster);
  const ever = sizeEver(run, cluster);
  const passed = new Set<QueueIndex>();
  const begun = new Map<JobIndex, number>();
  for (let queue = nextQueue(run, cluster, passed, now); queue >= 0; queue = nextQueue(run, cluster, passed, now)) {
    const job = handOne(run, queue, waiting, now, ever, begun);
    if (job < 0) passed.add(queue);
  }
  for (const [job, count] of begun) toldBegun(run, job, count);
}

/** The first job of the queue that can take a container takes it. @returns -1 where none can. */
function handOne(run: Core, queue: QueueIndex, waiting: readonly JobIndex[], now: Size, ever: Size, begun: Map<JobIndex, number>): JobIndex {
  for (const job of waiting) {
    const { queue: own, cluster, stages } = run.plan.jobs!.jobs[job]!;
    if (own !== queue) continue;
    const state = run.state.jobs!.jobs[job]!;
    const { master, manager } = run.plan.jobs!.clusters[cluster]!;
    if (state.phase === 'opening' && master && state.step === OPENING.yarn.indexOf('start-master') && serves(run, manager)) {
      if (!couldTake(run, queue, master, ever)) {
        fail(run, job, 'queue');
        continue;
      }
      if (mayTake(run, queue, master, now)) proceedWith(run, job, true);
      if (state.master.node >= 0) return job;
    }
    if (state.phase === 'running') {
      if (stages.some((stage) => !couldTake(run, queue, stage, ever))) {
        fail(run, job, 'queue');
        continue;
      }
      const count = beginTasks(run, job, { most: 1, admits: (memory, vcores) => mayTake(run, queue, { memory, vcores }, now) });
      if (count > 0) {
        begun.set(job, (begun.get(job) ?? 0) + count);
        return job;
      }
    }
    // Its master has room, its tasks come before those of the next: it has only not asked yet.
    if (state.phase === 'opening' && state.master.node >= 0) return -1;
  }
  return -1;
}
