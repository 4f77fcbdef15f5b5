/** Figures of a time that is stated as a distribution. All in seconds. */
import { exp, log } from '../../model/elementary.js';
import { normalQuantile } from '../../model/normal-quantile.js';
import type { Distribution } from '../../model/values.js';

/** What capacity is reckoned with: Little's law and the utilisation law ask for means. */
export function meanOf(time: Distribution): number {
  switch (time.type) {
    case 'constant': return time.value;
    case 'exponential': case 'hyperexponential': return time.mean;
    case 'uniform': return (time.low + time.high) / 2;
    case 'samples': return time.values.reduce((sum, value) => sum + value, 0) / time.values.length;
    case 'lognormal': {
      const sigma = log(time.at / time.median) / normalQuantile(time.percentile);
      return time.median * exp((sigma * sigma) / 2);
    }
  }
}

/** Half of all are shorter. */
export function medianOf(time: Distribution): number {
  switch (time.type) {
    case 'constant': return time.value;
    case 'exponential': return time.mean * Math.LN2;
    case 'uniform': return (time.low + time.high) / 2;
    case 'lognormal': return time.median;
    case 'samples': return [...time.values].sort((a, b) => a - b)[Math.floor((time.values.length - 1) / 2)]!;
    case 'hyperexponential': return hyperexponentialMedian(time.mean, time.scv);
  }
}

/** Two exponential phases with balanced means (Whitt 1982), as the simulation draws them. */
function hyperexponentialMedian(mean: number, scv: number): number {
  if (scv <= 1) return mean * Math.LN2;
  const first = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  const longer = (time: number): number => first * exp((-2 * first * time) / mean) + (1 - first) * exp((-2 * (1 - first) * time) / mean);
  let [low, high] = [0, mean * Math.LN2];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (longer(middle) > 0.5) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
