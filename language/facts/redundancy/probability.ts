/**
 * Probabilities on a decision diagram whose variables are independent. Unavailabilities are summed rather than
 * availabilities, because 1 - 0.999999999 keeps only a few digits.
 */
import type { Bdd } from './bdd.js';
import { ONE, ZERO, type Node } from './node-store.js';

/** The probability that f is false, where `down(level)` is the probability that a variable is false. */
export function falseProbability(bdd: Bdd, f: Node, down: (level: number) => number): number {
  return falseProbabilities(bdd, f, down).get(f)!;
}

export function trueProbability(bdd: Bdd, f: Node, down: (level: number) => number): number {
  const p = new Map<Node, number>([[ZERO, 0], [ONE, 1]]);
  for (const node of bdd.reachable(f)) {
    const q = down(bdd.level(node));
    p.set(node, (1 - q) * p.get(bdd.hi(node))! + q * p.get(bdd.lo(node))!);
  }
  return p.get(f)!;
}

function falseProbabilities(bdd: Bdd, f: Node, down: (level: number) => number): Map<Node, number> {
  const u = new Map<Node, number>([[ZERO, 1], [ONE, 0]]);
  for (const node of bdd.reachable(f)) {
    const q = down(bdd.level(node));
    u.set(node, (1 - q) * u.get(bdd.hi(node))! + q * u.get(bdd.lo(node))!);
  }
  return u;
}

/**
 * Birnbaum importance of every variable of f: how much the probability of f rises when the variable goes from
 * certainly false to certainly true. All in one pass down after one pass up.
 */
export function birnbaum(bdd: Bdd, f: Node, down: (level: number) => number): Map<number, number> {
  const u = falseProbabilities(bdd, f, down);
  const weight = new Map<Node, number>([[f, 1]]);
  const importance = new Map<number, number>();
  for (const node of bdd.reachable(f).reverse()) {
    const level = bdd.level(node);
    const w = weight.get(node)!;
    const q = down(level);
    const [lo, hi] = [bdd.lo(node), bdd.hi(node)];
    weight.set(hi, (weight.get(hi) ?? 0) + w * (1 - q));
    weight.set(lo, (weight.get(lo) ?? 0) + w * q);
    importance.set(level, (importance.get(level) ?? 0) + w * (u.get(lo)! - u.get(hi)!));
  }
  return importance;
}

/**
 * Fussell-Vesely importance of a variable of a monotone f: the probability that at least one minimal cut set which
 * contains it has failed, given that f is false. Failed sets that contain such a cut set are exactly those that grow
 * from a state in which the variable is critical.
 */
export function fussellVesely(bdd: Bdd, f: Node, level: number, down: (level: number) => number, falseF: number): number {
  if (falseF <= 0) return 0;
  const critical = bdd.and(bdd.restrict(f, level, true), bdd.not(bdd.restrict(f, level, false)));
  const failed = bdd.and(bdd.not(bdd.variable(level)), critical);
  return Math.min(1, trueProbability(bdd, bdd.downward(failed), down) / falseF);
}
