/**
 * Orders of variables for one module. No order is best for all functions, and a bad one makes a diagram exponentially
 * larger: several are offered, the most promising first, and whoever builds the diagram keeps what came out smallest.
 */
import type { Gate } from './circuit.js';
import { inputsOf, type GateGraph } from './gate-graph.js';

/** A part of a gate graph: the gates below `root` down to its leaves, which are variables or modules of their own. */
export interface Part {
  graph: GateGraph;
  root: Gate;
  isLeaf: (gate: Gate) => boolean;
}

/** Orders of all leaves of the part, each once; the most promising first. */
export function ordersOf(part: Part, gates: readonly Gate[]): (() => Gate[])[] {
  const asWritten = (): Gate[] => depthFirst(part, (inputs) => inputs);
  const walks = [() => lightestFirst(part), asWritten, () => mostUsedFirst(part)];
  const hasPaths = gates.some((gate) => part.graph.gates[gate]!.type === 'path');
  return hasPaths ? [() => usersFirst(part), ...walks] : [...walks, () => usersFirst(part)];
}

function inputsWithin(part: Part, gate: Gate): readonly Gate[] {
  return gate !== part.root && part.isLeaf(gate) ? [] : inputsOf(part.graph, gate);
}

/** Gates of the part, from the root down. */
function gatesOf(part: Part): Set<Gate> {
  const seen = new Set<Gate>([part.root]);
  for (const gate of seen) for (const input of inputsWithin(part, gate)) seen.add(input);
  return seen;
}

function leavesAmong(part: Part, gates: Iterable<Gate>): Gate[] {
  return [...gates].filter((gate) => gate !== part.root && part.isLeaf(gate));
}

/**
 * Depth first, but a gate waits until all its users have been passed, so that what many depend on comes after all of
 * them; in a circle the one that waits longest goes on. Good for paths, whose gates stand in order of distance.
 */
function usersFirst(part: Part): Gate[] {
  const waitingFor = new Map<Gate, number>([[part.root, 0]]);
  for (const gate of waitingFor.keys()) {
    for (const input of inputsWithin(part, gate)) waitingFor.set(input, (waitingFor.get(input) ?? 0) + 1);
  }
  const passed = new Set<Gate>();
  const waiting = new Set<Gate>();
  const stack = [part.root];
  for (;;) {
    const gate = stack.pop() ?? waiting.values().next().value;
    if (gate === undefined) return leavesAmong(part, passed);
    if (passed.has(gate)) continue;
    passed.add(gate);
    waiting.delete(gate);
    for (const input of [...inputsWithin(part, gate)].reverse()) {
      waitingFor.set(input, waitingFor.get(input)! - 1);
      if (passed.has(input)) continue;
      if (waitingFor.get(input) === 0) stack.push(input);
      else waiting.add(input);
    }
  }
}

/** As a depth-first walk first meets them. */
function depthFirst(part: Part, arranged: (inputs: readonly Gate[]) => readonly Gate[]): Gate[] {
  const passed = new Set<Gate>();
  const stack = [part.root];
  for (let gate = stack.pop(); gate !== undefined; gate = stack.pop()) {
    if (passed.has(gate)) continue;
    passed.add(gate);
    for (const input of [...arranged(inputsWithin(part, gate))].reverse()) if (!passed.has(input)) stack.push(input);
  }
  return leavesAmong(part, passed);
}

/** Of each gate's inputs those with the fewest leaves below first, as if shared ones were copied (Minato et al. 1990). */
function lightestFirst(part: Part): Gate[] {
  const weights = new Map<Gate, number>();
  const stack = [part.root];
  while (stack.length > 0) {
    const gate = stack.at(-1)!;
    const inputs = inputsWithin(part, gate);
    if (!weights.has(gate)) {
      // Entered: in a circle it counts as one until it is known.
      weights.set(gate, 1);
      for (const input of inputs) if (!weights.has(input)) stack.push(input);
      if (inputs.length > 0) continue;
    }
    stack.pop();
    if (inputs.length > 0) weights.set(gate, inputs.reduce((sum, input) => sum + weights.get(input)!, 0));
  }
  return depthFirst(part, (inputs) => [...inputs].sort((a, b) => weights.get(a)! - weights.get(b)!));
}

/** Of each gate's inputs those first that most others use too. */
function mostUsedFirst(part: Part): Gate[] {
  const users = new Map<Gate, number>();
  for (const gate of gatesOf(part)) for (const input of inputsWithin(part, gate)) users.set(input, (users.get(input) ?? 0) + 1);
  return depthFirst(part, (inputs) => [...inputs].sort((a, b) => users.get(b)! - users.get(a)!));
}
