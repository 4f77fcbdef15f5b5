/** Node's timers. */
import type { Scheduler } from './scheduler.js';

export const nodeScheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  soon(run) {
    const timer = setImmediate(run);
    return () => clearImmediate(timer);
  },
  now: () => performance.now(),
};
