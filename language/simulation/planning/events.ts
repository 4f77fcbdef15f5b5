/** What a scenario does to the architecture, with groups and places resolved to what is in them. */
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import type { Id, Scenario, ScenarioEvent } from '../../model/model.js';
import { isPlace } from '../../model/queries.js';
import type { EventPlan } from '../plan.js';

/** @param span seconds that the scenario lasts: what goes on for ever ends with it. */
export function eventsOf(facts: Facts, scenario: Scenario, span: number): EventPlan[] {
  return scenario.events.flatMap((event) => eventOf(facts, event, span)).sort((a, b) => a.at - b.at);
}

/** Changes of state that a flapping part makes at most: faster than that nothing is told apart. */
const MOST_FLAPS = 100_000;

/** One of them; also for what a reader does by hand while a run is shown. */
export function eventOf(facts: Facts, event: Omit<ScenarioEvent, 'origin'>, span: number): EventPlan[] {
  const { at, action, factor } = event;
  switch (action) {
    case 'flap': return flapping(facts, event, span);
    case 'restart': return restarts(facts, event);
    case 'fail': case 'kill': case 'stop':
      return [{ at, action, targets: elementsOf(facts, event.targets) }];
    // What was cut off by its links comes back by them.
    case 'recover': return [{ at, action, targets: [...new Set([...elementsOf(facts, event.targets), ...event.targets.flatMap((id) => linksOf(facts, id))])] }];
    case 'slow': return [{ at, action, targets: elementsOf(facts, event.targets), factor: factor ?? 1 }];
    case 'cut': return [{ at, action, targets: event.targets.flatMap((id) => linksOf(facts, id)) }];
    case 'partition': return [{ at, action, targets: insideOf(facts, event.targets), from: insideOf(facts, event.from ?? []) }];
    default: return [];
  }
}

/** Down for the first half of each period, up for the second; a link is cut and joined. In the end it is up. */
function flapping(facts: Facts, { at, targets, every = 1, duration }: Omit<ScenarioEvent, 'origin'>, span: number): EventPlan[] {
  const until = Math.min(span, duration === undefined ? span : at + duration);
  const ids = elementsOf(facts, targets);
  const periods = Math.min(MOST_FLAPS, Math.ceil((until - at) / every));
  return Array.from({ length: Math.max(0, periods) }, (_, period): EventPlan[] => [
    { at: at + period * every, action: 'fail', targets: ids }, { at: Math.min(until, at + (period + 0.5) * every), action: 'recover', targets: ids },
  ]).flat();
}

/** One after another, each stopped in order and back after its time: the next goes when the one before is back. */
function restarts(facts: Facts, { at, targets, every = 0 }: Omit<ScenarioEvent, 'origin'>): EventPlan[] {
  return elementsOf(facts, targets).flatMap((id, index): EventPlan[] => [
    { at: at + index * every, action: 'stop', targets: [id] }, { at: at + (index + 1) * every, action: 'recover', targets: [id] },
  ]);
}

/** Members for groups; a place fails as a whole, and takes along what is in it. */
function elementsOf(facts: Facts, ids: readonly Id[]): Id[] {
  return [...new Set(ids.flatMap((id) => (facts.groups[id] ? facts.ask(tree).members(id) : [id])))];
}

/** A link itself; of an element all its links, of a place those that leave it. */
function linksOf(facts: Facts, id: Id): Id[] {
  if (facts.links[id]) return [id];
  const inside = new Set(insideOf(facts, [id]));
  const place = isPlace(facts.elements[id]);
  return Object.values(facts.links).filter(({ a, b }) => {
    const [first, second] = [inside.has(a.element), inside.has(b.element)];
    return place ? first !== second : first || second;
  }).map((link) => link.id);
}

function insideOf(facts: Facts, ids: readonly Id[]): Id[] {
  const index = facts.ask(tree);
  return [...new Set(elementsOf(facts, ids).flatMap((id) => [id, ...index.descendants(id)]))];
}
