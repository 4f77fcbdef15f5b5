/**
 * Modules of a gate graph: gates whose inputs, all the way down, are used by nothing outside. To what is above them
 * they are a single variable. Found by the times of two walks (Dutuit and Rauzy 1996), in linear time.
 */
import type { Gate } from './circuit.js';
import { inputsOf, type GateGraph } from './gate-graph.js';

/**
 * Of each gate below `root` whether it is a module. Gates that depend on each other are none; the root is one.
 * @param components gates that depend on each other, inputs before users
 */
export function modulesOf(graph: GateGraph, root: Gate, components: readonly (readonly Gate[])[]): Uint8Array {
  const { first, left, last } = visits(graph, root);
  const earliest = new Int32Array(graph.gates.length);
  const latest = new Int32Array(graph.gates.length);
  const isModule = new Uint8Array(graph.gates.length);
  for (const component of components) {
    let [early, late] = [0x7fffffff, -1];
    const note = (gate: Gate): void => {
      early = Math.min(early, first[gate]!, earliest[gate]!);
      late = Math.max(late, last[gate]!, latest[gate]!);
    };
    const inside = component.length > 1 ? new Set(component) : undefined;
    const circular = inside !== undefined || inputsOf(graph, component[0]!).includes(component[0]!);
    for (const gate of component) {
      for (const input of inputsOf(graph, gate)) if (input !== gate && !inside?.has(input)) note(input);
      if (circular) [early, late] = [Math.min(early, first[gate]!), Math.max(late, last[gate]!)];
    }
    for (const gate of component) [earliest[gate], latest[gate]] = [early, late];
    const gate = component[0]!;
    if (!circular && early > first[gate]! && late < left[gate]!) isModule[gate] = 1;
  }
  isModule[root] = 1;
  return isModule;
}

/** When a walk from the root first came to each gate, when it went back from there, and when it last passed by. */
function visits(graph: GateGraph, root: Gate): { first: Int32Array; left: Int32Array; last: Int32Array } {
  const size = graph.gates.length;
  const [first, left, last] = [new Int32Array(size).fill(-1), new Int32Array(size), new Int32Array(size)];
  let time = 0;
  const frames: { gate: Gate; next: number }[] = [];
  const enter = (gate: Gate): void => {
    last[gate] = time++;
    if (first[gate]! >= 0) return;
    first[gate] = last[gate]!;
    frames.push({ gate, next: 0 });
  };
  enter(root);
  while (frames.length > 0) {
    const frame = frames.at(-1)!;
    const inputs = inputsOf(graph, frame.gate);
    if (frame.next < inputs.length) {
      enter(inputs[frame.next++]!);
      continue;
    }
    left[frame.gate] = last[frame.gate] = time++;
    frames.pop();
  }
  return { first, left, last };
}
