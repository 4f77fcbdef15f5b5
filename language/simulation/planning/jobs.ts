/** The jobs of a scenario with the clusters that they run on, as a run needs them. */
import type { Job, Scenario, Stage } from '../../model/model.js';
import type { EventPlan } from '../plan.js';
import { MOST_TASKS, type JobPlan, type JobsPlan, type StagePlan } from '../jobs/job-plan.js';
import { ClustersOfPlan } from './clusters.js';
import { jobsIn } from './jobs-in.js';
import type { Planner } from './plan-of.js';
import { given } from './stations.js';

export function jobsOf(planner: Planner, scenario: Scenario): { jobs?: JobsPlan; events: EventPlan[] } {
  const found = jobsIn(planner.facts, scenario);
  if (found.length === 0) return { events: [] };
  const clusters = new ClustersOfPlan(planner);
  const jobs = found.map(({ job }): JobPlan => {
    const cluster = clusters.cluster(job.on);
    const reads = clusters.plans[cluster]!.storage !== undefined;
    return { id: job.id, cluster, ...given('queue', clusters.queueOf(job, cluster)), stages: stagesOf(planner, job, reads) };
  });
  return {
    jobs: { nodes: clusters.nodes, clusters: clusters.plans, jobs, ...(clusters.queues.length > 0 ? { queues: clusters.queues } : {}) },
    events: found.map(({ at }, job): EventPlan => ({ at, action: 'job', targets: [], job })),
  };
}

function stagesOf(planner: Planner, { name, stages }: Job, stored: boolean): StagePlan[] {
  const places = new Map<string, number>(stages.map((stage, index) => [stage.name, index]));
  const before = stages.map((stage) => [...new Set(stage.after)].flatMap((each) => places.get(each) ?? []));
  const filled = stages.flatMap(({ tasks }, index) => (whole(tasks) > 0 ? [index] : []));
  return filled.map((index) => {
    const stage = stages[index]!;
    const after = filledBefore(index, before, (each) => whole(stages[each]!.tasks) > 0).map((each) => filled.indexOf(each));
    if (stage.duration === undefined) planner.assumptions.add('simulation.assumption.no-duration', { job: name, stage: stage.name });
    return {
      name: stage.name, after, reads: stored && after.length === 0, tasks: whole(stage.tasks),
      memory: Math.max(0, stage.memory ?? 0), vcores: Math.max(0, stage.vcores ?? TASK_VCORES), duration: stage.duration ?? { type: 'constant', value: 0 },
    };
  });
}

/** A stage without tasks is done when those before it are: they stand for it. */
function filledBefore(index: number, before: readonly (readonly number[])[], isFilled: (stage: number) => boolean): number[] {
  const found = new Set<number>();
  const seen = new Set<number>();
  const pending = [...before[index]!].reverse();
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (isFilled(each)) found.add(each);
    else if (!seen.has(each)) pending.push(...before[each]!);
    seen.add(each);
  }
  return [...found];
}

/** A core for a task where nothing is said: `mapreduce.map.cpu.vcores`, `spark.task.cpus`. */
const TASK_VCORES = 1;

function whole(tasks: Stage['tasks']): number {
  // More are not run, and not counted either.
  return Math.min(Math.max(0, Math.floor(tasks)), MOST_TASKS + 1);
}

