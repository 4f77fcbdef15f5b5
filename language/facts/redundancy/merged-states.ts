/**
 * A path graph tells a device apart by how one came to it: what it passes on may depend on that. Mostly it does so only
 * in that nothing goes back over the cable it came by, and that matters to no way, since whoever went back would only be
 * where they had been. Such states of one device become one, without which a mesh of n routers has n times as many.
 */
import type { Gate, GatedGraph } from './circuit.js';

/** Rounds of splitting; a graph that is not settled by then stays as it is. */
const MOST_ROUNDS = 40;
const ALWAYS = -1;

type Arc = GatedGraph['arcs'][number];

/**
 * The same connectivity between source and sink, whatever is down. States are put together while each of them can do
 * what any of them can: it has an arc of the same gate to the same set of states, or all that leads to it comes from
 * there over that very gate, or the source is in that set. So a way through the smaller graph can be followed in the larger one: where an arc is
 * missing, some state of the next set has been passed already.
 */
export function merged(graph: GatedGraph): GatedGraph {
  const { nodes, source, sink } = graph;
  const arcs = graph.arcs.filter((arc) => arc.to !== source && arc.from !== sink && arc.from !== arc.to);
  const sets = new Sets(nodes, source, sink, arcs);
  if (!sets.settle() || sets.count === nodes.length) return graph;
  const { setOf } = sets;
  const kept = new Map<string, Arc>();
  for (const { from, to, gate } of arcs) {
    const arc = { from: setOf[from]!, to: setOf[to]!, gate };
    if (arc.from !== arc.to) kept.set(`${arc.from} ${arc.to} ${gate}`, arc);
  }
  const gates: (Gate | undefined)[] = Array(sets.count);
  nodes.forEach((gate, node) => { gates[setOf[node]!] = gate; });
  return { nodes: gates, arcs: [...kept.values()], source: setOf[source]!, sink: setOf[sink]! };
}

class Sets {
  /** The set of each node; sets are numbered as they are first met. */
  readonly setOf: number[] = [];
  count = 0;
  private readonly out: Arc[][];
  private readonly into: Arc[][];

  constructor(nodes: GatedGraph['nodes'], private readonly source: number, sink: number, arcs: readonly Arc[]) {
    this.out = nodes.map(() => []);
    this.into = nodes.map(() => []);
    for (const arc of arcs) {
      this.out[arc.from]!.push(arc);
      this.into[arc.to]!.push(arc);
    }
    const byGate = new Map<Gate, number>();
    nodes.forEach((gate, node) => {
      const alone = gate === undefined || node === sink;
      const set = (alone ? undefined : byGate.get(gate)) ?? this.count++;
      if (!alone) byGate.set(gate, set);
      this.setOf.push(set);
    });
  }

  /** Takes out of each set the states that cannot do what the others can, until all can. False where that takes too long. */
  settle(): boolean {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const start = this.setOf[this.source]!;
      const abilities = this.setOf.map((_, node) => new Set(this.out[node]!.filter((arc) => this.setOf[arc.to] !== start).map((arc) => this.key(arc, arc.to))));
      const together = new Map<number, Set<number>>();
      this.setOf.forEach((set, node) => {
        const all = together.get(set);
        if (!all) together.set(set, new Set(abilities[node]));
        else for (const ability of abilities[node]!) all.add(ability);
      });
      const lacking = this.setOf.map((set, node) => {
        const back = this.wayBack(node);
        for (const needed of together.get(set)!) if (needed !== back && !abilities[node]!.has(needed)) return true;
        return false;
      });
      const apart = new Map<string, number>();
      lacking.forEach((lacks, node) => {
        if (!lacks) return;
        const alike = `${this.setOf[node]} ${[...abilities[node]!].sort((a, b) => a - b).join(' ')}`;
        let set = apart.get(alike);
        if (set === undefined) apart.set(alike, set = this.count++);
        this.setOf[node] = set;
      });
      if (apart.size === 0) return this.renumber();
    }
    return false;
  }

  /** A set may have lost all its states to those split off from it. */
  private renumber(): true {
    const numbers = new Map<number, number>();
    this.setOf.forEach((set, node) => {
      if (!numbers.has(set)) numbers.set(set, numbers.size);
      this.setOf[node] = numbers.get(set)!;
    });
    this.count = numbers.size;
    return true;
  }

  /** The only gate and set from which this state is entered. */
  private wayBack(node: number): number | undefined {
    const ways = new Set(this.into[node]!.map((arc) => this.key(arc, arc.from)));
    return ways.size === 1 ? ways.values().next().value : undefined;
  }

  private key(arc: Arc, end: number): number {
    return ((arc.gate ?? ALWAYS) + 1) * 2 ** 24 + this.setOf[end]!;
  }
}
