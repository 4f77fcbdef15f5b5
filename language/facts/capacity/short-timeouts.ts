/** Callers that give up before the answer can come: a timeout below what the work behind it usually takes, even while nobody waits for a worker. */
import type { Flow, Id } from '../../model/model.js';
import { endpointElements } from '../network/flow-dials.js';
import { query, type Facts } from '../query.js';
import { callOfLoad, callsFrom, isAwaited, type Call } from './calls.js';
import { isConsuming } from './consuming.js';
import type { Choice } from './choices.js';
import { callOrder } from './order.js';
import { serving } from './serving.js';
import { copyTime } from './sync-copies.js';
import { medianOf } from './times.js';
import { wayOf } from './ways.js';

export interface ShortTimeout {
  flow: Flow;
  /** The quickest of those that may answer. */
  target: Id;
  /** Seconds. */
  timeout: number;
  answer: UsualAnswer;
}

/** Half of the answers take longer than this; all of them where no time on the way is random. */
export interface UsualAnswer {
  seconds: number;
  /** Of the target's own work. */
  own: number;
  /** Of what it waits for, in source order. */
  waits: { flow: Id; target: Id; seconds: number }[];
  random: boolean;
}

/** By flow, in source order; of several sources and targets the slowest. */
export const shortTimeouts = query('capacity.short-timeouts', (facts): ShortTimeout[] => Object.values(facts.flows).flatMap((flow): ShortTimeout[] => {
  const { timeout } = flow;
  if (timeout === undefined || flow.async || flow.times === 0 || isConsuming(facts, flow)) return [];
  const sources = new Set(flow.from.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element));
  let slowest: ShortTimeout | undefined;
  for (const source of sources.size > 0 ? sources : ['']) {
    for (const choice of callOfLoad(facts, source, flow).choices) {
      const quickest = quickestOf(facts, flow, source, choice, facts.ask(usualAnswers));
      if (!quickest || quickest.answer.seconds <= timeout * (1 + 1e-9)) continue;
      if (!slowest || quickest.answer.seconds > slowest.answer.seconds) slowest = { flow, timeout, ...quickest };
    }
  }
  return slowest ? [slowest] : [];
}));

/** Whoever answers soonest of those that get a part of the requests. */
function quickestOf(facts: Facts, flow: Flow, source: Id, choice: Choice, known: ReadonlyMap<Id, UsualAnswer>): { target: Id; answer: UsualAnswer } | undefined {
  let quickest: { target: Id; answer: UsualAnswer } | undefined;
  for (const target of answering(choice)) {
    const usual = known.get(target) ?? { seconds: 0, own: 0, waits: [], random: false };
    const seconds = usual.seconds + (flow.access === 'writes' ? copyTime(facts, target, 0) : 0) + wayOf(facts, flow.id, source, target).latency;
    if (!quickest || seconds < quickest.answer.seconds) quickest = { target, answer: { ...usual, seconds } };
  }
  return quickest;
}

function answering(choice: Choice): Id[] {
  return choice.prefer?.slice(0, 1) ?? choice.leaves.filter((leaf) => leaf.weight > 0).map((leaf) => leaf.members[0]!);
}

/**
 * How long elements take for the request that half of all are quicker than: the median of their own work and of each call
 * that every request makes, each asked of the quickest. For times with a long tail the sum of medians stays below the
 * median of the sum. What calls in a circle is counted once.
 */
export const usualAnswers = query('capacity.usual-answers', (facts): Map<Id, UsualAnswer> => {
  const known = new Map<Id, UsualAnswer>();
  const called = (id: Id): Id[] => certainCalls(facts, id).flatMap((call) => call.choices.flatMap(answering));
  for (const id of callOrder(Object.keys(facts.elements), called).order) known.set(id, usualAnswer(facts, id, known));
  return known;
});

/** A cache answers some requests itself, so that not every one goes on. */
function certainCalls(facts: Facts, id: Id): Call[] {
  if (facts.ask(serving, id).hit > 0) return [];
  return facts.ask(callsFrom, id).filter((call) => call.always && call.times > 0 && isAwaited(call));
}

function usualAnswer(facts: Facts, id: Id, known: ReadonlyMap<Id, UsualAnswer>): UsualAnswer {
  const { service } = facts.ask(serving, id);
  const own = service ? medianOf(service) : 0;
  const waits: UsualAnswer['waits'] = [];
  let random = service !== undefined && service.type !== 'constant';
  for (const call of certainCalls(facts, id)) {
    for (const choice of call.choices) {
      const quickest = quickestOf(facts, call.flow, id, choice, known);
      if (!quickest || quickest.answer.seconds <= 0) continue;
      random ||= quickest.answer.random;
      waits.push({ flow: call.flow.id, target: quickest.target, seconds: Math.min(call.flow.timeout ?? Infinity, quickest.answer.seconds) * call.times });
    }
  }
  return { own, waits, random, seconds: own + waits.reduce((sum, each) => sum + each.seconds, 0) };
}
