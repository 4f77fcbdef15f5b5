/** What a scenario does to the architecture, with groups and places resolved to what is in them. */
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import type { Id, Scenario, ScenarioEvent } from '../../model/model.js';
import { isPlace } from '../../model/queries.js';
import type { EventPlan } from '../plan.js';

export function eventsOf(facts: Facts, scenario: Scenario): EventPlan[] {
  return scenario.events.flatMap((event) => eventOf(facts, event)).sort((a, b) => a.at - b.at);
}

function eventOf(facts: Facts, event: ScenarioEvent): EventPlan[] {
  const { at, action, factor } = event;
  switch (action) {
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
