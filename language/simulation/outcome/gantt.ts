/** The tasks of a job over time: where each ran, from when to when, which try it was, and what became of it. */
import type { JobPlan } from '../jobs/job-plan.js';
import type { AttemptState, JobState, TaskRecord } from '../jobs/job-state.js';
import type { Id } from '../../model/model.js';
import type { Plan } from '../plan.js';
import type { RunState } from '../run-state.js';

export interface Gantt {
  job: Id;
  /** Seconds from the start of the run; undefined where it was never submitted, or has not ended. */
  submitted?: number;
  ended?: number;
  outcome: 'done' | 'failed' | 'unfinished';
  /** Why it failed: `driver`, `tracker`, `too-large`, `too-many`, `queue`. */
  reason?: string;
  /** In the order in which they began. */
  tasks: TaskBar[];
  /** Tasks that were too many to keep. */
  more: number;
  /** Of tasks that read blocks: how many had theirs on their own machine. */
  locality?: { local: number; remote: number };
}

export interface TaskBar {
  stage: string;
  /** From 1. */
  task: number;
  attempt: number;
  node: Id;
  start: number;
  /** Undefined while it runs. */
  end?: number;
  outcome: TaskRecord['outcome'] | 'running';
}

export function jobOf(plan: Plan, state: RunState, id: Id): { index: number; plan: JobPlan; state: JobState } | undefined {
  const index = plan.jobs?.jobs.findIndex((job) => job.id === id) ?? -1;
  return index < 0 ? undefined : { index, plan: plan.jobs!.jobs[index]!, state: state.jobs!.jobs[index]! };
}

export function ganttOf(plan: Plan, state: RunState, id: Id): Gantt | undefined {
  const job = jobOf(plan, state, id);
  if (!job) return undefined;
  const { phase, submitted, ended, reason, stages } = job.state;
  const bar = ({ stage, task, attempt, node, start }: TaskRecord | AttemptState): Omit<TaskBar, 'outcome'> => ({
    stage: job.plan.stages[stage]!.name, task: task + 1, attempt, node: plan.jobs!.nodes[node]!.id, start,
  });
  const { records, attempts, unrecorded } = state.jobs!;
  const tasks: TaskBar[] = [
    ...records.filter((record) => record.job === job.index).map((record) => ({ ...bar(record), end: record.end, outcome: record.outcome })),
    ...attempts.filter((attempt) => attempt.job === job.index).map((attempt) => ({ ...bar(attempt), outcome: 'running' as const })),
  ];
  const order = new Map(job.plan.stages.map((stage, index) => [stage.name, index]));
  tasks.sort((a, b) => a.start - b.start || order.get(a.stage)! - order.get(b.stage)! || a.task - b.task || a.attempt - b.attempt);
  const reading = job.plan.stages.some((stage) => stage.reads);
  return {
    job: id, outcome: phase === 'done' || phase === 'failed' ? phase : 'unfinished', tasks, more: unrecorded,
    ...(submitted < 0 ? {} : { submitted }), ...(ended < 0 ? {} : { ended }), ...(reason === '' ? {} : { reason }),
    ...(reading ? { locality: { local: stages.reduce((sum, stage) => sum + stage.local, 0), remote: stages.reduce((sum, stage) => sum + stage.remote, 0) } } : {}),
  };
}
