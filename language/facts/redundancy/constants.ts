/**
 * A gate graph without what is known: constants go up through the gates, a gate with one input left is that input, and
 * what is left is numbered anew, from the root downwards.
 */
import type { Gate, GatedGraph } from './circuit.js';
import { inputsOf, stronglyConnected, type GateFunction, type GateGraph } from './gate-graph.js';

export interface Remaining extends GateGraph {
  readonly gates: GateFunction[];
  /** A gate, or what it always is. */
  root: Gate | boolean;
  /** The gate of the whole graph that each one was. */
  originals: Gate[];
  /** Gates that depend on each other, inputs before users. */
  components: Gate[][];
}

/** What a gate of the whole graph has become. */
type Outcome = Gate | boolean;

/** @param fixed variables that are known. */
export function withoutConstants(graph: GateGraph, root: Gate, fixed: (variable: Gate) => boolean | undefined): Remaining {
  const pruning = new Pruning(graph, fixed);
  for (const component of stronglyConnected(graph, root)) pruning.take(component);
  return pruning.from(root);
}

class Pruning {
  /** Missing: still itself. */
  private readonly outcomes = new Map<Gate, Outcome>();
  private readonly functions = new Map<Gate, GateFunction>();

  constructor(private readonly graph: GateGraph, private readonly fixed: (variable: Gate) => boolean | undefined) {}

  take(component: Gate[]): void {
    const circular = component.length > 1 || inputsOf(this.graph, component[0]!).includes(component[0]!);
    for (const gate of component) {
      const outcome = this.simplified(gate);
      if (typeof outcome === 'object') this.functions.set(gate, outcome);
      else if (!circular) this.outcomes.set(gate, outcome);
      else {
        // In a circle another gate may have been told already that this one is its input: it stays.
        this.functions.set(gate, typeof outcome === 'number' ? { type: 'atLeast', need: 1, inputs: [outcome] } : { type: 'atLeast', need: outcome ? 0 : 1, inputs: [] });
      }
    }
  }

  from(root: Gate): Remaining {
    const top = this.outcome(root);
    const remaining: Remaining = { gates: [], root: top, originals: [], components: [] };
    if (typeof top === 'boolean') return remaining;
    const numbers = new Map<Gate, Gate>([[top, 0]]);
    const number = (gate: Gate): Gate => numbers.get(gate)!;
    for (const gate of numbers.keys()) for (const input of this.inputs(gate)) if (!numbers.has(input)) numbers.set(input, numbers.size);
    for (const gate of numbers.keys()) {
      remaining.originals.push(gate);
      remaining.gates.push(renumbered(this.functions.get(gate)!, number));
    }
    remaining.root = 0;
    remaining.components = stronglyConnected(remaining, 0);
    return remaining;
  }

  /** As far as the circle it may be in is known: components come inputs first, and members of one are settled in turn. */
  private outcome(gate: Gate): Outcome {
    return this.outcomes.get(gate) ?? gate;
  }

  private inputs(gate: Gate): readonly Gate[] {
    const definition = this.functions.get(gate)!;
    return definition.type === 'variable' ? [] : definition.inputs;
  }

  private simplified(gate: Gate): GateFunction | Outcome {
    const definition = this.graph.gates[gate]!;
    switch (definition.type) {
      case 'variable': return this.fixed(gate) ?? definition;
      case 'not': return this.negated(definition.inputs[0]!);
      case 'atLeast': return this.threshold(definition.need, definition.inputs);
      case 'path': return this.path(definition.graph, definition.inputs);
    }
  }

  private negated(input: Gate): GateFunction | Outcome {
    const outcome = this.outcome(input);
    if (typeof outcome === 'boolean') return !outcome;
    const inner = this.functions.get(outcome);
    return inner?.type === 'not' ? inner.inputs[0]! : { type: 'not', inputs: [outcome] };
  }

  private threshold(need: number, inputs: readonly Gate[]): GateFunction | Outcome {
    const outcomes = inputs.map((input) => this.outcome(input));
    const left = need - outcomes.filter((each) => each === true).length;
    let open = outcomes.filter((each) => typeof each === 'number');
    if (left <= 0) return true;
    if (open.length < left) return false;
    const everyOne = open.length === left;
    // Several inputs may have become one: in "any" and "all" it counts once, in "k of n" as often as it stands there.
    if (everyOne || left === 1) open = [...new Set(open)];
    if (open.length === 1) return open[0]!;
    return { type: 'atLeast', need: everyOne ? open.length : left, inputs: open };
  }

  private path(graph: GatedGraph, inputs: readonly Gate[]): GateFunction | Outcome {
    const outcome = (gate: Gate | undefined): Outcome => (gate === undefined ? true : this.outcome(gate));
    const nodes = graph.nodes.map(outcome);
    if (nodes[graph.source] === false || nodes[graph.sink] === false) return false;
    const gateOf = (each: Outcome): Gate | undefined => (typeof each === 'number' ? each : undefined);
    const arcs = graph.arcs.filter((arc) => nodes[arc.from] !== false && nodes[arc.to] !== false && outcome(arc.gate) !== false)
      .map((arc) => ({ from: arc.from, to: arc.to, gate: gateOf(outcome(arc.gate)) }));
    // A path that needs nothing is certain, and one that has no arcs left is cut off.
    const certain = closed(graph.source, arcs.filter((arc) => arc.gate === undefined && nodes[arc.to] === true));
    if (nodes[graph.source] === true && certain.has(graph.sink)) return true;
    if (!closed(graph.source, arcs).has(graph.sink)) return false;
    const used = new Set([...nodes, ...arcs.map((arc) => arc.gate)]);
    const left = [...new Set(inputs.map(outcome))].filter((each) => typeof each === 'number' && used.has(each)) as Gate[];
    return { type: 'path', graph: { nodes: nodes.map(gateOf), arcs, source: graph.source, sink: graph.sink }, inputs: left };
  }
}

function closed(start: number, arcs: readonly { from: number; to: number }[]): Set<number> {
  const next = new Map<number, number[]>();
  for (const { from, to } of arcs) {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  }
  const seen = new Set([start]);
  for (const node of seen) for (const each of next.get(node) ?? []) seen.add(each);
  return seen;
}

function renumbered(definition: GateFunction, number: (gate: Gate) => Gate): GateFunction {
  if (definition.type === 'variable') return definition;
  const inputs = definition.inputs.map(number);
  if (definition.type !== 'path') return { ...definition, inputs };
  const numberOf = (gate: Gate | undefined): Gate | undefined => (gate === undefined ? undefined : number(gate));
  const { nodes, arcs, source, sink } = definition.graph;
  return { type: 'path', inputs, graph: { nodes: nodes.map(numberOf), arcs: arcs.map((arc) => ({ ...arc, gate: numberOf(arc.gate) })), source, sink } };
}
