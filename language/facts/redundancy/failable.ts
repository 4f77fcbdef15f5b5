/** What can fail: everything that an analysis may take down. The rest holds unless somebody takes it down by hand. */
import type { Element, Id, Link } from '../../model/model.js';
import { hasRole, isA, isInternet } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { startsFlows } from './sources.js';
import { statesFailure } from './stated.js';

/** Somebody who uses the system: its outage is nobody's downtime. A PC is one where it starts flows. */
export function isActor(facts: Facts, element: Element): boolean {
  return hasRole(element, 'actor') || (isA(element, 'pc') && facts.ask(startsFlows).has(element.id));
}

/** Elements and links that a scenario takes down by name. */
const failedInScenarios = query('redundancy.failed-in-scenarios', (facts): Set<Id> => {
  const actions = new Set(['fail', 'kill', 'stop', 'cut']);
  const events = facts.read('scenarios').flatMap((scenario) => scenario.events);
  return new Set(events.filter((event) => actions.has(event.action)).flatMap((event) => event.targets));
});

/** Elements and links that can fail, in source order. */
export const failable = query('redundancy.failable', (facts): Set<Id> => {
  const elements = Object.values(facts.elements).filter((element) => elementCanFail(facts, element)).map((element) => element.id);
  const links = Object.values(facts.links).filter((link) => linkCanFail(facts, link)).map((link) => link.id);
  return new Set([...elements, ...links]);
});

function elementCanFail(facts: Facts, element: Element): boolean {
  if (isInternet(element)) return false;
  const onlyIfStated = hasRole(element, 'place') || hasRole(element, 'part') || isActor(facts, element);
  return !onlyIfStated || statesFailure(facts, element.id) || facts.ask(failedInScenarios).has(element.id);
}

/** A tunnel is no cable: it fails with what carries it, and alone only where it says so. */
function linkCanFail(facts: Facts, link: Link): boolean {
  return link.tunnel === undefined || statesFailure(facts, link.id) || facts.ask(failedInScenarios).has(link.id);
}
