/**
 * Streams of random numbers, one for each source of chance: a part that is added to a model draws from a stream of its
 * own and disturbs no other. A stream is four 32-bit words of plain data (xoshiro128**, Blackman and Vigna 2018), named
 * by the run's seed, the qualified name of the part, and what the numbers are for.
 */

/** The state of a stream: four 32-bit words, not all zero. Changed by every draw. */
export type Stream = [number, number, number, number];

/** @param purpose what the numbers are for: `service`, `arrival`, `share of FLOW`. */
export function streamOf(seed: number, name: string, purpose: string): Stream {
  let hash = hashOf(`${seed}\u0001${purpose}\u0001${name.normalize('NFC')}`);
  // SplitMix32 turns one word into four that have nothing to do with each other.
  const word = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash ^ (hash >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  const stream: Stream = [word(), word(), word(), word()];
  if ((stream[0] | stream[1] | stream[2] | stream[3]) === 0) stream[0] = 1;
  return stream;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}

/** The next 32 bits, as an unsigned integer. */
export function bits32(stream: Stream): number {
  // Not taken apart as a list, which asks an iterator.
  const a = stream[0];
  const b = stream[1];
  const c = stream[2];
  const d = stream[3];
  const spread = Math.imul(b, 5);
  const result = Math.imul((spread << 7) | (spread >>> 25), 9);
  const carried = b << 9;
  const c1 = c ^ a;
  const d1 = d ^ b;
  stream[1] = b ^ c1;
  stream[0] = a ^ d1;
  stream[2] = c1 ^ carried;
  stream[3] = (d1 << 11) | (d1 >>> 21);
  return result >>> 0;
}

/** Uniform on [0, 1), with 53 random bits. */
export function unit(stream: Stream): number {
  const high = bits32(stream) >>> 5;
  const low = bits32(stream) >>> 6;
  return (high * 67_108_864 + low) / 9_007_199_254_740_992;
}

/** A whole number from 0 to n - 1, all equally likely: draws beyond the last whole multiple of n are thrown away. */
export function below(stream: Stream, n: number): number {
  const limit = Math.floor(0x1_0000_0000 / n) * n;
  let drawn = bits32(stream);
  while (drawn >= limit) drawn = bits32(stream);
  return drawn % n;
}
