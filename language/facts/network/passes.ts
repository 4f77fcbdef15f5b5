/**
 * `expect A -> B passes X`: every way from A to B leads through X or one of its members, and there is a way. The flows
 * between the two say over which ports; without one, some packet does. `transitively` follows flows.
 */
import type { Endpoint, Id, Subject } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { carriage, carriageOfAny } from './carriage.js';
import { dialKey } from './dial.js';
import { sourceEnds, targetEnds } from './ends.js';
import { flowSteps } from './flow-steps.js';
import { everyWayPasses, wayPast } from './path-graph.js';
import { tree } from './tree.js';
import type { Carriage, Dial } from './types.js';
import { isWired } from './wired.js';

export interface PassesQuestion {
  from: Subject | Endpoint;
  to: Endpoint;
  through: Id[];
  transitively: boolean;
}

export interface PassesAnswer {
  verdict: 'holds' | 'fails' | 'undecided';
  /** The connection with a way around. */
  around?: Carriage;
  /** The elements of that way, in order. */
  way?: Id[];
  /** Flows that lead around, where `transitively` was asked. */
  flows?: Id[];
  /** True where no way leads there at all. */
  noWay?: boolean;
  /** The connection that does not come about, where that is why. */
  stopped?: Carriage;
  unwired?: Id;
}

/** True where some way of the connection avoids all of these. */
export function leadsAround(found: Carriage, ids: ReadonlySet<Id>): boolean {
  return found.forward !== undefined && !everyWayPasses(found.forward, ids);
}

export function passes(facts: Facts, question: PassesQuestion): PassesAnswer {
  const index = facts.ask(tree);
  const ids = new Set(question.through.flatMap((id) => [id, ...index.members(id)]));
  if (question.transitively) return passesTransitively(facts, question, ids);
  const from = sourceEnds(facts, question.from);
  const to = targetEnds(facts, question.to);
  const unwired = [...from, ...to].find((end) => !isInternet(facts.elements[end.element]) && end.address === undefined && !facts.ask(isWired, end.element));
  if (unwired) return { verdict: 'undecided', unwired: unwired.element };
  const targets = new Set(to.map((end) => end.element));
  const steps = facts.ask(flowSteps);
  let any = false;
  let stopped: Carriage | undefined;
  for (const source of from) {
    const stated = steps.startsFrom(source.element).flatMap((start) => steps.from.get(start) ?? []).map((step) => step.dial).filter((dial) => targets.has(dial.to));
    const dials: Dial[] = stated.length > 0 ? stated : to.filter((end) => end.element !== source.element).map((end) => ({
      from: source.element, to: end.element, ...(end.group ? { group: end.group } : {}), ...(end.address ? { toAddress: end.address } : {}),
    }));
    for (const dial of dials) {
      const found = facts.ask(dial.port ? carriage : carriageOfAny, dialKey(dial));
      if (!found.trace.reachable) {
        stopped ??= found;
        continue;
      }
      any = true;
      const way = found.forward && wayPast(found.forward, ids);
      if (way) return { verdict: 'fails', around: found, way };
    }
  }
  return any ? { verdict: 'holds' } : { verdict: 'fails', noWay: true, ...(stopped ? { stopped } : {}) };
}

/** Over flows: a way around avoids these elements both as stations of the chain and within each connection. */
function passesTransitively(facts: Facts, question: PassesQuestion, ids: ReadonlySet<Id>): PassesAnswer {
  const steps = facts.ask(flowSteps);
  const goals = new Set(targetEnds(facts, question.to).map((end) => end.element));
  let stopped: Carriage | undefined;
  const walk = (avoiding: boolean): Id[] | undefined => {
    const came = new Map<Id, { flow: Id; from: Id } | undefined>();
    const pending: Id[] = [];
    const enter = (element: Id, by: { flow: Id; from: Id } | undefined): void => {
      if (came.has(element) || (avoiding && ids.has(element))) return;
      came.set(element, by);
      pending.push(element);
    };
    for (const end of sourceEnds(facts, question.from)) for (const each of steps.startsFrom(end.element)) enter(each, undefined);
    while (pending.length > 0) {
      const element = pending.shift()!;
      for (const step of steps.from.get(element) ?? []) {
        const found = facts.ask(carriage, dialKey(step.dial));
        if (!found.trace.reachable) stopped ??= found;
        if (!found.trace.reachable || (avoiding && found.forward && !leadsAround(found, ids))) continue;
        if (goals.has(step.dial.to)) {
          const flows = [step.flow];
          for (let back = came.get(element); back; back = came.get(back.from)) flows.unshift(back.flow);
          return flows;
        }
        for (const next of steps.goesOnAs(step.dial.to)) enter(next, { flow: step.flow, from: element });
      }
    }
    return undefined;
  };
  if (!walk(false)) return { verdict: 'fails', noWay: true, ...(stopped ? { stopped } : {}) };
  const around = walk(true);
  return around ? { verdict: 'fails', flows: around } : { verdict: 'holds' };
}
