/**
 * Families of sets as zero-suppressed decision diagrams (Minato 1993), and from them the minimal cut sets of a
 * monotone function by Rauzy's minimal solutions (Rauzy 1993), cut off at an order where all would be too many.
 */
import type { Bdd } from './bdd.js';
import { NodeStore, ONE, ZERO, type Node } from './node-store.js';

const WITHOUT = -1;
/** Orders up to this can be asked for. */
const LARGEST_ORDER = 254;
const UNLIMITED = 255;

export class Zbdd extends NodeStore {
  private make(level: number, lo: Node, hi: Node): Node {
    return hi === ZERO ? lo : this.unique(level, lo, hi);
  }

  /** The minimal sets of variables that make the monotone f false when they are false, of at most `order` elements. */
  minimalCutSets(bdd: Bdd, f: Node, order = UNLIMITED): Node {
    const results = new Map<number, Node>();
    const solve = (node: Node, left: number): Node => {
      if (node === ZERO) return ONE;
      if (node === ONE) return ZERO;
      const key = node * 256 + left;
      const known = results.get(key);
      if (known !== undefined) return known;
      this.step();
      const whileUp = solve(bdd.hi(node), left);
      const onceDown = left > 0 ? this.without(solve(bdd.lo(node), left === UNLIMITED ? left : left - 1), whileUp) : ZERO;
      const result = this.make(bdd.level(node), whileUp, onceDown);
      results.set(key, result);
      return result;
    };
    return solve(f, order > LARGEST_ORDER ? UNLIMITED : order);
  }

  /** The sets of f that contain no set of g. */
  without(f: Node, g: Node): Node {
    if (f === ZERO || g === ONE || f === g) return ZERO;
    if (g === ZERO) return f;
    if (f === ONE) return this.holdsEmpty(g) ? ZERO : ONE;
    const known = this.recall(f, g, WITHOUT);
    if (known >= 0) return known;
    this.step();
    return this.remember(f, g, WITHOUT, this.withoutInner(f, g));
  }

  private withoutInner(f: Node, g: Node): Node {
    const [top, other] = [this.level(f), this.level(g)];
    if (top > other) return this.without(f, this.lo(g));
    if (top < other) return this.make(top, this.without(this.lo(f), g), this.without(this.hi(f), g));
    const hi = this.without(this.without(this.hi(f), this.hi(g)), this.lo(g));
    return this.make(top, this.without(this.lo(f), this.lo(g)), hi);
  }

  private holdsEmpty(f: Node): boolean {
    while (f > ONE) f = this.lo(f);
    return f === ONE;
  }

  /** How many sets of each size: index 1 counts those of one element. */
  countByOrder(f: Node): number[] {
    const counts = new Map<Node, number[]>([[ZERO, []], [ONE, [1]]]);
    for (const node of this.bottomUp(f)) {
      const sum = [...counts.get(this.lo(node))!];
      counts.get(this.hi(node))!.forEach((count, size) => { sum[size + 1] = (sum[size + 1] ?? 0) + count; });
      for (let size = 0; size < sum.length; size++) sum[size] ??= 0;
      counts.set(node, sum);
    }
    return counts.get(f)!;
  }

  /** The sets themselves, in the order of the diagram, `limit` of them at most. */
  * sets(f: Node, limit = Infinity): Generator<number[]> {
    let left = limit;
    const pending: { node: Node; set: number[] }[] = [{ node: f, set: [] }];
    while (pending.length > 0 && left > 0) {
      const { node, set } = pending.pop()!;
      if (node === ZERO) continue;
      if (node === ONE) {
        left--;
        yield set;
        continue;
      }
      pending.push({ node: this.lo(node), set }, { node: this.hi(node), set: [...set, this.level(node)] });
    }
  }

  private bottomUp(f: Node): Node[] {
    const seen = new Set<Node>();
    const pending = [f];
    while (pending.length > 0) {
      const node = pending.pop()!;
      if (node <= ONE || seen.has(node)) continue;
      seen.add(node);
      pending.push(this.lo(node), this.hi(node));
    }
    return [...seen].sort((a, b) => a - b);
  }
}
