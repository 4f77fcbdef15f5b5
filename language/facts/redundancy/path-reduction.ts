/**
 * A path graph made smaller before its connectivity is decided: what lies on no way is dropped, parallel arcs are one,
 * and a vertex with at most two neighbours becomes the arcs that lead through it. What is left is the meshed core; of
 * trees, chains and rings nothing is.
 */
import type { Bdd } from './bdd.js';
import { ONE, ZERO, type Node } from './node-store.js';

/** Vertices and arcs that hold when their function does. */
export interface FunctionGraph {
  vertices: Node[];
  arcs: { from: number; to: number; holds: Node }[];
  source: number;
  sink: number;
}

/** The same connectivity with fewer vertices; source and sink keep their numbers and always hold. */
export function reduced(bdd: Bdd, graph: FunctionGraph): FunctionGraph {
  return new Reduction(bdd, graph).run();
}

class Reduction {
  private readonly out: Map<number, Node>[];
  private readonly into: Map<number, Node>[];
  private readonly vertices: Node[];
  private readonly source: number;
  private readonly sink: number;
  private readonly pending = new Set<number>();

  constructor(private readonly bdd: Bdd, graph: FunctionGraph) {
    this.source = graph.source;
    this.sink = graph.sink;
    this.vertices = [...graph.vertices];
    this.vertices[this.source] = this.vertices[this.sink] = ONE;
    this.out = graph.vertices.map(() => new Map());
    this.into = graph.vertices.map(() => new Map());
    for (const { from, to, holds } of graph.arcs) this.add(from, to, holds);
  }

  run(): FunctionGraph {
    this.dropAside();
    this.vertices.forEach((_, vertex) => this.pending.add(vertex));
    for (const vertex of this.pending) {
      this.pending.delete(vertex);
      if (vertex !== this.source && vertex !== this.sink) this.simplify(vertex);
    }
    return {
      vertices: this.vertices,
      arcs: this.out.flatMap((arcs, from) => [...arcs].map(([to, holds]) => ({ from, to, holds }))),
      source: this.source,
      sink: this.sink,
    };
  }

  /** Parallel arcs are one that holds when either does. */
  private add(from: number, to: number, holds: Node): void {
    if (holds === ZERO || from === to || to === this.source || from === this.sink) return;
    if (this.vertices[from] === ZERO || this.vertices[to] === ZERO) return;
    const both = this.bdd.or(this.out[from]!.get(to) ?? ZERO, holds);
    this.out[from]!.set(to, both);
    this.into[to]!.set(from, both);
    this.pending.add(from).add(to);
  }

  private cut(from: number, to: number): void {
    this.out[from]!.delete(to);
    this.into[to]!.delete(from);
    this.pending.add(from).add(to);
  }

  private remove(vertex: number): void {
    for (const from of [...this.into[vertex]!.keys()]) this.cut(from, vertex);
    for (const to of [...this.out[vertex]!.keys()]) this.cut(vertex, to);
    this.pending.delete(vertex);
  }

  private dropAside(): void {
    const reached = closure(this.source, (vertex) => this.out[vertex]!.keys());
    const reaching = closure(this.sink, (vertex) => this.into[vertex]!.keys());
    this.vertices.forEach((_, vertex) => {
      if (!reached.has(vertex) || !reaching.has(vertex)) this.remove(vertex);
    });
  }

  private simplify(vertex: number): void {
    const [ins, outs] = [this.into[vertex]!, this.out[vertex]!];
    if (ins.size === 0 || outs.size === 0) this.remove(vertex);
    else if (this.leadsBack(vertex) || this.isSpare(vertex)) return;
    else if (new Set([...ins.keys(), ...outs.keys()]).size <= 2) this.bypass(vertex);
  }

  /** Going back to the only neighbour that one can come from, or on to a vertex that only comes back, is no way. */
  private leadsBack(vertex: number): boolean {
    const [ins, outs] = [this.into[vertex]!, this.out[vertex]!];
    const [only] = ins.keys();
    if (ins.size === 1 && outs.has(only!)) {
      this.cut(vertex, only!);
      return true;
    }
    const [next] = outs.keys();
    if (outs.size === 1 && ins.has(next!)) {
      this.cut(next!, vertex);
      return true;
    }
    return false;
  }

  /** A vertex that always holds and is entered, or left, over one arc that always holds, is the same as its neighbour. */
  private isSpare(vertex: number): boolean {
    if (this.vertices[vertex] !== ONE) return false;
    const [ins, outs] = [this.into[vertex]!, this.out[vertex]!];
    const [[from, entry]] = [...ins] as [[number, Node]];
    const [[to, exit]] = [...outs] as [[number, Node]];
    const same = (ins.size === 1 && entry === ONE) || ins.get(this.source) === ONE;
    const onward = (outs.size === 1 && exit === ONE) || outs.get(this.sink) === ONE;
    if (same) {
      const before = ins.get(this.source) === ONE ? this.source : from;
      const arcs = [...outs];
      this.remove(vertex);
      for (const [next, holds] of arcs) this.add(before, next, holds);
    } else if (onward) {
      const after = outs.get(this.sink) === ONE ? this.sink : to;
      const arcs = [...ins];
      this.remove(vertex);
      for (const [previous, holds] of arcs) this.add(previous, after, holds);
    } else {
      const twin = [...outs].find(([next, holds]) => holds === ONE && ins.get(next) === ONE && this.vertices[next] === ONE)?.[0];
      if (twin === undefined) return false;
      const [before, after] = [[...ins], [...outs]];
      this.remove(vertex);
      for (const [previous, holds] of before) this.add(previous, twin, holds);
      for (const [next, holds] of after) this.add(twin, next, holds);
    }
    return true;
  }

  private bypass(vertex: number): void {
    const holds = this.vertices[vertex]!;
    const [before, after] = [[...this.into[vertex]!], [...this.out[vertex]!]];
    this.remove(vertex);
    for (const [from, entry] of before) {
      for (const [to, exit] of after) if (from !== to) this.add(from, to, this.bdd.and(entry, this.bdd.and(holds, exit)));
    }
  }
}

function closure(start: number, next: (vertex: number) => Iterable<number>): Set<number> {
  const seen = new Set([start]);
  for (const vertex of seen) for (const each of next(vertex)) seen.add(each);
  return seen;
}
