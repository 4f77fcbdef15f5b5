/**
 * A run: it only steps. Whoever plays it owns the clock; two runs of one plan and seed are the same to the last event.
 */
import { answer, giveUp, proceed, returned, tryAgain } from './calls.js';
import { checkDue, wakeChecks } from './balancing/checks.js';
import { Core, EVENT, STEP } from './core.js';
import { EventQueue, type QueuedEvents } from './event-queue.js';
import { keepLevels, restartFigures } from './figures.js';
import { initialState } from './initial-state.js';
import { jobEvent } from './jobs/events.js';
import { jobsGoOn } from './jobs/going-on.js';
import { settleJobs } from './jobs/settle-jobs.js';
import { arrive, done, startLoads } from './loads.js';
import { copyOf } from './plain-copy.js';
import type { Id } from '../model/model.js';
import { arrivesInVain, consumed, settleBrokers, takeNext } from './messages/delivery.js';
import type { EventPlan, Plan, Ways } from './plan.js';
import type { Mode, RunState } from './run-state.js';
import { enter, leave, serviceDone } from './stations.js';
import { copyArrived, copyEnded } from './takeover/copies.js';
import { takeoverDue } from './takeover/groups.js';
import { happen, inflict } from './trouble/happenings.js';
import { startWear, wear } from './trouble/wear.js';
import { fallenModes, resume } from './trouble/refresh.js';
import type { Trouble } from './trouble/trouble.js';
import { linkPassed } from './transit.js';

/** Seconds after the end within which what was asked before has to come to an end: somebody may wait for ever. */
const LONGEST_AFTERMATH = 86_400;
/** Seconds after which jobs without a stated end are given up. */
export const LONGEST_JOBS = 31 * 86_400;

export interface Snapshot { state: RunState; queue: QueuedEvents }

export class Run {
  private readonly core: Core;

  /** @param from goes on where a snapshot of the same plan was taken. */
  constructor(readonly plan: Plan, ways: Ways, from?: Snapshot) {
    this.core = new Core(plan, ways, from ? copyOf(from.state) : initialState(plan), from ? EventQueue.from(from.queue) : new EventQueue());
    if (from) {
      resume(this.core);
      return;
    }
    plan.events.forEach((event, index) => this.core.queue.push(event.at, EVENT.happening, index, 0));
    if (plan.warmup > 0) this.core.queue.push(plan.warmup, EVENT.warmupOver, 0, 0);
    startLoads(this.core);
    startWear(this.core);
    wakeChecks(this.core);
  }

  get state(): RunState { return this.core.state; }
  get now(): number { return this.core.state.now; }

  /** The elements that do not answer now, what fell with others included, and how. */
  get modes(): ReadonlyMap<Id, Mode> { return fallenModes(this.core); }
  /** What carries nothing now, and who stands by. */
  get trouble(): Trouble { return this.core.trouble; }
  get jobsGoOn(): boolean { return jobsGoOn(this.core); }

  /** The moment of the next event; Infinity where nothing happens any more. */
  get next(): number { return this.core.queue.head; }

  /** Handles the next event and all that follows from it in the same moment; false where there is none. */
  step(): boolean {
    const { core } = this;
    const { queue, state } = core;
    if (!queue.pop()) return false;
    state.now = queue.time;
    state.events++;
    switch (queue.kind) {
      case EVENT.serviceDone: serviceDone(core, queue.first, queue.second); break;
      case EVENT.linkPassed: linkPassed(core, queue.first, queue.second); break;
      case EVENT.arrival: arrive(core, queue.first, queue.second); break;
      case EVENT.deadline: giveUp(core, queue.first); break;
      case EVENT.happening: happen(core, queue.first); break;
      case EVENT.takeover:
        takeoverDue(core, queue.first, queue.second);
        settleJobs(core);
        settleBrokers(core);
        break;
      case EVENT.wear: wear(core, queue.first, queue.second); break;
      case EVENT.tryAgain: tryAgain(core, queue.first, queue.second); break;
      case EVENT.check: checkDue(core, queue.first, queue.second); break;
      case EVENT.warmupOver: restartFigures(core); break;
      default: jobEvent(core, queue.kind, queue.first, queue.second);
    }
    this.handleReady();
    return true;
  }

  private handleReady(): void {
    const { core } = this;
    const { ready } = core;
    for (let at = 0; at < core.readyCount; at += 2) {
      const visit = ready[at + 1]!;
      switch (ready[at]) {
        case STEP.enter:
          if (!arrivesInVain(core, visit)) enter(core, visit);
          break;
        case STEP.proceed: proceed(core, visit); break;
        case STEP.leave:
          leave(core, visit);
          takeNext(core, core.state.visits[visit]!.station);
          break;
        case STEP.answer:
          if (!consumed(core, visit)) answer(core, visit);
          break;
        case STEP.returned: returned(core, visit); break;
        case STEP.done: done(core, visit); break;
        case STEP.copyArrived: copyArrived(core, visit); break;
        case STEP.copyEnded: copyEnded(core, visit); break;
      }
    }
    core.readyCount = 0;
  }

  /** Something that the plan does not know happens now, after all that happened in this moment so far. */
  inflict(event: EventPlan): void {
    inflict(this.core, event);
    this.handleReady();
  }

  /** Handles all events up to and including `until`, and stands there. */
  runUntil(until: number): void {
    while (this.next <= until) this.step();
    if (this.now < until && until !== Infinity) this.core.state.now = until;
  }

  /** To the end: through the plan's duration, or to the end of its jobs; and until what was asked by then is answered or given up. */
  finish(): void {
    for (const _ of this.finishing(Infinity));
  }

  /** The same in slices: pauses after so many events, for those who have something else to do meanwhile. */
  *finishing(slice: number): Generator<void, void, void> {
    let left = slice;
    const pauses = (): boolean => {
      if (--left > 0) return false;
      left = slice;
      return true;
    };
    while (this.next <= this.plan.duration) {
      this.step();
      if (pauses()) yield;
    }
    if (this.now < this.plan.duration) this.state.now = this.plan.duration;
    if (this.plan.untilJobsDone) {
      while (jobsGoOn(this.core) && this.next <= LONGEST_JOBS && this.step()) if (pauses()) yield;
      this.state.ended = this.now;
    }
    keepLevels(this.core);
    const latest = this.now + LONGEST_AFTERMATH;
    while ((this.state.live > 0 || jobsGoOn(this.core)) && this.next <= latest && this.step()) if (pauses()) yield;
  }

  snapshot(): Snapshot {
    return { state: copyOf(this.state), queue: this.core.queue.snapshot() };
  }
}
