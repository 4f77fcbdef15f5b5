/** The first steps of a job, before its tasks run: who must be there for each, and whose word has to travel. */
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import { fail } from './ending.js';
import { MOST_TASKS, type JobIndex } from './job-plan.js';
import { delay, nameOf, serves } from './keepers.js';
import { came, later, wantHandout } from './later.js';
import { startMaster } from './masters.js';
import { OPENING } from './steps.js';

export function submit(run: Core, job: JobIndex): void {
  const jobs = run.state.jobs!;
  const state = jobs.jobs[job]!;
  if (state.phase !== 'planned') return;
  const { id, cluster } = run.plan.jobs!.jobs[job]!;
  state.phase = 'opening';
  state.submitted = run.state.now;
  jobs.order.push(job);
  note(run.state, 'job-submitted', id);
  if (run.plan.jobs!.jobs[job]!.stages.reduce((sum, { tasks }) => sum + tasks, 0) > MOST_TASKS) {
    fail(run, job, 'too-many');
    return;
  }
  const { client, driver, manager, kind } = run.plan.jobs!.clusters[cluster]!;
  wait(run, job, delay(run, client, nameOf(run, kind === 'spark' ? driver ?? manager : manager)));
  proceedWith(run, job);
}

/** A word has arrived. */
export function arrived(run: Core, job: JobIndex, serial: number): void {
  came(run);
  const state = run.state.jobs!.jobs[job]!;
  if (state.serial !== serial) return;
  state.waits = false;
  if (state.phase === 'opening') proceedWith(run, job);
}

/** Takes the steps that can be taken now. A container for the application master comes with the next handing out. */
export function proceedWith(run: Core, job: JobIndex, handedOut = false): void {
  const state = run.state.jobs!.jobs[job]!;
  const { id, cluster: index } = run.plan.jobs!.jobs[job]!;
  const cluster = run.plan.jobs!.clusters[index]!;
  const { manager, driver, client, master, kind, nodes } = cluster;
  const tell = (detail: string, amount?: number, other?: string): void => note(run.state, 'job-step', id, { detail, ...(amount === undefined ? {} : { amount }), ...(other === undefined ? {} : { other }) });
  const nodeId = (node: number): string | undefined => run.plan.jobs!.nodes[node]?.id;
  while (!state.waits && state.phase === 'opening') {
    const step = OPENING[kind][state.step];
    if (step === undefined) {
      state.phase = 'running';
      wantHandout(run, index);
      return;
    }
    if (kind === 'yarn' && !serves(run, manager)) return;
    if (step === 'submit') tell(`${kind}-submit`, undefined, client);
    else if (step === 'start-master') {
      if (master) {
        if (!handedOut) {
          wantHandout(run, index);
          return;
        }
        if (!startMaster(run, job)) return;
      }
      tell('yarn-start-master', Math.max(1, state.master.attempt), nodeId(state.master.node));
      wait(run, job, delay(run, nameOf(run, manager), nodeId(state.master.node)));
    } else if (step === 'register') {
      tell('yarn-register', undefined, nodeId(state.master.node));
      wait(run, job, delay(run, nodeId(state.master.node), nameOf(run, manager)));
    } else if (step === 'ask') tell('yarn-ask', left(run, job));
    else if (step === 'context') {
      if (!serves(run, driver)) {
        fail(run, job, 'driver');
        return;
      }
      tell('spark-context', undefined, nameOf(run, driver));
      wait(run, job, delay(run, nameOf(run, driver), nameOf(run, manager)));
    } else {
      if (!serves(run, manager)) return;
      const members = nodes.filter((node) => run.state.jobs!.nodes[node]!.member && run.state.jobs!.nodes[node]!.alive);
      tell('spark-executors', members.length, nameOf(run, manager));
      // They start at the manager's word, and say to the driver that they are there.
      wait(run, job, Math.max(0, ...members.map((node) => delay(run, nameOf(run, manager), nodeId(node)) + delay(run, nodeId(node), nameOf(run, driver)))));
    }
    state.step++;
  }
}

function wait(run: Core, job: JobIndex, seconds: number): void {
  if (seconds <= 0) return;
  const state = run.state.jobs!.jobs[job]!;
  state.waits = true;
  later(run, run.state.now + seconds, EVENT.jobWord, job, ++state.serial);
}

/** Tasks that are neither done nor at work. */
function left(run: Core, job: JobIndex): number {
  const { stages } = run.state.jobs!.jobs[job]!;
  return run.plan.jobs!.jobs[job]!.stages.reduce((sum, { tasks }, index) => sum + tasks - stages[index]!.finished - stages[index]!.running, 0);
}
