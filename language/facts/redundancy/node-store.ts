/**
 * Decision nodes in flat arrays, each (level, lo, hi) stored once. Ordered binary decision diagrams (Bryant 1986) and
 * their zero-suppressed form (Minato 1993) share it; they differ only in which nodes they leave out. A child always
 * has a smaller number than its parent, so that one pass over the numbers visits a diagram bottom-up.
 */
import { BudgetExceededError, type Budget } from './budget.js';

export type Node = number;
export const ZERO: Node = 0;
export const ONE: Node = 1;

/** The level of the terminals: below every variable. */
export const TERMINAL_LEVEL = 0x7fffffff;

export class NodeStore {
  protected levels = new Int32Array(1024);
  protected los = new Int32Array(1024);
  protected his = new Int32Array(1024);
  private count = 2;
  private table = new Int32Array(2048);
  private mask = 2047;
  private cache = new Int32Array(4 * 4096);
  private cacheMask = 4095;
  private steps = 0;

  private budget: Budget;

  constructor(budget: Budget) {
    this.budget = { ...budget };
    this.levels[ZERO] = this.levels[ONE] = TERMINAL_LEVEL;
  }

  get size(): number { return this.count; }
  level(node: Node): number { return this.levels[node]!; }
  lo(node: Node): Node { return this.los[node]!; }
  hi(node: Node): Node { return this.his[node]!; }

  /** The one node with these parts. */
  protected unique(level: number, lo: Node, hi: Node): Node {
    let slot = hash(level, lo, hi) & this.mask;
    for (let node = this.table[slot]!; node !== 0; slot = (slot + 1) & this.mask, node = this.table[slot]!) {
      if (this.levels[node] === level && this.los[node] === lo && this.his[node] === hi) return node;
    }
    if (this.count >= this.budget.nodes) throw new BudgetExceededError('decision diagram too large');
    const node = this.count++;
    if (node >= this.levels.length) this.grow();
    this.levels[node] = level;
    this.los[node] = lo;
    this.his[node] = hi;
    this.table[slot] = node;
    if (this.count * 2 > this.table.length) this.rehash();
    return node;
  }

  /** A remembered result of operation (a, b, c), or -1. Results may be forgotten, never wrong. */
  protected recall(a: number, b: number, c: number): Node {
    const at = (hash(a, b, c) & this.cacheMask) * 4;
    return this.cache[at] === a && this.cache[at + 1] === b && this.cache[at + 2] === c ? this.cache[at + 3]! - 1 : -1;
  }

  protected remember(a: number, b: number, c: number, result: Node): Node {
    const at = (hash(a, b, c) & this.cacheMask) * 4;
    this.cache[at] = a;
    this.cache[at + 1] = b;
    this.cache[at + 2] = c;
    this.cache[at + 3] = result + 1;
    return result;
  }

  /** Grants as much again, for another question about the same functions. */
  allow(more: Budget): void {
    this.budget = { nodes: this.count + more.nodes, steps: this.steps + more.steps };
  }

  protected step(): void {
    if (++this.steps > this.budget.steps) throw new BudgetExceededError('too many steps on decision diagrams');
  }

  private grow(): void {
    this.levels = doubled(this.levels);
    this.los = doubled(this.los);
    this.his = doubled(this.his);
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    this.mask = this.table.length - 1;
    for (let node = 2; node < this.count; node++) {
      let slot = hash(this.levels[node]!, this.los[node]!, this.his[node]!) & this.mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & this.mask;
      this.table[slot] = node;
    }
    if (this.cacheMask < 0xfffff) {
      this.cache = new Int32Array(this.cache.length * 2);
      this.cacheMask = this.cache.length / 4 - 1;
    }
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
