/**
 * Gates as a plain graph of Boolean functions, whatever they stand for: those of the circuit, which are monotone, and
 * of fault trees read from elsewhere, which may also negate. Functions are numbered as gates are.
 */
import { strongComponents } from '../strong-components.js';
import type { Gate, GateContent } from './circuit.js';

export type GateFunction = GateContent | { type: 'not'; inputs: Gate[] };

export interface GateGraph {
  readonly gates: readonly GateFunction[];
}

export function inputsOf({ gates }: GateGraph, gate: Gate): readonly Gate[] {
  const definition = gates[gate]!;
  return definition.type === 'variable' ? [] : definition.inputs;
}

/** Groups of gates that depend on each other, inputs before users. */
export function stronglyConnected(graph: GateGraph, root: Gate): Gate[][] {
  return strongComponents([root], (gate) => inputsOf(graph, gate));
}
