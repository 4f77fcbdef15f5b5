/**
 * A fault tree as gates that hold while an event has NOT happened, so that a failed component is a false variable, as in
 * the structure function of an architecture. "And" of failures is then "any" of what still works.
 */
import type { Gate } from '#language/facts/redundancy/circuit.js';
import type { GateFunction, GateGraph } from '#language/facts/redundancy/gate-graph.js';
import { UnsupportedError } from '../xml.js';
import type { FaultTree, Formula } from './fault-tree.js';

export interface TreeGates extends GateGraph {
  readonly gates: GateFunction[];
  root: Gate;
  /** The variables of basic events, each with its name. */
  events: Map<Gate, string>;
}

export function gatesOf(tree: FaultTree, top: string): TreeGates {
  return new Translation(tree).from(top);
}

class Translation {
  private readonly gates: GateFunction[] = [];
  private readonly events = new Map<Gate, string>();
  private readonly known = new Map<string, Gate>();
  private readonly open = new Set<string>();

  constructor(private readonly tree: FaultTree) {}

  from(top: string): TreeGates {
    return { gates: this.gates, root: this.event(top), events: this.events };
  }

  private add(gate: GateFunction): Gate {
    return this.gates.push(gate) - 1;
  }

  private event(name: string): Gate {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    if (this.open.has(name)) throw new UnsupportedError(`gate ${name} depends on itself`);
    this.open.add(name);
    const formula = this.tree.gates.get(name);
    const house = this.tree.houses.get(name);
    const gate = formula ? this.formula(formula) : house !== undefined ? this.constant(!house) : this.add({ type: 'variable' });
    if (!formula && house === undefined) this.events.set(gate, name);
    this.open.delete(name);
    this.known.set(name, gate);
    return gate;
  }

  private constant(holds: boolean): Gate {
    return this.add({ type: 'atLeast', need: holds ? 0 : 1, inputs: [] });
  }

  private formula(formula: Formula): Gate {
    if (formula.type === 'event') return this.event(formula.name);
    if (formula.type === 'constant') return this.constant(!formula.value);
    const inputs = formula.inputs.map((input) => this.formula(input));
    switch (formula.of) {
      case 'and': return this.happens(inputs.length, inputs);
      case 'or': return this.happens(1, inputs);
      case 'atleast': return this.happens(formula.min, inputs);
      case 'nand': return this.not(this.happens(inputs.length, inputs));
      case 'nor': return this.not(this.happens(1, inputs));
      case 'not': return this.not(inputs[0]!);
      case 'imply': return this.happens(1, [this.not(inputs[0]!), inputs[1]!]);
      case 'cardinality': return this.happens(2, [this.happens(formula.min, inputs), this.not(this.happens(formula.max + 1, inputs))]);
      // Both are associative: of three and more they are taken from the left.
      case 'xor': return inputs.reduce((a, b) => this.differ(a, b));
      case 'iff': return inputs.reduce((a, b) => this.not(this.differ(a, b)));
    }
  }

  /** At least `count` of these happen: fewer than `count` times does one hold that must not be missed. */
  private happens(count: number, inputs: Gate[]): Gate {
    return this.add({ type: 'atLeast', need: Math.max(0, inputs.length - count + 1), inputs });
  }

  private not(gate: Gate): Gate {
    return this.add({ type: 'not', inputs: [gate] });
  }

  /** One happens and the other does not. */
  private differ(a: Gate, b: Gate): Gate {
    return this.happens(1, [this.happens(2, [a, this.not(b)]), this.happens(2, [this.not(a), b])]);
  }
}
