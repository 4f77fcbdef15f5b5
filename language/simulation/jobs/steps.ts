/** The first steps of a job by how its cluster works; what is told of each stands in the messages. */
import type { ClusterKind } from './job-plan.js';

export const OPENING: Record<ClusterKind, readonly string[]> = {
  yarn: ['submit', 'start-master', 'register', 'ask'],
  spark: ['submit', 'context', 'executors'],
  plain: [],
};

/** Steps while tasks run, each told once. */
export const RUNNING: Record<ClusterKind, readonly string[]> = { yarn: ['launch', 'run', 'status'], spark: ['tasks'], plain: [] };
