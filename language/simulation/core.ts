/**
 * What all behaviours of a run share: plan, state, future events, and what is to be done in this very moment. Behaviours
 * never call each other; they say what comes next, and the run does it. A deep chain of calls so needs no deep stack.
 */
import type { EventQueue } from './event-queue.js';
import type { Plan, Ways } from './plan.js';
import type { RunState } from './run-state.js';

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

/** What a visit does next, in this moment. */
export const STEP = {
  /** It has come to its station. */
  enter: 0,
  /** It makes its next call, or has made them all. */
  proceed: 1,
  /** It leaves its station with its result. */
  leave: 2,
  /** Its answer sets out. */
  answer: 3,
  /** Its answer is there. */
  returned: 4,
  /** A request from outside has its answer. */
  done: 5,
} as const;

export class Core {
  /** Steps and visits, flat, in the order in which they are done. */
  readonly ready: number[] = [];

  constructor(readonly plan: Plan, readonly ways: Ways, readonly state: RunState, readonly queue: EventQueue) {}

  soon(step: number, visit: number): void {
    this.ready.push(step, visit);
  }

  after(delay: number, kind: number, first: number, second: number): void {
    this.queue.push(this.state.now + delay, kind, first, second);
  }
}
