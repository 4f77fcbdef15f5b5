/** Random times, as the language names them. All in seconds. */
import type { Distribution } from '../../model/values.js';
import { exp, log } from '../../model/elementary.js';
import { normalQuantile } from '../../model/normal-quantile.js';
import { normal } from './normal.js';
import { below, unit, type Stream } from './stream.js';

export function draw(distribution: Distribution, stream: Stream): number {
  switch (distribution.type) {
    case 'constant': return distribution.value;
    case 'exponential': return exponential(distribution.mean, stream);
    case 'uniform': return distribution.low + (distribution.high - distribution.low) * unit(stream);
    case 'lognormal': return distribution.median * exp(sigmaOf(distribution) * normal(stream));
    case 'hyperexponential': return hyperexponential(distribution, stream);
    case 'samples': return distribution.values[below(stream, distribution.values.length)]!;
  }
}

/** Inversion; 1 - u is never zero. */
export function exponential(mean: number, stream: Stream): number {
  return -mean * log(1 - unit(stream));
}

/** The standard deviation of the logarithm, from the median and one higher percentile. */
function sigmaOf({ median, percentile, at }: Extract<Distribution, { type: 'lognormal' }>): number {
  return log(at / median) / normalQuantile(percentile);
}

/** Two exponential phases with balanced means (Whitt 1982): p1 / rate1 = p2 / rate2. */
function hyperexponential({ mean, scv }: Extract<Distribution, { type: 'hyperexponential' }>, stream: Stream): number {
  const share = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  const p = unit(stream) < share ? share : 1 - share;
  return exponential(mean / (2 * p), stream);
}
