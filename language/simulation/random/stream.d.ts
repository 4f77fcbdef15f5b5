/**
 * Streams of random numbers, one for each source of chance: a part that is added to a model draws from a stream of its
 * own and disturbs no other. A stream is four 32-bit words of plain data (xoshiro128**, Blackman and Vigna 2018), named
 * by the run's seed, the qualified name of the part, and what the numbers are for.
 */
/** The state of a stream: four 32-bit words, not all zero. Changed by every draw. */
export type Stream = [number, number, number, number];
/** @param purpose what the numbers are for: `service`, `arrival`, `share of FLOW`. */
export declare function streamOf(seed: number, name: string, purpose: string): Stream;
/** The next 32 bits, as an unsigned integer. */
export declare function bits32(stream: Stream): number;
/** Uniform on [0, 1), with 53 random bits. */
export declare function unit(stream: Stream): number;
/** A whole number from 0 to n - 1, all equally likely: draws beyond the last whole multiple of n are thrown away. */
export declare function below(stream: Stream, n: number): number;
