/** Jobs before the first is submitted. */
import { streamOf } from '../random/stream.js';
import { timeAverage } from '../statistics/time-average.js';
import type { JobsPlan } from './job-plan.js';
import type { JobsState } from './job-state.js';

export function initialJobs(plan: JobsPlan, seed: number): JobsState {
  return {
    nodes: plan.nodes.map(() => ({ alive: true, heard: true, member: true, expires: -1, memory: 0, vcores: 0, busy: timeAverage(0) })),
    jobs: plan.jobs.map((job) => ({
      phase: 'planned', step: 0, waits: false, serial: 0, submitted: -1, ended: -1, rerun: 0, master: { node: -1, attempt: 0, alive: false }, told: [], held: [], reason: '',
      stages: job.stages.map((stage) => ({
        finished: 0, running: 0, next: 0, again: [], tries: [], outputs: [], local: 0, remote: 0, moved: {},
        stream: streamOf(seed, `${job.id}\u0001${stage.name}`, 'task'),
      })),
    })),
    ...(plan.queues ? { queues: plan.queues.map(() => ({ memory: 0, vcores: 0 })) } : {}),
    order: [],
    attempts: [],
    free: [],
    storage: plan.clusters.map(({ storage }) => (storage?.nodes ?? []).map(() => ({ alive: true, counted: true, expires: -1 }))),
    records: [],
    unrecorded: 0,
    ticks: plan.clusters.map(() => -1),
    pending: 0,
  };
}
