/** How long a scenario lasts: as it says, else to the end of its last load, else to that of its jobs, else a while past the last event. */
import type { Scenario } from '../../model/model.js';
import type { Facts } from '../../facts/query.js';
import type { Assumptions } from './assumptions.js';
import { isAboutJobs, jobsIn } from './jobs-in.js';

/** Seconds after the last event, where nothing else is said. */
const AFTERMATH = 300;

export function spanOf(facts: Facts, scenario: Scenario, assumptions: Assumptions): number {
  if (scenario.duration !== undefined) return scenario.duration;
  const loads = [...scenario.loads.map((load) => ({ from: 0, load })), ...scenario.events.flatMap(({ at, load }) => (load ? [{ from: at, load }] : []))];
  const ends = loads.flatMap(({ from, load }) => (load.duration === undefined ? [] : [from + load.duration]));
  const last = scenario.events.reduce((latest, event) => Math.max(latest, event.at), 0);
  if (ends.length > 0) return Math.max(...ends, last);
  if (isAboutJobs(scenario) && jobsIn(facts, scenario).length > 0) {
    assumptions.add('simulation.assumption.until-jobs');
    // What flaps does so for a time of its own, or for a while.
    return scenario.events.reduce((latest, { at, action, duration }) => Math.max(latest, action === 'flap' ? at + (duration ?? AFTERMATH) : at), 0);
  }
  const span = last + AFTERMATH;
  assumptions.add('simulation.assumption.span', { seconds: span });
  return span;
}
