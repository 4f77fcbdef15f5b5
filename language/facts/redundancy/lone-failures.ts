/**
 * Whether a root falls when one gate below it does and nothing else. Whatever a gate takes with it reaches the root
 * through the gate's dominator: does that fall, the question goes on from there, else it is answered. So every gate is
 * asked about once, and a fall is followed no further than the next gate that all of it has to pass.
 */
import type { Circuit, Gate } from './circuit.js';
import { dominators } from './dominators.js';
import type { Propagation } from './propagation.js';
import { shortest } from './shortest-way.js';

const UNKNOWN = 0;
const FALLS = 1;
const STANDS = 2;

/** Of one root that holds, in the state of the propagation, which must not change meanwhile. */
export class LoneFailures {
  private readonly gates: Gate[] = [];
  private readonly numbers = new Map<Gate, number>();
  private readonly users: number[][];
  private readonly dominator: Int32Array;
  /** How many inputs of a threshold may be lost; of a path, none is counted. */
  private readonly spare: Int32Array;
  private readonly answers: Uint8Array;
  private readonly passed = new Map<number, ReadonlySet<Gate>>();

  private readonly circuit: Circuit;

  constructor(private readonly propagation: Propagation, root: Gate) {
    this.circuit = propagation.circuit;
    this.number(root);
    this.users = this.gates.map(() => []);
    this.spare = new Int32Array(this.gates.length);
    this.gates.forEach((gate, number) => {
      const inputs = this.inputs(gate);
      for (const input of inputs) this.users[this.numbers.get(input)!]!.push(number);
      const definition = this.circuit.gates[gate]!;
      if (definition.type === 'atLeast') this.spare[number] = inputs.length - definition.need;
    });
    this.dominator = dominators({ size: this.gates.length, usersOf: (gate) => this.users[gate]! });
    this.answers = new Uint8Array(this.gates.length);
    this.answers[0] = FALLS;
  }

  fallsWith(gate: Gate): boolean {
    let number = this.numbers.get(gate);
    if (number === undefined) return false;
    const asked: number[] = [];
    let answer = UNKNOWN;
    while ((answer = this.answers[number]!) === UNKNOWN) {
      asked.push(number);
      if (!this.takesDominator(number)) {
        answer = STANDS;
        break;
      }
      number = this.dominator[number]!;
    }
    for (const each of asked) this.answers[each] = answer;
    return answer === FALLS;
  }

  private inputs(gate: Gate): Gate[] {
    const definition = this.circuit.gates[gate]!;
    return definition.type === 'variable' ? [] : definition.inputs.filter((input) => this.propagation.holds(input));
  }

  /** Numbers all gates that hold below the root, in reverse postorder, without recursion. */
  private number(root: Gate): void {
    const frames: { gate: Gate; inputs: Gate[]; next: number }[] = [];
    const seen = new Set<Gate>();
    const enter = (gate: Gate): void => {
      seen.add(gate);
      frames.push({ gate, inputs: this.inputs(gate), next: 0 });
    };
    enter(root);
    while (frames.length > 0) {
      const frame = frames.at(-1)!;
      const input = frame.inputs[frame.next++];
      if (input === undefined) this.gates.push(frames.pop()!.gate);
      else if (!seen.has(input)) enter(input);
    }
    this.gates.reverse();
    this.gates.forEach((gate, number) => this.numbers.set(gate, number));
  }

  private takesDominator(number: number): boolean {
    const goal = this.dominator[number]!;
    const fallen = new Set<number>([number]);
    const lost = new Map<number, number[]>();
    const doubtful = new Set<number>();
    const falls = (user: number, input: number): boolean => {
      const inputs = lost.get(user);
      if (inputs) inputs.push(input);
      else lost.set(user, [input]);
      if (this.circuit.gates[this.gates[user]!]!.type === 'atLeast') return (inputs?.length ?? 1) > this.spare[user]!;
      doubtful.add(user);
      return false;
    };
    const queue = [number];
    for (let head = 0; ; head++) {
      if (head === queue.length) {
        const path = doubtful.values().next();
        if (path.done) return false;
        doubtful.delete(path.value);
        if (!this.pathFalls(path.value, lost.get(path.value)!, fallen)) {
          head--;
          continue;
        }
        if (path.value === goal) return true;
        fallen.add(path.value);
        queue.push(path.value);
      }
      for (const user of this.users[queue[head]!]!) {
        if (fallen.has(user) || !falls(user, queue[head]!)) continue;
        if (user === goal) return true;
        fallen.add(user);
        queue.push(user);
      }
    }
  }

  private pathFalls(path: number, lost: readonly number[], fallen: ReadonlySet<number>): boolean {
    const gate = this.gates[path]!;
    const definition = this.circuit.gates[gate]!;
    if (definition.type !== 'path' || fallen.has(path)) return false;
    let passed = this.passed.get(path);
    if (!passed) this.passed.set(path, passed = new Set(this.propagation.indispensable(gate)));
    if (lost.some((input) => passed.has(this.gates[input]!))) return true;
    // One alone that not every way passes leaves a way; of several, together they may not.
    return lost.length > 1 && !shortest(definition.graph, (input) => {
      const number = this.numbers.get(input);
      return number !== undefined && !fallen.has(number);
    });
  }
}
