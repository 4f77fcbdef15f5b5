/**
 * What all behaviours of a run share: plan, state, future events, what follows from the state, and what is to be done in
 * this very moment. Behaviours never call each other; they say what comes next, and the run does it. A deep chain of calls
 * so needs no deep stack.
 */
import type { Id } from '../model/model.js';
import type { EventQueue } from './event-queue.js';
import type { CallIndex, Plan, StationIndex, WayPlan, Ways } from './plan.js';
import type { RunState } from './run-state.js';
import { NO_TROUBLE, type Trouble } from './trouble/trouble.js';

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
  /** event of the plan, 0 */
  happening: 5,
  /** group, serial: it may be time for another member to serve */
  takeover: 6,
  /** attempt, serial: a task has ended */
  taskEnd: 20,
  /** job, serial: a word of its first steps has arrived; its last word has */
  jobWord: 21,
  jobClosed: 22,
  /** cluster, 0: what is free is handed out */
  handout: 23,
  /** node, 0: it may count as lost */
  nodeExpired: 24,
  /** data node, cluster: the same */
  dataNodeExpired: 25,
  /** part that fails by chance, 1: it fails, 0: it is repaired */
  wear: 7,
  /** visit, serial: its time to try again has come */
  tryAgain: 8,
  /** balancer, place of the server: a health check begins, or has waited in vain */
  check: 9,
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
  /** A copy of what was written has come to who keeps it; that one's word has come back. */
  copyArrived: 6,
  copyEnded: 7,
} as const;

const NO_WAY = Symbol('no way');
/** A call that was not made yet. */
const NOTHING: (WayPlan | typeof NO_WAY | undefined)[] = [];
/** Over no links. */
const AT_ONCE: WayPlan = { forward: [], back: [] };

export class Core {
  /** Steps and visits, flat, in the order in which they are done. */
  readonly ready: number[] = [];
  /** How many numbers of `ready` are meant: it is not shortened, which costs as much as a step. */
  readyCount = 0;
  /** What follows from `state.trouble` and from who serves; `refresh` keeps it so. */
  trouble: Trouble = NO_TROUBLE;
  /** Of each group: enough of its members are up. */
  works: boolean[];
  private broken: ReadonlySet<Id> | undefined;
  /** Of each call the ways to its stations, from the one with the lowest number on; made when the call is first made. */
  private readonly known: (WayPlan | typeof NO_WAY | undefined)[][];
  private readonly lowest: number[];

  constructor(readonly plan: Plan, readonly ways: Ways, readonly state: RunState, readonly queue: EventQueue) {
    this.works = plan.groups.map(() => true);
    this.known = plan.calls.map(() => NOTHING);
    this.lowest = plan.calls.map(() => 0);
  }

  soon(step: number, visit: number): void {
    this.ready[this.readyCount++] = step;
    this.ready[this.readyCount++] = visit;
  }

  after(delay: number, kind: number, first: number, second: number): void {
    this.queue.push(this.state.now + delay, kind, first, second);
  }

  /** The links of a call to one of its stations, past all that is in trouble now. */
  way(call: CallIndex, to: StationIndex): WayPlan | undefined {
    const way = this.known[call]![to - this.lowest[call]!] ?? this.findWay(call, to);
    return way === NO_WAY ? undefined : way;
  }

  private findWay(call: CallIndex, to: StationIndex): WayPlan | typeof NO_WAY {
    const plan = this.plan.calls[call]!;
    const found = this.ways.between(plan, plan.from, to, this.trouble) ?? NO_WAY;
    // Of a thousand callers with a thousand servers each most ways are alike: they share one, so that a million fit into a processor's cache.
    const way = found !== NO_WAY && found.forward.length === 0 && found.back.length === 0 ? AT_ONCE : found;
    if (this.known[call] === NOTHING) {
      const stations = plan.targets.flatMap(({ members }) => members);
      const lowest = this.lowest[call] = Math.min(to, ...stations);
      this.known[call] = new Array<undefined>(Math.max(to, ...stations) - lowest + 1).fill(undefined);
    }
    const at = to - this.lowest[call]!;
    if (at >= 0 && at < this.known[call]!.length) this.known[call]![at] = way;
    return way;
  }

  /** What is in trouble has changed: ways are asked anew. */
  troubled(trouble: Trouble): void {
    if (trouble.key === this.trouble.key) return;
    this.trouble = trouble;
    this.known.fill(NOTHING);
    this.broken = undefined;
  }

  /** An element, group or flow that does not work, by the structure function. */
  isBroken(id: Id): boolean {
    const { failing, cut } = this.state.trouble;
    this.broken ??= this.ways.broken?.([...Object.keys(failing), ...cut]) ?? new Set();
    return this.broken.has(id);
  }
}
