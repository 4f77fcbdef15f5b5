/**
 * How long a request holds a worker: the element's own work and its synchronous calls, one after the other, links
 * included, as long as nobody waits for a worker. What a caller no longer waits for is cut off at its timeout.
 */
import type { Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { callsFrom, isAwaited, type Call } from './calls.js';
import { sharesOf, type CapacityOf, type Choice } from './choices.js';
import { callOrder, type CallOrder } from './order.js';
import { serving } from './serving.js';
import { copyTime } from './sync-copies.js';
import { meanOf } from './times.js';
import { wayOf } from './ways.js';

export interface Holding {
  /** Mean seconds; undefined where calls go in a circle. */
  total?: number;
  /** Of its own work. */
  own: number;
  /** Waiting for each flow, per request, in source order. */
  waits: { flow: Id; seconds: number }[];
}

/** Elements that open or receive flows, callee first; circles of synchronous calls only. */
const synchronousOrder = query('capacity.synchronous-order', (facts): CallOrder => callOrder(Object.keys(facts.elements), (id) => calledFrom(facts, id, isAwaited)));

/** The same with calls that nobody waits for. */
export const loadOrder = query('capacity.load-order', (facts): CallOrder => callOrder(Object.keys(facts.elements), (id) => calledFrom(facts, id, () => true)));

function calledFrom(facts: Facts, id: Id, counts: (call: Call) => boolean): Id[] {
  if (facts.ask(serving, id).hit >= 1) return [];
  return [...new Set(facts.ask(callsFrom, id).filter((call) => call.times > 0 && counts(call)).flatMap((call) => call.choices.flatMap((choice) => [...sharesOf(choice, () => undefined).keys()])))];
}

/** By element, for requests and answers of so many bytes. */
export const holdings = query('capacity.holdings', (facts, bytes: number): Map<Id, Holding> => {
  const { order, circular } = facts.ask(synchronousOrder);
  const found = new Map<Id, Holding>();
  for (const id of order) {
    const { service, hit } = facts.ask(serving, id);
    const own = service ? meanOf(service) : 0;
    const calls = facts.ask(callsFrom, id).filter((call) => isAwaited(call) && call.times > 0 && hit < 1);
    const waits = calls.map((call) => ({ flow: call.flow.id, seconds: responseOf(facts, found, id, call, bytes) }));
    const misses = waits.map((each) => ({ flow: each.flow, seconds: each.seconds === undefined ? undefined : each.seconds * (1 - hit) }));
    if (circular.has(id) || misses.some((each) => each.seconds === undefined)) found.set(id, { own, waits: [] });
    else found.set(id, { own, waits: misses.map((each) => ({ flow: each.flow, seconds: each.seconds! })), total: own + misses.reduce((sum, each) => sum + each.seconds!, 0) });
  }
  return found;
});

/** Mean seconds that a call costs one request of the caller; undefined behind a circle. */
export function responseOf(facts: Facts, holding: ReadonlyMap<Id, Holding>, source: Id, call: Call, bytes: number): number | undefined {
  let sum = 0;
  for (const choice of call.choices) {
    const answer = answerTime(facts, holding, source, call, choice, bytes);
    if (answer === undefined) return undefined;
    sum += answer;
  }
  return sum * call.times;
}

function answerTime(facts: Facts, holding: ReadonlyMap<Id, Holding>, source: Id, { flow }: Call, choice: Choice, bytes: number): number | undefined {
  let mean = 0;
  for (const [id, share] of sharesOf(choice, capacityBy(facts, holding))) {
    const held = holding.get(id)?.total;
    if (held === undefined) return undefined;
    const way = wayOf(facts, flow.id, source, id);
    const opening = opens(facts, flow) ? way.latency : 0;
    mean += share * Math.min(flow.timeout ?? Infinity, held + (flow.access === 'writes' ? copyTime(facts, id, bytes) : 0) + opening + way.latency + way.perByte * bytes);
  }
  return mean;
}

/** Each request opens a connection of its own by TLS, which takes a round trip; those who keep theirs (users, `connections N`) open few, and any may be among a load of users. */
function opens(facts: Facts, { tls, connections }: Call['flow']): boolean {
  return tls && connections === undefined && !facts.ask(usersAsk);
}

const usersAsk = query('capacity.users-ask', (facts): boolean => facts.read('scenarios').some(({ loads, events }) => [...loads, ...events.flatMap(({ load }) => load ?? [])].some(({ users }) => users !== undefined)));

/** Workers by holding time: requests a second that an element serves at most. */
export function capacityBy(facts: Facts, holding: ReadonlyMap<Id, Holding>): CapacityOf {
  return (id) => {
    const { workers } = facts.ask(serving, id);
    const held = holding.get(id)?.total;
    return workers === undefined || !held ? undefined : workers / held;
  };
}
