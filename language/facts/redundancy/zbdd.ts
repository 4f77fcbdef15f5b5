/**
 * Families of sets as zero-suppressed decision diagrams (Minato 1993), and from them the minimal cut sets of a
 * function by Rauzy's minimal solutions (Rauzy 1993), cut off at an order where all would be too many.
 */
import type { Bdd } from './bdd.js';
import { NodeStore, ONE, ZERO, type Layout, type Node } from './node-store.js';

const WITHOUT = -1;

export class Zbdd extends NodeStore {
  private make(level: number, lo: Node, hi: Node): Node {
    return hi === ZERO ? lo : this.unique(level, lo, hi);
  }

  /**
   * The minimal sets of variables that make f false when they alone are false, of at most `order` elements. Of a
   * monotone f these are its minimal cut sets; of any other, its cut sets in the sense of Rauzy 2001: what has failed in
   * the states in which f is false and nothing that failed could be taken back without making it true.
   */
  minimalCutSets(bdd: Bdd, f: Node, order = Infinity): Node {
    const layout = bdd.layout(f);
    return order < bdd.support(f).length ? this.limited(layout, Math.max(0, order)) : this.unlimited(layout);
  }

  private unlimited({ levels, los, his, root }: Layout): Node {
    const results = new Int32Array(levels.length);
    results[ZERO] = ONE;
    results[ONE] = ZERO;
    for (let at = 2; at < levels.length; at++) {
      this.step();
      const whileUp = results[his[at]!]!;
      results[at] = this.make(levels[at]!, whileUp, this.without(results[los[at]!]!, whileUp));
    }
    return results[root]!;
  }

  private limited({ levels, los, his, root }: Layout, order: number): Node {
    // One row for each number of elements that may still come, from none upwards.
    let fewer = new Int32Array(levels.length);
    let results = new Int32Array(levels.length);
    for (let left = 0; left <= order; left++) {
      [fewer, results] = [results, fewer];
      results[ZERO] = ONE;
      results[ONE] = ZERO;
      for (let at = 2; at < levels.length; at++) {
        this.step();
        const whileUp = results[his[at]!]!;
        results[at] = this.make(levels[at]!, whileUp, left > 0 ? this.without(fewer[los[at]!]!, whileUp) : ZERO);
      }
    }
    return results[root]!;
  }

  /** The sets of f that contain no set of g. */
  without(f: Node, g: Node, depth = 0): Node {
    if (f === ZERO || g === ONE || f === g) return ZERO;
    if (g === ZERO) return f;
    if (f === ONE) return this.holdsEmpty(g) ? ZERO : ONE;
    const known = this.recall(f, g, WITHOUT);
    if (known >= 0) return known;
    this.step(depth);
    return this.remember(f, g, WITHOUT, this.withoutInner(f, g, depth + 1));
  }

  private withoutInner(f: Node, g: Node, depth: number): Node {
    const [top, other] = [this.level(f), this.level(g)];
    if (top > other) return this.without(f, this.lo(g), depth);
    if (top < other) return this.make(top, this.without(this.lo(f), g, depth), this.without(this.hi(f), g, depth));
    const hi = this.without(this.without(this.hi(f), this.hi(g), depth), this.lo(g), depth);
    return this.make(top, this.without(this.lo(f), this.lo(g), depth), hi);
  }

  private holdsEmpty(f: Node): boolean {
    while (f > ONE) f = this.lo(f);
    return f === ONE;
  }

  /** How many sets of each size, exactly: index 1 counts those of one element. */
  countByOrder(f: Node): bigint[] {
    const layout = this.layout(f);
    return countAsDoubles(layout) ?? countAsIntegers(layout);
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
}

/** One pass over the diagram for each order, with two numbers a node. Undefined where doubles no longer count exactly. */
function countAsDoubles({ levels, los, his, root }: Layout): bigint[] | undefined {
  const counts: bigint[] = [];
  let [smaller, current] = [new Float64Array(levels.length), new Float64Array(levels.length)];
  for (let order = 0, more = true; more; order++) {
    [smaller, current] = [current, smaller];
    current[ZERO] = 0;
    current[ONE] = order === 0 ? 1 : 0;
    more = false;
    for (let at = 2; at < levels.length; at++) {
      const count = current[los[at]!]! + (order === 0 ? 0 : smaller[his[at]!]!);
      if (count > Number.MAX_SAFE_INTEGER) return undefined;
      current[at] = count;
      more ||= count > 0;
    }
    more ||= order === 0;
    counts.push(BigInt(current[root]!));
  }
  while (counts.at(-1) === 0n) counts.pop();
  return counts;
}

function countAsIntegers({ levels, los, his, root }: Layout): bigint[] {
  const counts: bigint[][] = [[], [1n]];
  for (let at = 2; at < levels.length; at++) {
    const sum = [...counts[los[at]!]!];
    counts[his[at]!]!.forEach((count, size) => { sum[size + 1] = (sum[size + 1] ?? 0n) + count; });
    for (let size = 0; size < sum.length; size++) sum[size] ??= 0n;
    counts.push(sum);
  }
  return counts[root]!;
}
