/** The jobs of a scenario: those that it states, when it starts them, and those outside of scenarios, which begin with it. */
import type { Facts } from '../../facts/query.js';
import type { Job, Scenario } from '../../model/model.js';
import { contains } from '../../model/origin.js';

export interface FoundJob {
  job: Job;
  /** Seconds from the start. */
  at: number;
}

export function jobsIn(facts: Facts, scenario: Scenario): FoundJob[] {
  const jobs = facts.read('jobs');
  const own = jobs.filter((job) => job.scenario === scenario.title && isInside(job, scenario));
  const started = scenario.events.flatMap(({ action, at, job: name, origin }): FoundJob[] => {
    if (action !== 'job') return [];
    const named = own.filter((job) => job.id === name);
    // Two of one name are told apart by where they stand.
    const job = named.find((each) => isInside(each, { origin })) ?? named[0];
    return job ? [{ job, at }] : [];
  });
  return [...started, ...jobs.filter((job) => job.scenario === undefined).map((job) => ({ job, at: 0 }))];
}

/** Nothing else in it has a length. */
export function isAboutJobs(scenario: Scenario): boolean {
  return scenario.duration === undefined && scenario.loads.length === 0 && scenario.events.every(({ load }) => !load);
}

function isInside({ origin }: Pick<Job, 'origin'>, outer: Pick<Scenario, 'origin'>): boolean {
  return origin.uri === outer.origin.uri && contains(outer.origin.extent, origin.range.start);
}
