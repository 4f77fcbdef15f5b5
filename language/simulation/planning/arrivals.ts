/** How the requests of a load come, as it is written. */
import type { Segment } from '../arrivals.js';
import type { Load } from '../../model/model.js';
import type { LoadPlan } from '../plan.js';

/** @param factor on the rate, the number of users, the size of a burst. */
export function arrivalsOf(load: Load, factor: number, from: number, until: number): LoadPlan['arrivals'] {
  const { steady, rate = 0, ramp, steps, burst, users, recorded } = load;
  if (users !== undefined) return { type: 'closed', users: Math.max(1, Math.round(users * factor)), think: load.think ?? { type: 'constant', value: 0 } };
  if (recorded) return { type: 'recorded', moments: recorded.map((moment) => from + moment).filter((moment) => moment <= until), factor };
  if (burst) return { type: 'burst', count: Math.max(1, Math.round(burst.count * factor)), every: burst.every };
  if (ramp !== undefined) return { type: 'profile', steady, segments: [{ from, until, low: rate * factor, high: ramp * factor }] };
  if (steps) return { type: 'profile', steady, segments: stepsBetween(steps, factor, from, until) };
  return { type: steady ? 'steady' : 'poisson', rate: rate * factor };
}

/** The rates one after another, and from the first again where the load lasts longer: a day's profile repeats. */
function stepsBetween({ rates, each }: NonNullable<Load['steps']>, factor: number, from: number, until: number): Segment[] {
  const segments: Segment[] = [];
  for (let at = 0; from + at * each < until; at++) {
    const rate = rates[at % rates.length]! * factor;
    segments.push({ from: from + at * each, until: Math.min(until, from + (at + 1) * each), low: rate, high: rate });
  }
  return segments;
}
