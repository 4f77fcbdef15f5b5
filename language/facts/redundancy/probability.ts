/**
 * Probabilities on a decision diagram whose variables are independent. Unavailabilities are summed rather than
 * availabilities, because 1 - 0.999999999 keeps only a few digits.
 */
import type { Bdd } from './bdd.js';
import { ONE, ZERO, type Layout, type Node } from './node-store.js';

/** The probability that f is false, where `down(level)` is the probability that a variable is false. */
export function falseProbability(bdd: Bdd, f: Node, down: (level: number) => number): number {
  const layout = bdd.layout(f);
  return upwards(layout, down, ZERO)[layout.root]!;
}

export function trueProbability(bdd: Bdd, f: Node, down: (level: number) => number): number {
  const layout = bdd.layout(f);
  return upwards(layout, down, ONE)[layout.root]!;
}

/** Of each node the probability that it ends in this terminal. */
function upwards({ levels, los, his }: Layout, down: (level: number) => number, terminal: Node): Float64Array {
  const p = new Float64Array(levels.length);
  p[terminal] = 1;
  for (let at = 2; at < levels.length; at++) {
    const q = down(levels[at]!);
    p[at] = (1 - q) * p[his[at]!]! + q * p[los[at]!]!;
  }
  return p;
}

/**
 * Birnbaum importance of every variable of f: how much the probability of f rises when the variable goes from
 * certainly false to certainly true. All in one pass down after one pass up.
 */
export function birnbaum(bdd: Bdd, f: Node, down: (level: number) => number): Map<number, number> {
  const layout = bdd.layout(f);
  const { levels, los, his, root } = layout;
  const u = upwards(layout, down, ZERO);
  const weight = new Float64Array(levels.length);
  weight[root] = 1;
  const importance = new Map<number, number>();
  for (let at = levels.length - 1; at > ONE; at--) {
    const level = levels[at]!;
    const w = weight[at]!;
    const q = down(level);
    weight[his[at]!]! += w * (1 - q);
    weight[los[at]!]! += w * q;
    importance.set(level, (importance.get(level) ?? 0) + w * (u[los[at]!]! - u[his[at]!]!));
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
