/**
 * One request from its source through everything that it asks for, as legs with their times: it travels to the member
 * whose turn it is, waits there while that member asks others in source order, and comes back. It takes a way that is
 * free of failures when it sets out; what fails while it is under way stops it there.
 */
import type { Id } from '#language/model/model.js';
import type { Chooser } from './turns.js';
import type { Call, Fallout, Service, Step, Target, World } from '#language/simulation/world/world.js';

/** Seconds of virtual time. They only make the order visible: no latency of the model is meant. */
export const PACE = { step: 0.4, work: 0.3, patience: 0.6 } as const;

/** Calls inside calls; deeper is taken for a loop and answered at once. */
const DEEPEST = 24;
const MOST_LEGS = 600;

export interface Leg {
  flow: Id;
  from: Id;
  to: Id;
  links: readonly Id[];
  start: number;
  end: number;
  reply: boolean;
  /** The whole way that it is a part of, first and last element included, and its place there from 0. */
  route: readonly Id[];
  index: number;
}

export type Outcome = 'served' | 'failed';

/** Where a request failed and on what. */
export interface Failure {
  /** The element that it was at or did not reach. */
  at: Id;
  flow: Id;
  cause: 'down' | 'no-way' | 'too-few';
}

export interface Journey {
  service: Id;
  start: number;
  end: number;
  outcome: Outcome;
  failure?: Failure;
  legs: readonly Leg[];
}

/** What is down, and what does not work, at a moment. */
export type FalloutAt = (seconds: number) => Pick<Fallout, 'down' | 'broken'>;

const NOTHING_DOWN: ReadonlySet<Id> = new Set();

class Traveller {
  readonly legs: Leg[] = [];
  failure: Failure | undefined;
  private readonly asking: Id[] = [];

  constructor(private readonly world: World, private readonly turns: Chooser, private readonly falloutAt: FalloutAt, private readonly pace: number) {}

  /** Makes the call and says when it was over; sets `failure` where a needed answer did not come. */
  call(call: Call, from: Id, start: number): number {
    const missing = call.needs.find((id) => this.falloutAt(start).broken.has(id));
    if (missing !== undefined) return this.fail({ at: missing, flow: call.flow, cause: 'down' }, start);
    let time = start;
    for (const target of call.targets) {
      time = this.ask(call, target, from, time);
      if (this.failure) return time;
    }
    return time;
  }

  private ask(call: Call, target: Target, from: Id, start: number): number {
    const { down } = this.falloutAt(start);
    const member = this.turns.choose(from, call.flow, target, down, start);
    if (member === undefined) return this.reachForNothing(call, target, from, start);
    const way = this.world.way(call.flow, from, member, down);
    if (!way) return this.fail({ at: member, flow: call.flow, cause: 'no-way' }, start + this.pace * PACE.patience);
    const arrival = this.travel(call.flow, from, way.forward, start, false);
    if (this.failure) return arrival;
    const done = this.work(member, arrival + this.pace * PACE.work, call.flow);
    if (this.failure) return done;
    return this.travel(call.flow, member, way.back, done, true);
  }

  /** Nobody answers: the request still goes as far as it can towards the first member, so that one sees where it ends. */
  private reachForNothing(call: Call, target: Target, from: Id, start: number): number {
    const first = target.members[0] ?? target.id;
    const way = this.world.way(call.flow, from, first, NOTHING_DOWN);
    const arrival = way ? this.travel(call.flow, from, way.forward, start, false) : start;
    if (this.failure) return arrival;
    return this.fail({ at: target.id, flow: call.flow, cause: 'too-few' }, arrival + this.pace * PACE.patience);
  }

  private travel(flow: Id, from: Id, steps: readonly Step[], start: number, reply: boolean): number {
    const route = [from, ...steps.map((step) => step.to)];
    let time = start;
    let here = from;
    for (const [index, { to, links }] of steps.entries()) {
      if (this.legs.length >= MOST_LEGS) return time;
      const end = time + this.pace * PACE.step;
      this.legs.push({ flow, from: here, to, links, start: time, end, reply, route, index });
      const { down } = this.falloutAt(end);
      const broken = links.find((link) => down.has(link)) ?? (down.has(to) ? to : undefined);
      if (broken !== undefined) return this.fail({ at: broken, flow, cause: 'down' }, end + this.pace * PACE.patience);
      time = end;
      here = to;
    }
    return time;
  }

  /** The member asks others, one after another; what is not waited for starts at the same time. */
  private work(element: Id, start: number, flow: Id): number {
    if (this.asking.includes(element) || this.asking.length >= DEEPEST || this.legs.length >= MOST_LEGS) return start;
    this.asking.push(element);
    let time = start;
    for (const call of this.world.calls(element)) {
      if (call.flow === flow || !this.turns.takes(element, call.flow, call.share)) continue;
      const over = this.call(call, element, time);
      if (this.failure && call.optional) this.failure = undefined;
      // Whoever is stuck is seen where it is, until it gives up.
      if (this.failure || !call.async) time = over;
      if (this.failure) break;
    }
    this.asking.pop();
    return time;
  }

  private fail(failure: Failure, at: number): number {
    this.failure ??= failure;
    return at;
  }
}

/** @param pace how many seconds of what is played one second of `PACE` is. */
export function travel(world: World, service: Service, call: Call, turns: Chooser, start: number, falloutAt: FalloutAt, pace = 1): Journey {
  const traveller = new Traveller(world, turns, falloutAt, pace);
  const source = turns.source(service.flow, service.sources);
  const over = source === undefined ? start : traveller.call(call, source, start);
  const { legs, failure } = traveller;
  const end = Math.max(over, ...legs.map((leg) => leg.end), start);
  return { service: service.flow, start, end, legs, ...(failure ? { outcome: 'failed', failure } : { outcome: 'served' }) };
}
