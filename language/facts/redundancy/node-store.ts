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

/** Recursion deeper than this would need more stack than there surely is; it counts as a budget spent. */
const DEEPEST = 2500;
/** Entries that the memory of results grows to, of sixteen bytes each. */
const MOST_REMEMBERED = 0x3fffff;

/**
 * What one diagram consists of, for passes over all its nodes: 0 and 1 are the terminals, then the inner nodes,
 * children before parents. `los` and `his` are places in these same arrays.
 */
export interface Layout {
  readonly levels: Int32Array;
  readonly los: Int32Array;
  readonly his: Int32Array;
  /** Place of the diagram's top: the last one, or a terminal. */
  readonly root: number;
}

export class NodeStore {
  protected levels = new Int32Array(256);
  protected los = new Int32Array(256);
  protected his = new Int32Array(256);
  private count = 2;
  private table = new Int32Array(512);
  private mask = 511;
  private cache = new Int32Array(4 * 512);
  private cacheMask = 511;
  private steps = 0;
  /** Place of each node in the layout that is being made; all 0 between two. */
  private places = new Int32Array(0);
  private laidOut: { of: Node; layout: Layout } | undefined;

  private budget: Budget;

  constructor(budget: Budget) {
    this.budget = { ...budget };
    this.levels[ZERO] = this.levels[ONE] = TERMINAL_LEVEL;
  }

  get size(): number { return this.count; }
  /** Steps taken so far. */
  get spent(): number { return this.steps; }
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

  /** Counts steps that are taken elsewhere on behalf of these diagrams. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.budget.steps) throw new BudgetExceededError('too many steps on decision diagrams');
  }

  /** One step of a recursion that is `depth` deep. */
  protected step(depth = 0): void {
    if (++this.steps > this.budget.steps) throw new BudgetExceededError('too many steps on decision diagrams');
    if (depth > DEEPEST) throw new BudgetExceededError('decision diagram too deep');
  }

  /** The diagram of one node by itself. The last one asked for is kept. */
  layout(f: Node): Layout {
    if (this.laidOut?.of !== f) this.laidOut = { of: f, layout: this.layOut(f) };
    return this.laidOut.layout;
  }

  private layOut(f: Node): Layout {
    const nodes = this.nodesBelow(f);
    const size = nodes.length + 2;
    const layout = { levels: new Int32Array(size).fill(TERMINAL_LEVEL), los: new Int32Array(size), his: new Int32Array(size), root: f <= ONE ? f : size - 1 };
    layout.los[ONE] = layout.his[ONE] = ONE;
    const { places } = this;
    for (let i = 0; i < nodes.length; i++) places[nodes[i]!] = i + 2;
    const placeOf = (node: Node): number => (node <= ONE ? node : places[node]!);
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      layout.levels[i + 2] = this.levels[node]!;
      layout.los[i + 2] = placeOf(this.los[node]!);
      layout.his[i + 2] = placeOf(this.his[node]!);
    }
    for (const node of nodes) places[node] = 0;
    return layout;
  }

  /** Inner nodes below and including f, children before parents; each is marked in `places`. */
  private nodesBelow(f: Node): Int32Array {
    if (this.places.length < this.count) this.places = new Int32Array(this.levels.length);
    const { places } = this;
    let found = new Int32Array(256);
    let length = 0;
    const note = (node: Node): void => {
      if (node <= ONE || places[node] !== 0) return;
      places[node] = 1;
      if (length === found.length) found = doubled(found);
      found[length++] = node;
    };
    note(f);
    for (let next = 0; next < length; next++) {
      note(this.los[found[next]!]!);
      note(this.his[found[next]!]!);
    }
    return found.slice(0, length).sort();
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
    if (this.cacheMask < MOST_REMEMBERED) {
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
