/** Whether jobs can still come to an end: some are in the line, and something is still to happen. */
import type { Core } from '../core.js';

/** Seconds after the last of what a scenario does in which a master that was lost may still be stood in for. */
const AFTERMATH = 3600;

export function jobsGoOn(run: Core): boolean {
  const { jobs } = run.state;
  if (!jobs) return false;
  const last = run.plan.events.at(-1)?.at ?? 0;
  if (run.state.now <= last && jobs.jobs.some(({ phase }) => phase === 'planned')) return true;
  // What wears is repaired at some time.
  const wears = (run.plan.wear ?? []).length > 0;
  return jobs.order.length > 0 && (jobs.pending > 0 || wears || run.queue.head <= last + AFTERMATH);
}
