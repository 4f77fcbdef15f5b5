/** A rate that a station lets in: a token bucket that holds a second's worth, and at least one (RFC 2697 calls it a committed burst). */

export function bucketOf(rate: number): number {
  return Math.max(1, rate);
}

/** Takes a token; false where none is left. */
export function letIn(tokens: { left: number; at: number }, rate: number, now: number): boolean {
  tokens.left = Math.min(bucketOf(rate), tokens.left + (now - tokens.at) * rate);
  tokens.at = now;
  // What a second's worth comes to after many small steps may lack the last bit.
  if (tokens.left < 1 - 1e-9) return false;
  tokens.left = Math.max(0, tokens.left - 1);
  return true;
}
