import { type Stream } from './stream.js';
/** z with P(Z <= z) = p. Wichura 1988, algorithm AS 241 (PPND16): relative accuracy about 1e-16. */
export declare function normalQuantile(p: number): number;
/** A draw with mean 0 and variance 1: the polar method (Marsaglia and Bray 1964), without a half kept for next time. */
export declare function normal(stream: Stream): number;
