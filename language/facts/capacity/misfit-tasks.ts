/** Tasks that no member of what their job runs on has room for, now or ever: Hadoop and Spark refuse them or let them wait without an end. */
import type { Job, Stage } from '../../model/model.js';
import { query } from '../query.js';
import { jobMembers } from './job-members.js';

export interface MisfitTasks {
  job: Job;
  stage: Stage;
  /** What is missing: bytes or cores that a task asks for, and the most that a member has; `both`: each fits somewhere, never the two on one member. */
  missing: { what: 'memory' | 'vcores'; asked: number; most: number } | { what: 'both' };
}

/** A core for a task where nothing is said. */
const TASK_VCORES = 1;

export const misfitTasks = query('capacity.misfit-tasks', (facts): MisfitTasks[] => facts.read('jobs').flatMap((job) => {
  const rooms = facts.ask(jobMembers, job.on).map(({ memory = Infinity, vcores = Infinity }) => ({ memory, vcores }));
  if (rooms.length === 0) return [];
  const most = { memory: Math.max(...rooms.map((room) => room.memory)), vcores: Math.max(...rooms.map((room) => room.vcores)) };
  return job.stages.flatMap((stage): MisfitTasks[] => {
    const asked = { memory: stage.memory ?? 0, vcores: stage.vcores ?? TASK_VCORES };
    if (stage.tasks < 1 || rooms.some((room) => room.memory >= asked.memory && room.vcores >= asked.vcores)) return [];
    const what = (['memory', 'vcores'] as const).find((each) => asked[each] > most[each]);
    return [{ job, stage, missing: what ? { what, asked: asked[what], most: most[what] } : { what: 'both' } }];
  });
}));
