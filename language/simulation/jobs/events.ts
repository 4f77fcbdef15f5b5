/** What comes due in jobs. */
import { EVENT, type Core } from '../core.js';
import { giveUpDataNode } from './data-nodes.js';
import { closed, taskEnded } from './ending.js';
import { handOut } from './handing-out.js';
import { came } from './later.js';
import { giveUpNode } from './nodes.js';
import { arrived } from './opening.js';
import { goOnWithJobs } from './settle-jobs.js';

export function jobEvent(run: Core, kind: number, first: number, second: number): void {
  switch (kind) {
    case EVENT.taskEnd: taskEnded(run, first, second); break;
    case EVENT.jobWord: arrived(run, first, second); break;
    case EVENT.jobClosed: closed(run, first, second); break;
    case EVENT.handout: handOut(run, first); break;
    case EVENT.nodeExpired:
      came(run);
      giveUpNode(run, first);
      goOnWithJobs(run);
      break;
    case EVENT.dataNodeExpired:
      came(run);
      giveUpDataNode(run, second, first);
      goOnWithJobs(run);
      break;
  }
}
