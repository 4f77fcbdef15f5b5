/** The stations of a network path in order: elements and the links between them. */
import type { Id } from '../../model/model.js';
import type { Gate } from './circuit.js';
import { componentOf, type Structure } from './structure.js';

/** The shortest way that a path gate has in the present state; junctions without a name are left out. */
export function stations(from: Structure, path: Gate): Id[] {
  const definition = from.circuit.gates[path]!;
  const way = from.propagation.shortestWay(path);
  if (definition.type !== 'path' || !way) return [];
  const { graph } = definition;
  const holds = (gate: Gate | undefined): boolean => gate === undefined || from.propagation.holds(gate);
  return way.flatMap((node, i) => {
    const arc = i === 0 ? undefined : graph.arcs.find((each) => each.from === way[i - 1] && each.to === node && holds(each.gate));
    return [arc?.gate, graph.nodes[node]].flatMap((gate) => (gate === undefined ? [] : nameOf(from, gate)));
  }).filter((id, i, all) => id !== all[i - 1]);
}

function nameOf(from: Structure, gate: Gate): Id[] {
  const { meaning } = from.circuit.gates[gate]!;
  const id = meaning.type === 'up' ? meaning.id : componentOf(from.circuit, gate);
  return id === undefined ? [] : [id];
}
