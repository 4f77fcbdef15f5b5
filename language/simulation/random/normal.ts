/** Draws of the normal distribution. */
import { log } from '../../model/elementary.js';
import { unit, type Stream } from './stream.js';

/** A draw with mean 0 and variance 1: the polar method (Marsaglia and Bray 1964), without a half kept for next time. */
export function normal(stream: Stream): number {
  for (;;) {
    const u = 2 * unit(stream) - 1;
    const v = 2 * unit(stream) - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt(-2 * log(s) / s);
  }
}
