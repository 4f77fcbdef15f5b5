/**
 * Which gates hold when some components are down. Everything starts out holding; a component that goes down takes
 * with it the gates that no longer have enough inputs, and so on: what remains is the greatest fixpoint, found in time
 * linear in what falls. Failures can be taken back, so that thousands of "what if" questions share one circuit.
 */
import type { Circuit, Gate } from './circuit.js';
import { bottlenecks } from './bottlenecks.js';
import { inputsAlong, shortest } from './shortest-way.js';

const NONE = -1;

export class Propagation {
  private readonly holding: Uint8Array;
  private readonly missing: Int32Array;
  private readonly causes: Int32Array;
  private readonly usedFrom: Int32Array;
  private readonly usedBy: Int32Array;
  /** Inputs on the way that each path gate takes while all is up. */
  private readonly ways = new Map<Gate, Set<Gate>>();
  /** Gates that do not hold even with all up. */
  private readonly broken = new Set<Gate>();
  /** Gates looked at so far: what a search spends. */
  work = 0;
  private readonly passed = new Map<Gate, Gate[]>();
  private readonly strayed = new Set<Gate>();
  private readonly trail: Gate[] = [];
  private readonly queue: Gate[] = [];
  private readonly doubtful = new Set<Gate>();

  constructor(readonly circuit: Circuit) {
    const { gates } = circuit;
    this.holding = new Uint8Array(gates.length).fill(1);
    this.missing = new Int32Array(gates.length);
    this.causes = new Int32Array(gates.length).fill(NONE);
    this.usedFrom = new Int32Array(gates.length + 1);
    for (const gate of gates) if (gate.type !== 'variable') for (const input of gate.inputs) this.usedFrom[input + 1]!++;
    for (let gate = 0; gate < gates.length; gate++) this.usedFrom[gate + 1]! += this.usedFrom[gate]!;
    this.usedBy = new Int32Array(this.usedFrom[gates.length]!);
    const next = this.usedFrom.slice();
    gates.forEach((gate, user) => {
      if (gate.type !== 'variable') for (const input of gate.inputs) this.usedBy[next[input]!++] = user;
    });
    this.settleHealthy();
  }

  holds(gate: Gate): boolean {
    return this.holding[gate] === 1;
  }

  /** Fell with what is down now; what never held is not meant. */
  hasFallen(gate: Gate): boolean {
    return this.holding[gate] === 0 && !this.broken.has(gate);
  }

  /** The input that brought a gate down; undefined for what was taken down itself or never held. */
  causeOf(gate: Gate): Gate | undefined {
    const cause = this.causes[gate]!;
    return cause === NONE ? undefined : cause;
  }

  /** A mark to go back to. */
  get mark(): number { return this.trail.length; }

  /** Takes variables (or any gates) down, and all that falls with them. */
  fail(gates: Iterable<Gate>): void {
    for (const gate of gates) this.fall(gate, NONE);
    this.settle();
  }

  /** Takes back everything since the mark. */
  undo(mark: number): void {
    while (this.trail.length > mark) {
      const gate = this.trail.pop()!;
      this.holding[gate] = 1;
      this.causes[gate] = NONE;
      for (let at = this.usedFrom[gate]!; at < this.usedFrom[gate + 1]!; at++) this.missing[this.usedBy[at]!]!--;
    }
    this.strayed.clear();
    for (const gate of this.trail) this.noteStray(gate);
  }

  /** Gates that fell since the mark, in the order in which they fell. */
  fallenSince(mark: number): Gate[] {
    return this.trail.slice(mark);
  }

  /**
   * Variables that together keep `root` holding in the present state, whatever else fails: of every gate that takes
   * part as many inputs as it needs, the first that hold. Undefined where root does not hold.
   */
  solution(root: Gate): Gate[] | undefined {
    if (!this.holds(root)) return undefined;
    const seen = new Set<Gate>([root]);
    const variables: Gate[] = [];
    for (const gate of seen) {
      const definition = this.circuit.gates[gate]!;
      if (definition.type === 'variable') variables.push(gate);
      else if (definition.type === 'path') for (const input of this.way(gate) ?? []) seen.add(input);
      else {
        let need = definition.need;
        for (const input of definition.inputs) {
          if (need === 0) break;
          if (!this.holds(input)) continue;
          seen.add(input);
          need--;
        }
      }
    }
    this.work += seen.size;
    return variables;
  }

