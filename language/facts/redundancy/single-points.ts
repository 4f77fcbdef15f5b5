/**
 * Single points of failure: what alone brings a service down. A single point lies on every solution, so that only the
 * components of one have to be asked about, each once, and only as far as the next gate that its fall has to pass.
 */
import type { Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import type { Gate } from './circuit.js';
import { LoneFailures } from './lone-failures.js';
import { services } from './services.js';
import { componentOf, gateOf, structure, type Structure } from './structure.js';

export interface SinglePoints {
  /** Works while all is up. Where it does not, there are no cut sets to speak of. */
  works: boolean;
  /** Elements and links, in source order. */
  points: Id[];
  /** Something on the way has a stand-in. */
  redundant: boolean;
}

interface Found { works: boolean; points: Set<Gate>; redundant: boolean }

/** Single points of each of these gates. */
export function singlePointsOf(from: Structure, roots: readonly Gate[]): Map<Gate, SinglePoints> {
  return inSourceOrder(from, new Map([...new Set(roots)].map((root) => [root, find(from, root)])));
}

function find(from: Structure, root: Gate): Found {
  const { propagation } = from;
  if (!propagation.holds(root)) return { works: false, points: new Set(), redundant: false };
  const candidates = propagation.solution(root)!.filter((gate) => from.failable.has(gate));
  const alone = new LoneFailures(propagation, root);
  const points = new Set(candidates.filter((gate) => alone.fallsWith(gate)));
  return { works: true, points, redundant: points.size < candidates.length };
}

function inSourceOrder(from: Structure, results: Map<Gate, Found>): Map<Gate, SinglePoints> {
  const order = new Map([...from.selves.values()].map((gate, index) => [gate, index]));
  return new Map([...results].map(([root, { works, points, redundant }]) => {
    const sorted = [...points].sort((a, b) => order.get(a)! - order.get(b)!);
    return [root, { works, redundant, points: sorted.map((gate) => componentOf(from.circuit, gate)!) }];
  }));
}

/**
 * Gates that take the root with them by gates without an input to spare, each with the gate that it takes down first:
 * following these leads to the root by a shortest way.
 */
export function criticalGates({ circuit, propagation }: Structure, root: Gate): Map<Gate, Gate> {
  const takes = new Map<Gate, Gate>([[root, root]]);
  for (const gate of takes.keys()) {
    const definition = circuit.gates[gate]!;
    if (definition.type === 'variable') continue;
    const holding = definition.inputs.filter((input) => propagation.holds(input));
    const critical = definition.type === 'path' ? propagation.indispensable(gate) : holding.length === definition.need ? holding : [];
    for (const input of critical) if (!takes.has(input)) takes.set(input, gate);
  }
  return takes;
}

/** Of every service, by its flow. */
export const singlePointsByService = query('redundancy.single-points-by-service', (facts): Map<Id, SinglePoints> => {
  const from = facts.ask(structure);
  const flows = facts.ask(services);
  const found = singlePointsOf(from, flows.map((flow) => from.flows.get(flow.id)!));
  return new Map(flows.map((flow) => [flow.id, found.get(from.flows.get(flow.id)!)!]));
});

const singlePointsQuery = query('redundancy.single-points', (facts, id: Id): SinglePoints | undefined => {
  const byService = facts.ask(singlePointsByService).get(id);
  if (byService) return byService;
  const from = facts.ask(structure);
  const gate = gateOf(from, id);
  return gate === undefined ? undefined : singlePointsOf(from, [gate]).get(gate);
});

/** Critical gates of a flow, element or group, kept for the explanations. */
export const criticalGatesOf = query('redundancy.critical-gates', (facts, id: Id): Map<Gate, Gate> => {
  const from = facts.ask(structure);
  const gate = gateOf(from, id);
  return gate === undefined || !from.propagation.holds(gate) ? new Map() : criticalGates(from, gate);
});

/** Of a flow, an element or a group; undefined where nothing has this id. */
export function singlePoints(facts: Facts, id: Id): SinglePoints | undefined {
  return facts.ask(singlePointsQuery, id);
}
