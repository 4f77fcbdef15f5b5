/** Outputs of finished tasks on a lost node: those that an unfinished stage needs are made again, and what making them needs, too. */
import type { Core } from '../core.js';
import type { JobIndex, NodeIndex, StagePlan } from './job-plan.js';

/** In place of a node: the output was lost. */
const GONE = -2;

/** @returns how many finished tasks will run again. */
export function loseOutputs(run: Core, job: JobIndex, node: NodeIndex): number {
  const { stages } = run.plan.jobs!.jobs[job]!;
  const states = run.state.jobs!.jobs[job]!.stages;
  const readers = readersOf(stages);
  const isUnfinished = (stage: number): boolean => states[stage]!.finished < stages[stage]!.tasks;
  for (const { outputs } of states) outputs.forEach((at, task) => { if (at === node) outputs[task] = GONE; });
  const pending = stages.map((_, index) => index);
  let count = 0;
  for (let stage = pending.pop(); stage !== undefined; stage = pending.pop()) {
    const state = states[stage]!;
    if (state.finished === 0 || !readers[stage]!.some(isUnfinished)) continue;
    let lost = 0;
    state.outputs.forEach((at, task) => {
      if (at !== GONE) return;
      state.outputs[task] = -1;
      state.again.push(task);
      lost++;
    });
    if (lost === 0) continue;
    state.finished -= lost;
    count += lost;
    pending.push(...stages[stage]!.after);
  }
  return count;
}

/** Of each stage those that are after it. */
export function readersOf(stages: readonly StagePlan[]): number[][] {
  const readers: number[][] = stages.map(() => []);
  stages.forEach(({ after }, index) => after.forEach((each) => readers[each]!.push(index)));
  return readers;
}
