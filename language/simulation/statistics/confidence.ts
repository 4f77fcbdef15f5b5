/** How sure a figure is: the confidence interval of a mean over independent replications (Law 2015, chapter 9). */
import { exp, log, pow } from '../../model/elementary.js';
import { normalQuantile } from '../../model/normal-quantile.js';

export interface Interval { mean: number; /** Half the width. */ half: number; low: number; high: number; count: number }

/** @param values one for each replication or batch; at least two. @param confidence as 0.95. */
export function confidenceOf(values: readonly number[], confidence = 0.95): Interval {
  const count = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const variance = values.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / (count - 1);
  const half = studentQuantile((1 + confidence) / 2, count - 1) * Math.sqrt(variance / count);
  return { mean, half, low: mean - half, high: mean + half, count };
}

/** t with P(T <= t) = p at so many degrees of freedom: by bisection on the distribution, to 1e-10. */
export function studentQuantile(p: number, freedom: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  let [low, high] = [0, Math.max(2, normalQuantile(p) * 2)];
  while (studentBelow(high, freedom) < p) high *= 2;
  while (high - low > 1e-10 * Math.max(1, high)) {
    const middle = (low + high) / 2;
    if (studentBelow(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T <= t) for t >= 0, through the regularised incomplete beta function. */
function studentBelow(t: number, freedom: number): number {
  return 1 - incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
}

/** Regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8, Lentz's method). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = exp(a * log(x) + b * log(1 - x) - (logGamma(a) + logGamma(b) - logGamma(a + b))) / a;
  let [c, d] = [1, 1 / nonZero(1 - (a + b) * x / (a + 1))];
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= c * d;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front * fraction;
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

/** Lanczos' approximation (g = 7, nine terms), relative accuracy about 1e-15. */
function logGamma(x: number): number {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const sum = terms.reduce((total, term, k) => total + (k === 0 ? term : term / (x - 1 + k)), 0);
  const base = x + 6.5;
  return log(2.5066282746310002 * sum * pow(base, x - 0.5)) - base;
}
