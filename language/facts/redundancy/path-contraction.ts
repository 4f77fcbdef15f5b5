/**
 * A path graph with fewer nodes and arcs and the same connectivity, whatever is down; by its gates alone, before any of
 * them has a function. Arcs on which no simple way goes are dropped; nodes that are always reached together, or that
 * always lead to the sink together, are one. Drawn networks hold many: both ends of every cable, and each switch once
 * for every pair of devices that talk across it.
 */
import type { Gate, GatedGraph } from './circuit.js';

/** Each round looks at the whole graph; drawn networks need about five. */
const MOST_ROUNDS = 20;

type Arc = GatedGraph['arcs'][number];

export function contracted(graph: GatedGraph): GatedGraph {
  let current = graph;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = current.nodes.length + current.arcs.length;
    // Forwards nodes are one if they are reached together, backwards if they lead on together; not both at once.
    current = reversed(joined(simple(reversed(joined(simple(current))))));
    if (current.nodes.length + current.arcs.length === before) break;
  }
  return current;
}

function reversed({ nodes, arcs, source, sink }: GatedGraph): GatedGraph {
  return { nodes, arcs: arcs.map(({ from, to, gate }) => ({ from: to, to: from, gate })), source: sink, sink: source };
}

/** Without arcs that go back to the only node one can come from, or on to a node that only leads back; each arc once. */
function simple({ nodes, arcs, source, sink }: GatedGraph): GatedGraph {
  const once = new Map<string, Arc>();
  for (const arc of arcs) {
    if (arc.from !== arc.to && arc.to !== source && arc.from !== sink) once.set(`${arc.from} ${arc.to} ${arc.gate}`, arc);
  }
  const before = only(nodes.length, once.values(), (arc) => [arc.to, arc.from]);
  const after = only(nodes.length, once.values(), (arc) => [arc.from, arc.to]);
  return { nodes, arcs: [...once.values()].filter(({ from, to }) => before[from] !== to && after[to] !== from), source, sink };
}

const NONE = -1;
const SEVERAL = -2;

/** The only other end that a node's arcs have. */
function only(nodes: number, arcs: Iterable<Arc>, ends: (arc: Arc) => [node: number, other: number]): Int32Array {
  const others = new Int32Array(nodes).fill(NONE);
  for (const arc of arcs) {
    const [node, other] = ends(arc);
    others[node] = others[node] === NONE || others[node] === other ? other : SEVERAL;
  }
  return others;
}

/** Nodes that are reached in the same states are one: those entered alike, and one that is entered for nothing from one other. */
function joined({ nodes, arcs, source, sink }: GatedGraph): GatedGraph {
  const entering: Arc[][] = nodes.map(() => []);
  for (const arc of arcs) entering[arc.to]!.push(arc);
  const alike = new Map<string, number>();
  const same = nodes.map((gate, node) => {
    const ways = entering[node]!;
    if (node === source || ways.length === 0) return node;
    const [way] = ways;
    if (gate === undefined && ways.length === 1 && way!.gate === undefined) return way!.from;
    const key = `${gate}: ${ways.map(({ from, gate: over }) => `${from} ${over}`).sort().join(', ')}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, node);
    return known ?? node;
  });
  const sets = new Map<number, number>();
  const gates: (Gate | undefined)[] = [];
  const setOf = nodes.map((_, node) => {
    const first = firstOf(same, node);
    let set = sets.get(first);
    if (set === undefined) sets.set(first, set = gates.push(nodes[first]) - 1);
    return set;
  });
  return { nodes: gates, arcs: arcs.map(({ from, to, gate }) => ({ from: setOf[from]!, to: setOf[to]!, gate })), source: setOf[source]!, sink: setOf[sink]! };
}

/** Follows "is the same as" to its end; in a circle, which nothing enters, to its smallest node. */
function firstOf(same: readonly number[], node: number): number {
  const seen = new Set<number>();
  while (same[node] !== node && !seen.has(node)) {
    seen.add(node);
    node = same[node]!;
  }
  return seen.has(node) ? Math.min(...circle(same, node)) : node;
}

function circle(same: readonly number[], start: number): number[] {
  const nodes = [start];
  for (let node = same[start]!; node !== start; node = same[node]!) nodes.push(node);
  return nodes;
}
