/** After something has changed: who lives, who is heard, whose driver is gone, and who can go on. */
import type { Core } from '../core.js';
import { settleDataNodes } from './data-nodes.js';
import { deregister, fail, takeReports } from './ending.js';
import { wantHandout } from './later.js';
import { settleNodes } from './nodes.js';
import { proceedWith } from './opening.js';

export function settleJobs(run: Core): void {
  if (!run.state.jobs) return;
  settleDataNodes(run);
  settleNodes(run);
  goOnWithJobs(run);
}

export function goOnWithJobs(run: Core): void {
  const { clusters, jobs: plans } = run.plan.jobs!;
  const jobs = run.state.jobs!;
  for (const job of [...jobs.order]) {
    const { phase, step } = jobs.jobs[job]!;
    const { driver, kind } = clusters[plans[job]!.cluster]!;
    const gone = driver !== undefined && driver.stations.every((station) => ['silent', 'refusing'].includes(run.state.stations[station]!.mode));
    if (gone && (phase === 'running' || (phase === 'opening' && step > 0) || phase === 'closing')) {
      fail(run, job, kind === 'spark' ? 'driver' : 'tracker');
      continue;
    }
    if (phase === 'opening') proceedWith(run, job);
    takeReports(run, job);
    deregister(run, job);
    wantHandout(run, plans[job]!.cluster);
  }
}
