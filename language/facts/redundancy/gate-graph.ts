/**
 * Gates as a plain graph of Boolean functions, whatever they stand for: those of the circuit, which are monotone, and
 * of fault trees read from elsewhere, which may also negate. Functions are numbered as gates are.
 */
import type { Gate, GateContent } from './circuit.js';

export type GateFunction = GateContent | { type: 'not'; inputs: Gate[] };

export interface GateGraph {
  readonly gates: readonly GateFunction[];
}

export function inputsOf({ gates }: GateGraph, gate: Gate): readonly Gate[] {
  const definition = gates[gate]!;
  return definition.type === 'variable' ? [] : definition.inputs;
}

/** Tarjan 1972 without recursion: groups of gates that depend on each other, inputs before users. */
export function stronglyConnected(graph: GateGraph, root: Gate): Gate[][] {
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
    const inputs = inputsOf(graph, frame.gate);
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