  /** Inputs of a path gate on which every one of its ways lies, with nothing but themselves down. */
  indispensable(path: Gate): Gate[] {
    let known = this.passed.get(path);
    if (!known) {
      const definition = this.circuit.gates[path]!;
      if (definition.type !== 'path') return [];
      known = bottlenecks(definition.graph, (input) => this.holds(input));
      this.passed.set(path, known);
    }
    return known;
  }

  /** The nodes of the shortest way of a path gate that holds now. */
  shortestWay(gate: Gate): number[] | undefined {
    const definition = this.circuit.gates[gate]!;
    if (definition.type !== 'path') return undefined;
    this.work += definition.graph.nodes.length;
    return shortest(definition.graph, (input) => this.holds(input));
  }

  private way(gate: Gate): Set<Gate> | undefined {
    if (!this.strayed.has(gate)) return this.ways.get(gate);
    const definition = this.circuit.gates[gate]!;
    return definition.type === 'path' ? inputsAlong(definition.graph, this.shortestWay(gate), (input) => this.holds(input)) : undefined;
  }

  private settleHealthy(): void {
    this.circuit.gates.forEach((gate, number) => {
      if (gate.type === 'atLeast' && gate.need > gate.inputs.length) this.fall(number, NONE);
      if (gate.type === 'path') {
        const way = inputsAlong(gate.graph, shortest(gate.graph, () => true), () => true);
        if (way) this.ways.set(number, way);
        else this.fall(number, NONE);
      }
    });
    this.settle();
    for (const path of this.strayed) {
      const way = this.way(path);
      if (way) this.ways.set(path, way);
    }
    this.strayed.clear();
    for (const gate of this.trail) this.broken.add(gate);
    this.trail.length = 0;
  }

  private fall(gate: Gate, cause: Gate): void {
    if (this.holding[gate] === 0) return;
    this.holding[gate] = 0;
    this.causes[gate] = cause;
    this.trail.push(gate);
    this.queue.push(gate);
    for (let at = this.usedFrom[gate]!; at < this.usedFrom[gate + 1]!; at++) this.missing[this.usedBy[at]!]!++;
  }

  private settle(): void {
    let head = 0;
    for (;;) {
      for (; head < this.queue.length; head++) this.tell(this.queue[head]!);
      const path = this.doubtful.values().next();
      if (path.done) break;
      this.doubtful.delete(path.value);
      this.recheck(path.value);
    }
    this.queue.length = 0;
  }

  private tell(fallen: Gate): void {
    this.work++;
    this.noteStray(fallen);
    for (let at = this.usedFrom[fallen]!; at < this.usedFrom[fallen + 1]!; at++) {
      const user = this.usedBy[at]!;
      if (this.holding[user] === 0) continue;
      const definition = this.circuit.gates[user]!;
      if (definition.type === 'path') {
        if (this.strayed.has(user)) this.doubtful.add(user);
      } else if (definition.type === 'atLeast' && definition.inputs.length - this.missing[user]! < definition.need) this.fall(user, fallen);
    }
  }

  private noteStray(fallen: Gate): void {
    for (let at = this.usedFrom[fallen]!; at < this.usedFrom[fallen + 1]!; at++) {
      const user = this.usedBy[at]!;
      if (this.ways.get(user)?.has(fallen)) this.strayed.add(user);
    }
  }

  private recheck(path: Gate): void {
    const definition = this.circuit.gates[path]!;
    if (this.holding[path] === 0 || definition.type !== 'path') return;
    if (this.shortestWay(path)) return;
    const lost = definition.inputs.find((input) => !this.holds(input) && this.ways.get(path)?.has(input))
      ?? definition.inputs.find((input) => !this.holds(input));
    this.fall(path, lost ?? NONE);
  }
}
