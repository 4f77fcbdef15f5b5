/**
 * A gate of the circuit as a decision diagram. Variables are ordered as a walk from the gate first meets them, so that
 * what belongs together stands together, and what many depend on comes after all of them. Gates that feed back are started as true and recomputed until nothing
 * changes: the greatest fixpoint.
 */
import { Bdd } from './bdd.js';
import { BudgetExceededError, type Budget } from './budget.js';
import type { Circuit, Gate, GatedGraph } from './circuit.js';
import { connectivity } from './connectivity.js';
import { ONE, ZERO, type Node } from './node-store.js';
import { reduced } from './path-reduction.js';

/** Deeper diagrams would need a deeper stack than there is. */
const MOST_VARIABLES = 2500;

export interface Diagram {
  bdd: Bdd;
  root: Node;
  /** The variable at each level. */
  variables: Gate[];
  levelOf: Map<Gate, number>;
}

/** @param fixed variables that are known: constants of the diagram. */
export function diagramOf(circuit: Circuit, root: Gate, fixed: (variable: Gate) => boolean | undefined, budget: Budget): Diagram {
  const bdd = new Bdd(budget);
  const variables: Gate[] = [];
  const levelOf = new Map<Gate, number>();
  const values = new Map<Gate, Node>();
  const evaluate = (gate: Gate): Node => {
    const definition = circuit.gates[gate]!;
    if (definition.type === 'variable') return values.get(gate)!;
    const value = (input: Gate): Node => values.get(input) ?? ONE;
    if (definition.type === 'path') return pathFunction(bdd, definition.graph, value, budget);
    return bdd.atLeast(definition.need, definition.inputs.map(value));
  };
  for (const variable of variablesInOrder(circuit, root)) {
    const known = fixed(variable);
    if (known === undefined) {
      if (variables.length >= MOST_VARIABLES) throw new BudgetExceededError('too many variables for a diagram');
      levelOf.set(variable, variables.push(variable) - 1);
    }
    values.set(variable, known === undefined ? bdd.variable(levelOf.get(variable)!) : known ? ONE : ZERO);
  }
  for (const component of stronglyConnected(circuit, root)) settle(component, values, evaluate);
  return { bdd, root: values.get(root)!, variables, levelOf };
}

/** Values of gates that depend on each other, from true downwards. A single gate is done after one round. */
function settle(component: Gate[], values: Map<Gate, Node>, evaluate: (gate: Gate) => Node): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const gate of component) {
      const value = evaluate(gate);
      if (values.get(gate) === value) continue;
      values.set(gate, value);
      changed = component.length > 1;
    }
  }
}

function pathFunction(bdd: Bdd, graph: GatedGraph, value: (gate: Gate) => Node, budget: Budget): Node {
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
  return bdd.and(ends, connectivity(bdd, labelled, functions, budget));
}

function inputsOf(circuit: Circuit, gate: Gate): readonly Gate[] {
  const definition = circuit.gates[gate]!;
  return definition.type === 'variable' ? [] : definition.inputs;
}

/** Depth first, but a gate waits until all its users have been passed; in a circle the one that waits longest goes on. */
function variablesInOrder(circuit: Circuit, root: Gate): Gate[] {
  const waitingFor = new Map<Gate, number>([[root, 0]]);
  for (const gate of waitingFor.keys()) {
    for (const input of inputsOf(circuit, gate)) waitingFor.set(input, (waitingFor.get(input) ?? 0) + 1);
  }
  const variables: Gate[] = [];
  const passed = new Set<Gate>();
  const waiting = new Set<Gate>();
  const stack = [root];
  for (;;) {
    let gate = stack.pop();
    if (gate === undefined) {
      gate = waiting.values().next().value;
      if (gate === undefined) return variables;
    }
    if (passed.has(gate)) continue;
    passed.add(gate);
    waiting.delete(gate);
    if (circuit.gates[gate]!.type === 'variable') variables.push(gate);
    const inputs = inputsOf(circuit, gate);
    for (let i = inputs.length - 1; i >= 0; i--) {
      const input = inputs[i]!;
      waitingFor.set(input, waitingFor.get(input)! - 1);
      if (passed.has(input)) continue;
      if (waitingFor.get(input) === 0) stack.push(input);
      else waiting.add(input);
    }
  }
}

/** Tarjan 1972 without recursion: groups of gates that depend on each other, inputs before users. */
function stronglyConnected(circuit: Circuit, root: Gate): Gate[][] {
  const index = new Map<Gate, number>();
  const low = new Map<Gate, number>();
  const onStack = new Set<Gate>();
  const stack: Gate[] = [];
  const components: Gate[][] = [];
  const frames: { gate: Gate; next: number }[] = [];
  const enter = (gate: Gate): void => {
    index.set(gate, index.size);
    low.set(gate, index.get(gate)!);
    stack.push(gate);
    onStack.add(gate);
    frames.push({ gate, next: 0 });
  };
  enter(root);
  while (frames.length > 0) {
    const frame = frames.at(-1)!;
    const inputs = inputsOf(circuit, frame.gate);
    if (frame.next < inputs.length) {
      const input = inputs[frame.next++]!;
      if (!index.has(input)) enter(input);
      else if (onStack.has(input)) low.set(frame.gate, Math.min(low.get(frame.gate)!, index.get(input)!));
      continue;
    }
    frames.pop();
    const parent = frames.at(-1);
    if (parent) low.set(parent.gate, Math.min(low.get(parent.gate)!, low.get(frame.gate)!));
    if (low.get(frame.gate) !== index.get(frame.gate)) continue;
    const component: Gate[] = [];
    for (let gate = -1; gate !== frame.gate;) {
      gate = stack.pop()!;
      onStack.delete(gate);
      component.push(gate);
    }
    components.push(component);
  }
  return components;
}
