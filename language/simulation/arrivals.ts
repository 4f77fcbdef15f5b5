/**
 * When the next request of an open load comes. Arrivals of a changing rate are those of a steady rate of one in another
 * time (Çinlar 1975): the n-th stands where the rates so far add up to n, or to the sum of n exponential steps.
 */
import type { LoadPlan } from './plan.js';
import { exponential } from './random/draw.js';
import type { Stream } from './random/stream.js';

/** Requests a second, rising or falling evenly from `low` at `from` to `high` at `until`. */
export interface Segment { from: number; until: number; low: number; high: number }

export type OpenArrivals = Exclude<LoadPlan['arrivals'], { type: 'closed' }>;

/** What an open load remembers: requests so far, and the sum of rates that the last stood at. */
export interface ArrivalState { offered: number; reached: number; stream: Stream }

/** The moment of the next request; Infinity where none comes any more. */
export function nextArrival(load: Pick<LoadPlan, 'from'>, arrivals: OpenArrivals, state: ArrivalState, now: number): number {
  switch (arrivals.type) {
    // The n-th steady arrival stands at n periods: sums of a period would drift.
    case 'steady': return arrivals.rate > 0 ? load.from + (state.offered + 1) / arrivals.rate : Infinity;
    case 'poisson': return arrivals.rate > 0 ? now + exponential(1 / arrivals.rate, state.stream) : Infinity;
    // Twice as many come twice at each moment, so that what was recorded keeps its bunches.
    case 'recorded': return arrivals.factor > 0 ? arrivals.moments[Math.floor(state.offered / arrivals.factor + 1e-9)] ?? Infinity : Infinity;
    case 'burst': return load.from + Math.floor(state.offered / arrivals.count) * arrivals.every;
    case 'profile':
      state.reached = arrivals.steady ? state.offered + 1 : state.reached + exponential(1, state.stream);
      return whenReached(arrivals.segments, state.reached);
  }
}

/** How many requests a load makes in all, on average; of a closed one a user each second, which is more than it mostly is. */
export function requestsOf({ arrivals, from, until }: Pick<LoadPlan, 'arrivals' | 'from' | 'until'>): number {
  const span = Math.max(0, until - from);
  switch (arrivals.type) {
    case 'closed': return arrivals.users * span;
    case 'recorded': return arrivals.moments.length * arrivals.factor;
    case 'burst': return arrivals.count * Math.ceil(span / arrivals.every);
    case 'profile': return arrivals.segments.reduce((sum, each) => sum + (each.low + each.high) / 2 * (each.until - each.from), 0);
    default: return arrivals.rate * span;
  }
}

/** Where the rates, added up from the beginning, come to so much. */
function whenReached(segments: readonly Segment[], sum: number): number {
  let left = sum;
  for (const { from, until, low, high } of segments) {
    const length = until - from;
    const area = (low + high) / 2 * length;
    if (left > area) {
      left -= area;
      continue;
    }
    const slope = (high - low) / length;
    // low·t + slope·t²/2 = left, in the form that does not cancel where the slope is small.
    const root = Math.sqrt(Math.max(0, low * low + 2 * slope * left));
    return from + (low + root > 0 ? 2 * left / (low + root) : length);
  }
  return Infinity;
}
