/**
 * What gates are as functions of the leaves of their part. Gates that feed back are started as true and recomputed
 * until nothing changes: the greatest fixpoint.
 */
import type { Bdd } from './bdd.js';
import type { Gate, GatedGraph } from './circuit.js';
import { connectivity } from './connectivity.js';
import { inputsOf, type GateGraph } from './gate-graph.js';
import { ONE, ZERO, type Node } from './node-store.js';
import { reduced } from './path-reduction.js';

/**
 * @param components the gates to compute, those that depend on each other together, inputs before users
 * @param values of the leaves; those of the gates are added
 */
export function computeValues(bdd: Bdd, graph: GateGraph, components: readonly (readonly Gate[])[], values: Map<Gate, Node>): void {
  for (const component of components) {
    const circular = component.length > 1 || inputsOf(graph, component[0]!).includes(component[0]!);
    for (let changed = true; changed;) {
      changed = false;
      for (const gate of component) {
        const value = valueOf(bdd, graph, gate, values);
        if (values.get(gate) === value) continue;
        values.set(gate, value);
        changed = circular;
      }
    }
  }
}

function valueOf(bdd: Bdd, graph: GateGraph, gate: Gate, values: ReadonlyMap<Gate, Node>): Node {
  const definition = graph.gates[gate]!;
  const value = (input: Gate): Node => values.get(input) ?? ONE;
  switch (definition.type) {
    case 'variable': return value(gate);
    case 'not': return bdd.not(value(definition.inputs[0]!));
    case 'atLeast': return bdd.atLeast(definition.need, definition.inputs.map(value));
    case 'path': return pathFunction(bdd, definition.graph, value);
  }
}

function pathFunction(bdd: Bdd, graph: GatedGraph, value: (gate: Gate) => Node): Node {
  const valueOf = (gate: Gate | undefined): Node => (gate === undefined ? ONE : value(gate));
  const ends = bdd.and(valueOf(graph.nodes[graph.source]), valueOf(graph.nodes[graph.sink]));
  if (ends === ZERO || graph.source === graph.sink) return ends;
  const core = reduced(bdd, {
    vertices: graph.nodes.map(valueOf),
    arcs: graph.arcs.map(({ from, to, gate }) => ({ from, to, holds: valueOf(gate) })),
    source: graph.source,
    sink: graph.sink,
  });
  const used = new Set([...core.arcs.flatMap((arc) => [arc.from, arc.to]), core.source, core.sink]);
  // Functions that start at the same variable keep the order in which a walk from the source meets them.
  const functions = [...new Set([...[...used].map((vertex) => core.vertices[vertex]!), ...core.arcs.map((arc) => arc.holds)])]
    .filter((node) => node > ONE).sort((f, g) => bdd.level(f) - bdd.level(g));
  const labels = new Map(functions.map((node, label) => [node, label]));
  const labelled = {
    vertices: core.vertices.length,
    vertexLabels: core.vertices.map((node, vertex) => (used.has(vertex) ? labels.get(node) : undefined)),
    arcs: core.arcs.map(({ from, to, holds }) => ({ from, to, label: labels.get(holds) })),
    labels: functions.length,
    source: core.source,
    sink: core.sink,
  };
  return bdd.and(ends, connectivity(bdd, labelled, functions));
}
