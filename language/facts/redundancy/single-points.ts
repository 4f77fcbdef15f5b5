/**
 * Single points of failure: what alone brings a service down. A single point lies on every solution, so that only the
 * components of one solution are tried, each by letting it fall in the circuit; one fall answers for all services.
 */
import type { Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import type { Gate } from './circuit.js';
import { componentOf, gateOf, structure, type Structure } from './structure.js';

export interface SinglePoints {
  /** Works while all is up. Where it does not, there are no cut sets to speak of. */
  works: boolean;
  /** Elements and links, in source order. */
  points: Id[];
  /** Something on the way has a stand-in. */
  redundant: boolean;
}

/** Single points of each of these gates, tried together. */
export function singlePointsOf(from: Structure, roots: readonly Gate[]): Map<Gate, SinglePoints> {
  const { propagation, circuit } = from;
  const results = new Map<Gate, SinglePoints & { solution: Set<Gate> }>();
  const candidates = new Set<Gate>();
  for (const root of roots) {
    const solution = new Set(propagation.solution(root)?.filter((gate) => from.failable.has(gate)));
    for (const gate of solution) candidates.add(gate);
    results.set(root, { works: propagation.holds(root), points: [], redundant: false, solution });
  }
  for (const candidate of [...candidates].sort(bySourceOrder(from))) {
    const mark = propagation.mark;
    propagation.fail([candidate]);
    for (const [root, result] of results) {
      if (!result.solution.has(candidate)) continue;
      if (propagation.holds(root)) result.redundant = true;
      else result.points.push(componentOf(circuit, candidate)!);
    }
    propagation.undo(mark);
  }
  return new Map([...results].map(([root, { works, points, redundant }]) => [root, { works, points, redundant }]));
}

function bySourceOrder(from: Structure): (a: Gate, b: Gate) => number {
  const order = new Map([...from.selves.values()].map((gate, index) => [gate, index]));
  return (a, b) => order.get(a)! - order.get(b)!;
}

/** Of every flow, by its id. */
export const singlePointsByFlow = query('redundancy.single-points', (facts): Map<Id, SinglePoints> => {
  const from = facts.ask(structure);
  const found = singlePointsOf(from, [...from.flows.values()]);
  return new Map([...from.flows].map(([id, gate]) => [id, found.get(gate)!]));
});

/** Of a flow, an element or a group. */
export function singlePoints(facts: Facts, id: Id): SinglePoints | undefined {
  const byFlow = facts.ask(singlePointsByFlow).get(id);
  if (byFlow) return byFlow;
  const from = facts.ask(structure);
  const gate = gateOf(from, id);
  return gate === undefined ? undefined : singlePointsOf(from, [gate]).get(gate);
}
