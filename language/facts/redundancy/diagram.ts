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
import { inputsOf, type GateGraph } from './gate-graph.js';
import { buildModule, type Built } from './module-diagram.js';
import { modulesOf } from './modules.js';
import { ONE, ZERO, type Node } from './node-store.js';

export interface Diagram {
  bdd: Bdd;
  root: Node;
  /** The variable at each level. */
  variables: Gate[];
  levelOf: Map<Gate, number>;
}

/** @param fixed variables that are known: constants of the diagram. */
export function diagramOf(graph: GateGraph, root: Gate, fixed: (variable: Gate) => boolean | undefined, budget: Budget): Diagram {
  const remaining = withoutConstants(graph, root, fixed);
  if (typeof remaining.root === 'boolean') return { bdd: new Bdd(budget), root: remaining.root ? ONE : ZERO, variables: [], levelOf: new Map() };
  const left = { ...budget };
  const modules = buildModules(remaining, remaining.root, left);
  return compose(remaining, remaining.root, modules, { nodes: budget.nodes, steps: Math.max(left.steps, budget.steps / 2) });
}

/** Modules by their gates, those inside others first. */
function buildModules(remaining: Remaining, root: Gate, left: Budget): Map<Gate, Built> {
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
  for (const [gate, components] of [...parts].reverse()) {
    modules.set(gate, buildModule({ graph: remaining, root: gate, isLeaf }, components.reverse(), left));
  }
  return modules;
}

function compose(remaining: Remaining, root: Gate, modules: ReadonlyMap<Gate, Built>, budget: Budget): Diagram {
  const bdd = new Bdd(budget);
  const ordered = variablesInOrder(root, modules);
  const levels = new Map(ordered.map((gate, level) => [gate, level]));
  const variables = ordered.map((gate) => remaining.originals[gate]!);
  return { bdd, root: composed(bdd, root, modules, levels), variables, levelOf: new Map(variables.map((variable, level) => [variable, level])) };
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
