/**
 * `expect A can reach B` and `cannot`: one connection between every element of the one and every element of the other.
 * `can` needs all of them on all equal ways, `cannot` none; `transitively` follows flows from element to element.
 */
import type { Endpoint, Id, PortMatch, Subject } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { carriage, carriageOfAll, carriageOfAny } from './carriage.js';
import { dialKey } from './dial.js';
import { sourceEnds, targetEnds } from './ends.js';
import type { End } from './flow-dials.js';
import { likeness, likenessKey } from './alike.js';
import { flowSteps } from './flow-steps.js';
import { stations } from './stations.js';
import type { Carriage, Dial } from './types.js';
import { isWired } from './wired.js';

export interface ReachQuestion {
  from: Subject | Endpoint;
  to: Endpoint;
  /** Undefined: some port for `can`, no port for `cannot`. */
  ports?: PortMatch[];
  negated: boolean;
  transitively: boolean;
}

export interface ReachAnswer {
  /** Of the expectation itself. */
  verdict: 'holds' | 'fails' | 'undecided';
  /** The connection that decided: one that is not carried though it should (or on some of its equal ways only), or is though it should not. */
  witness?: Carriage;
  /** The end whose wiring is not described. */
  unwired?: Id;
  /** Flows followed, in order, where `transitively` found a way. */
  flows?: Id[];
  /** How many connections were looked at: one of each kind. */
  pairs: number;
}

export function reach(facts: Facts, question: ReachQuestion): ReachAnswer {
  const from = sourceEnds(facts, question.from);
  const to = targetEnds(facts, question.to);
  const described = (end: End): boolean => end.address !== undefined || isInternet(facts.elements[end.element]) || facts.ask(isWired, end.element);
  const unwired = [...from, ...to].find((end) => !described(end));
  if (question.transitively) {
    const chain = chainOf(facts, from, to);
    if (chain && question.negated) return { verdict: 'fails', flows: chain, pairs: 1 };
    if (chain) return { verdict: 'holds', flows: chain, pairs: 1 };
  }
  if (!unwired) return question.negated ? cannot(facts, question, from, to) : can(facts, question, from, to);
  // What is described may already decide it: one connection that must not be, or one that must and is not.
  const [wiredFrom, wiredTo] = [from.filter(described), to.filter(described)];
  const answer = question.negated ? cannot(facts, question, wiredFrom, wiredTo) : can(facts, question, wiredFrom, wiredTo);
  return answer.verdict === 'fails' && answer.witness ? answer : { verdict: 'undecided', unwired: unwired.element, pairs: 0 };
}

function dialsOf(facts: Facts, from: End[], to: End[], port: PortMatch | undefined): Dial[] {
  const byId = facts.ask(stations);
  // Of connections between elements that nothing tells apart the first speaks for all.
  const asked = new Set<string>();
  const kindOf = (end: End): string => `${facts.ask(likeness, likenessKey(end.element, port))}\u0001${end.group ?? ''}\u0001${end.address ?? ''}`;
  return from.flatMap((source) => to.flatMap((target): Dial[] => {
    if (source.element === target.element && target.address === undefined) return [];
    if (target.address !== undefined && byId.of(source.element) === target.element && !isInternet(facts.elements[target.element])) return [];
    if (isInternet(facts.elements[source.element]) && source.element === target.element) return [];
    const key = `${kindOf(source)}\u0002${kindOf(target)}`;
    if (asked.has(key)) return [];
    asked.add(key);
    return [{
      from: source.element, to: target.element,
      ...(target.group ? { group: target.group } : {}),
      ...(port ? { port } : {}),
      ...(source.address ? { fromAddress: source.address } : {}),
      ...(target.address ? { toAddress: target.address } : {}),
    }];
  }));
}

function cannot(facts: Facts, question: ReachQuestion, from: End[], to: End[]): ReachAnswer {
  let pairs = 0;
  for (const port of question.ports ?? [undefined]) {
    for (const dial of dialsOf(facts, from, to, port)) {
      pairs++;
      const found = facts.ask(carriageOfAny, dialKey(dial));
      if (found.trace.reachable) return { verdict: 'fails', witness: found, pairs };
    }
  }
  return { verdict: 'holds', pairs };
}

function can(facts: Facts, question: ReachQuestion, from: End[], to: End[]): ReachAnswer {
  let pairs = 0;
  for (const port of question.ports ?? [undefined]) {
    for (const dial of dialsOf(facts, from, to, port)) {
      const found = facts.ask(carriageOfAll, dialKey(dial));
      // Of an internet's two families the one that the other end has counts.
      if (found.trace.stop?.reason === 'no-common-family' && isInternet(facts.elements[dial.to])) continue;
      pairs++;
      // Where connections are spread over equal ways, those that fail fail again and again.
      if (!found.trace.reachable || found.trace.failing) return { verdict: 'fails', witness: found, pairs };
    }
  }
  return pairs > 0 ? { verdict: 'holds', pairs } : { verdict: 'fails', pairs };
}

/** Flows from one of the sources to one of the targets, each carried, the next starting where the last ended. */
function chainOf(facts: Facts, from: End[], to: End[]): Id[] | undefined {
  const goals = new Set(to.map((end) => end.element));
  const steps = facts.ask(flowSteps);
  const came = new Map<Id, { flow: Id; from: Id } | undefined>();
  const pending: Id[] = [];
  const enter = (element: Id, by: { flow: Id; from: Id } | undefined): void => {
    if (came.has(element)) return;
    came.set(element, by);
    pending.push(element);
  };
  for (const end of from) for (const each of steps.startsFrom(end.element)) enter(each, undefined);
  while (pending.length > 0) {
    const element = pending.shift()!;
    for (const step of steps.from.get(element) ?? []) {
      if (!facts.ask(carriage, dialKey(step.dial)).trace.reachable) continue;
      if (goals.has(step.dial.to)) {
        const flows = [step.flow];
        for (let back = came.get(element); back; back = came.get(back.from)) flows.unshift(back.flow);
        return flows;
      }
      for (const next of steps.goesOnAs(step.dial.to)) enter(next, { flow: step.flow, from: element });
    }
  }
  return undefined;
}

