/**
 * A gate as a decision diagram. What is known is taken out first; then each module is built by itself, in the order of
 * its variables that makes it small, and put in the place of the one variable that it is to those above. Variables of a
 * module stand together, so that the whole is as large as its modules are in sum.
 */
import { Bdd } from './bdd.js';
import type { Budget } from './budget.js';
import type { Gate } from './circuit.js';
import { composed } from './composition.js';
import { withoutConstants, type Remaining } from './constants.js';
import { inputsOf, type GateFunction, type GateGraph } from './gate-graph.js';
import { buildModule, type Built } from './module-diagram.js';
import { modulesOf } from './modules.js';
import { ONE, ZERO, type Node } from './node-store.js';
import { isLarge, type LargeThreshold } from './thresholds.js';

export interface Diagram {
  bdd: Bdd;
  root: Node;
  /** The variable at each level. */
  variables: Gate[];
  levelOf: Map<Gate, number>;
  /** Variables that are thresholds too large to be drawn. */
  thresholds: ReadonlyMap<Gate, LargeThreshold>;
}

/**
 * @param fixed variables that are known: constants of the diagram
 * @param countable variables that are independent of all others; thresholds over these may be counted instead of drawn
 */
export function diagramOf(graph: GateGraph, root: Gate, fixed: (variable: Gate) => boolean | undefined, budget: Budget, countable?: (variable: Gate) => boolean): Diagram {
  const remaining = withoutConstants(graph, root, fixed);
  if (typeof remaining.root === 'boolean') return { bdd: new Bdd(budget), root: remaining.root ? ONE : ZERO, variables: [], levelOf: new Map(), thresholds: new Map() };
  const left = { ...budget };
  const { modules, counted } = buildModules(remaining, remaining.root, left, countable);
  const composing = { nodes: budget.nodes, steps: Math.max(left.steps, budget.steps / 2) };
  const thresholds = new Map<Gate, LargeThreshold>();
  const composeAt = (gate: Gate): Diagram => compose(remaining, gate, modules, thresholds, composing);
  // Those inside others come first.
  for (const gate of counted) thresholds.set(remaining.originals[gate]!, thresholdOf(remaining, gate, composeAt));
  return composeAt(remaining.root);
}

function thresholdOf(remaining: Remaining, gate: Gate, composeAt: (gate: Gate) => Diagram): LargeThreshold {
  const definition = remaining.gates[gate]! as Extract<GateFunction, { type: 'atLeast' }>;
  const parts = definition.inputs.map((input) => (remaining.gates[input]!.type === 'variable' ? remaining.originals[input]! : composeAt(input)));
  return { tolerates: definition.inputs.length - definition.need + 1, parts };
}

/** Modules by their gates, and large thresholds that are counted instead, those inside others first. */
function buildModules(remaining: Remaining, root: Gate, left: Budget, countable?: (variable: Gate) => boolean): { modules: Map<Gate, Built>; counted: Gate[] } {
  const isModule = modulesOf(remaining, root, remaining.components);
  const isLeaf = (gate: Gate): boolean => isModule[gate] === 1;
  const ownerOf = new Map<Gate, Gate>();
  const parts = new Map<Gate, Gate[][]>();
  // From the root down: a gate that is no module belongs to the same one as all its users.
  for (const component of [...remaining.components].reverse()) {
    if (remaining.gates[component[0]!]!.type === 'variable') continue;
    const owner = component.find(isLeaf) ?? component.map((gate) => ownerOf.get(gate)).find((gate) => gate !== undefined)!;
    const part = parts.get(owner);
    if (part) part.push(component);
    else parts.set(owner, [component]);
    for (const gate of component) for (const input of inputsOf(remaining, gate)) ownerOf.set(input, owner);
  }
  const modules = new Map<Gate, Built>();
  const counted: Gate[] = [];
  const independent = countable && independentModules(remaining, parts, countable);
  for (const [gate, components] of [...parts].reverse()) {
    const alone = components.length === 1 && components[0]!.length === 1 && inputsOf(remaining, gate).every((input) => input !== gate && isLeaf(input));
    if (alone && independent?.has(gate) && isLarge(remaining.gates[gate]!)) counted.push(gate);
    else modules.set(gate, buildModule({ graph: remaining, root: gate, isLeaf }, components.reverse(), left));
  }
  return { modules, counted };
}

/** Modules all of whose variables, those of the modules inside too, are independent. */
function independentModules(remaining: Remaining, parts: ReadonlyMap<Gate, Gate[][]>, countable: (variable: Gate) => boolean): Set<Gate> {
  const found = new Set<Gate>();
  for (const [gate, components] of [...parts].reverse()) {
    const own = new Set(components.flat());
    const leaves = [...own].flatMap((each) => inputsOf(remaining, each)).filter((each) => !own.has(each));
    const fits = (leaf: Gate): boolean => (remaining.gates[leaf]!.type === 'variable' ? countable(remaining.originals[leaf]!) : found.has(leaf));
    if (leaves.every(fits)) found.add(gate);
  }
  return found;
}

function compose(remaining: Remaining, root: Gate, modules: ReadonlyMap<Gate, Built>, thresholds: ReadonlyMap<Gate, LargeThreshold>, budget: Budget): Diagram {
  const bdd = new Bdd(budget);
  const ordered = variablesInOrder(root, modules);
  const levels = new Map(ordered.map((gate, level) => [gate, level]));
  const variables = ordered.map((gate) => remaining.originals[gate]!);
  return { bdd, root: composed(bdd, root, modules, levels), variables, levelOf: new Map(variables.map((variable, level) => [variable, level])), thresholds };
}

/** Those of each module in the place of the module; a root that is a variable is alone. */
function variablesInOrder(root: Gate, modules: ReadonlyMap<Gate, Built>): Gate[] {
  const variables: Gate[] = [];
  const stack: Gate[] = [root];
  for (let gate = stack.pop(); gate !== undefined; gate = stack.pop()) {
    const module = modules.get(gate);
    if (!module) variables.push(gate);
    else for (let at = module.order.length - 1; at >= 0; at--) stack.push(module.order[at]!);
  }
  return variables;
}
