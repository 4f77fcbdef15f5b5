/** Shortest ways through a gated graph: breadth first over what holds. */
import type { Gate, GatedGraph } from './circuit.js';

const NONE = -1;

export type Holds = (gate: Gate) => boolean;

/** The nodes of a shortest way, from source to sink. */
export function shortest(graph: GatedGraph, holds: Holds): number[] | undefined {
  const open = (gate: Gate | undefined): boolean => gate === undefined || holds(gate);
  if (!open(graph.nodes[graph.source])) return undefined;
  const outgoing = outgoingOf(graph);
  const previous = new Map<number, number>([[graph.source, NONE]]);
  for (const node of previous.keys()) {
    if (node === graph.sink) break;
    for (const arc of outgoing[node]!) {
      if (!previous.has(arc.to) && open(arc.gate) && open(graph.nodes[arc.to])) previous.set(arc.to, node);
    }
  }
  if (!previous.has(graph.sink)) return undefined;
  const way: number[] = [];
  for (let node = graph.sink; node !== NONE; node = previous.get(node)!) way.push(node);
  return way.reverse();
}

const outgoingCache = new WeakMap<GatedGraph, GatedGraph['arcs'][]>();

export function outgoingOf(graph: GatedGraph): GatedGraph['arcs'][] {
  let outgoing = outgoingCache.get(graph);
  if (!outgoing) {
    outgoing = graph.nodes.map(() => []);
    for (const arc of graph.arcs) outgoing[arc.from]!.push(arc);
    outgoingCache.set(graph, outgoing);
  }
  return outgoing;
}

export function inputsAlong(graph: GatedGraph, way: number[] | undefined, holds: Holds): Set<Gate> | undefined {
  if (!way) return undefined;
  const inputs = new Set<Gate>();
  way.forEach((node, i) => {
    const gate = graph.nodes[node];
    if (gate !== undefined) inputs.add(gate);
    if (i === 0) return;
    const arcs = outgoingOf(graph)[way[i - 1]!]!.filter((arc) => arc.to === node && (arc.gate === undefined || holds(arc.gate)));
    const arc = arcs.find((each) => each.gate === undefined) ?? arcs[0];
    if (arc?.gate !== undefined) inputs.add(arc.gate);
  });
  return inputs;
}
