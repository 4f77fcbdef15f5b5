/**
 * Reduced ordered binary decision diagrams (Bryant 1986): Boolean functions of component states, where equal
 * functions are the same node. A variable is its level in the order; true means that the component works.
 */
import { NodeStore, ONE, TERMINAL_LEVEL, ZERO, type Node } from './node-store.js';

/** Marks for operations other than if-then-else in the memory of results. */
const DOWNWARD = -1;
const RESTRICT = -2;

export class Bdd extends NodeStore {
  variable(level: number): Node {
    return this.unique(level, ZERO, ONE);
  }

  not(f: Node): Node { return this.ite(f, ZERO, ONE); }
  and(f: Node, g: Node): Node { return f < g ? this.ite(f, g, ZERO) : this.ite(g, f, ZERO); }
  or(f: Node, g: Node): Node { return f < g ? this.ite(f, ONE, g) : this.ite(g, ONE, f); }

  /** "If f then g else h", from which every other operation follows. */
  ite(f: Node, g: Node, h: Node, depth = 0): Node {
    if (f === ONE) return g;
    if (f === ZERO) return h;
    if (g === h) return g;
    if (g === f) g = ONE;
    if (h === f) h = ZERO;
    if (g === ONE && h === ZERO) return f;
    const known = this.recall(f, g, h);
    if (known >= 0) return known;
    this.step(depth);
    const level = Math.min(this.level(f), this.level(g), this.level(h));
    const lo = this.ite(this.below(f, level, false), this.below(g, level, false), this.below(h, level, false), depth + 1);
    const hi = this.ite(this.below(f, level, true), this.below(g, level, true), this.below(h, level, true), depth + 1);
    return this.remember(f, g, h, this.make(level, lo, hi));
  }

  allOf(functions: readonly Node[]): Node {
    return this.fold(functions, (f, g) => this.and(f, g), ONE);
  }

  anyOf(functions: readonly Node[]): Node {
    return this.fold(functions, (f, g) => this.or(f, g), ZERO);
  }

  /** At least `need` of the functions hold. */
  atLeast(need: number, functions: readonly Node[]): Node {
    if (need <= 0) return ONE;
    if (need > functions.length) return ZERO;
    if (need === functions.length) return this.allOf(functions);
    if (need === 1) return this.anyOf(functions);
    // Row k: "at least k of those seen so far", from the last one backwards; only those that can still lead to `need`.
    const row: Node[] = [ONE, ...Array<Node>(need).fill(ZERO)];
    for (let at = functions.length - 1, seen = 1; at >= 0; at--, seen++) {
      const fewest = Math.max(1, need - at);
      for (let k = Math.min(need, seen); k >= fewest; k--) row[k] = this.ite(functions[at]!, row[k - 1]!, row[k]!);
    }
    return row[need]!;
  }

  /** The function once the variable at `level` is known. */
  restrict(f: Node, level: number, value: boolean, depth = 0): Node {
    if (this.level(f) > level) return f;
    if (this.level(f) === level) return value ? this.hi(f) : this.lo(f);
    const code = level * 2 + (value ? 1 : 0);
    const known = this.recall(RESTRICT, f, code);
    if (known >= 0) return known;
    this.step(depth);
    const result = this.make(this.level(f), this.restrict(this.lo(f), level, value, depth + 1), this.restrict(this.hi(f), level, value, depth + 1));
    return this.remember(RESTRICT, f, code, result);
  }

  /** States from which recovering components alone leads into f: the smallest monotone decreasing function above f. */
  downward(f: Node, depth = 0): Node {
    if (f <= ONE) return f;
    const known = this.recall(DOWNWARD, f, 0);
    if (known >= 0) return known;
    this.step(depth);
    const up = this.downward(this.hi(f), depth + 1);
    return this.remember(DOWNWARD, f, 0, this.make(this.level(f), this.or(up, this.downward(this.lo(f), depth + 1)), up));
  }

  /** Levels that the function depends on, ascending. */
  support(f: Node): number[] {
    const levels = new Set(this.layout(f).levels);
    levels.delete(TERMINAL_LEVEL);
    return [...levels].sort((a, b) => a - b);
  }

  /** "If the variable at `level` then hi else lo", which both stand below it. */
  node(level: number, lo: Node, hi: Node): Node {
    return this.make(level, lo, hi);
  }

  private make(level: number, lo: Node, hi: Node): Node {
    return lo === hi ? lo : this.unique(level, lo, hi);
  }

  private below(f: Node, level: number, value: boolean): Node {
    if (this.level(f) !== level) return f;
    return value ? this.hi(f) : this.lo(f);
  }

  /** Deep functions first, so that intermediate results stay small: each step puts a conjunct above what is there. */
  private fold(functions: readonly Node[], join: (f: Node, g: Node) => Node, neutral: Node): Node {
    const order = [...functions].sort((f, g) => this.topOf(g) - this.topOf(f));
    return order.reduce((joined, f) => join(f, joined), neutral);
  }

  private topOf(f: Node): number {
    return f <= ONE ? TERMINAL_LEVEL : this.level(f);
  }
}
