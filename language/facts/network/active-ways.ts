/** Ways that are in use while all is well: of equal ones any, none that waits for a failure. */
import type { Exploration, Move } from './journey.js';

/** Moves on some way that is in use and arrives. */
export function activeWays(found: Exploration): Move[] {
  const moves = found.moves.filter((move) => move.rank === 0);
  const reached = closure([0], moves, (move) => [move.from, move.to]);
  const leading = closure(found.delivered.filter((state) => reached.has(state)), moves, (move) => [move.to, move.from]);
  return moves.filter((move) => reached.has(move.from) && leading.has(move.to));
}

/** States that some moves lead to, step by step. */
export function closure(start: readonly number[], moves: readonly Move[], step: (move: Move) => [number, number]): Set<number> {
  const next = new Map<number, number[]>();
  for (const move of moves) {
    const [from, to] = step(move);
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const seen = new Set(start);
  const pending = [...start];
  while (pending.length > 0) {
    for (const to of next.get(pending.pop()!) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return seen;
}
