/**
 * A run: it only steps. Whoever plays it owns the clock; two runs of one plan and seed are the same to the last event.
 */
import { arrive, startLoads } from './loads.js';
import { EventQueue, type QueuedEvents } from './event-queue.js';
import { initialState } from './initial-state.js';
import { copyOf } from './plain-copy.js';
import type { Plan, Ways } from './plan.js';
import { restartFigures } from './figures.js';
import type { RunState } from './run-state.js';
import { serviceDone } from './stations.js';
import { giveUp, proceed } from './calls.js';
import { linkPassed } from './transit.js';

/** Kinds of events, and what their two numbers are. */
export const EVENT = {
  /** load, user or 0 */
  arrival: 0,
  /** visit, serial */
  serviceDone: 1,
  /** visit, serial: it has passed the next link, or all that need no time of their own */
  linkPassed: 2,
  /** call, 0: the first of its callers may give up */
  deadline: 3,
  /** 0, 0 */
  warmupOver: 4,
} as const;

export interface Snapshot { state: RunState; queue: QueuedEvents }

export class Run {
  readonly state: RunState;
  readonly queue: EventQueue;
  /** Visits to go on with in this very moment: a deep chain of calls needs no deep stack. */
  readonly ready: number[] = [];

  constructor(readonly plan: Plan, readonly ways: Ways, from?: Snapshot) {
    if (from) {
      this.state = copyOf(from.state);
      this.queue = EventQueue.from(from.queue);
    } else {
      this.state = initialState(plan);
      this.queue = new EventQueue();
      if (plan.warmup > 0) this.queue.push(plan.warmup, EVENT.warmupOver, 0, 0);
      startLoads(this);
    }
  }

  get now(): number { return this.state.now; }

  /** The moment of the next event; Infinity where nothing happens any more. */
  get next(): number { return this.queue.head; }

  /** Handles the next event; false where there is none. */
  step(): boolean {
    const { queue, state } = this;
    if (!queue.pop()) return false;
    state.now = queue.time;
    state.events++;
    switch (queue.kind) {
      case EVENT.serviceDone: serviceDone(this, queue.first, queue.second); break;
      case EVENT.linkPassed: linkPassed(this, queue.first, queue.second); break;
      case EVENT.arrival: arrive(this, queue.first); break;
      case EVENT.deadline: giveUp(this, queue.first); break;
      case EVENT.warmupOver: restartFigures(this); break;
    }
    while (this.ready.length > 0) proceed(this, this.ready.pop()!);
    return true;
  }

  /** Handles all events up to and including `until`, and stands there. */
  runUntil(until: number): void {
    while (this.queue.head <= until) this.step();
    if (this.state.now < until && until !== Infinity) this.state.now = until;
  }

  /** To the end: through the plan's duration, and until what was asked by then is answered or given up. */
  finish(): void {
    this.runUntil(this.plan.duration);
    while (this.state.live > 0 && this.step());
  }

  snapshot(): Snapshot {
    return { state: copyOf(this.state), queue: this.queue.snapshot() };
  }
}
