/** Figures of a time that is stated as a distribution. All in seconds. */
import type { Distribution } from '../../model/values.js';

/** What capacity is reckoned with: Little's law and the utilisation law ask for means. */
export function meanOf(time: Distribution): number {
  switch (time.type) {
    case 'constant': return time.value;
    case 'exponential': case 'hyperexponential': return time.mean;
    case 'uniform': return (time.low + time.high) / 2;
    case 'samples': return time.values.reduce((sum, value) => sum + value, 0) / time.values.length;
    case 'lognormal': {
      const sigma = Math.log(time.at / time.median) / normalQuantile(time.percentile);
      return time.median * Math.exp((sigma * sigma) / 2);
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
  const longer = (time: number): number => first * Math.exp((-2 * first * time) / mean) + (1 - first) * Math.exp((-2 * (1 - first) * time) / mean);
  let [low, high] = [0, mean * Math.LN2];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (longer(middle) > 0.5) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Quantile of the standard normal distribution above one half: Abramowitz and Stegun 26.2.23, refined by two steps of Newton's method. */
function normalQuantile(share: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - share));
  let z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
  for (let step = 0; step < 2; step++) z -= (normalShare(z) - share) / (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
  return z;
}

/** Share of a standard normal below z, by the series around zero (Abramowitz and Stegun 26.2.11). */
function normalShare(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < 200 && Math.abs(term) > 1e-17; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
