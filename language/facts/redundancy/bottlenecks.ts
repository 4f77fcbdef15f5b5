/**
 * What every way of a path graph passes, in one sweep along one way: a place of it is passed by all if nothing that can
 * be reached without it leads beyond it.
 */
import type { Gate, GatedGraph } from './circuit.js';
import { outgoingOf, shortest, type Holds } from './shortest-way.js';

/** Gates on which every way that holds lies; empty where there is no way. */
export function bottlenecks(graph: GatedGraph, holds: Holds): Gate[] {
  const way = shortest(graph, holds);
  if (!way) return [];
  const places = placesOf(graph);
  const found = new Set<Gate>();
  const open = new Set<Gate>();
  sweep(graph, way, holds, (gate, isPassed) => {
    if (isPassed) found.add(gate);
    else if (places.get(gate)! > 1) open.add(gate);
  });
  // A gate that stands in several places may close several ways at once.
  for (const gate of open) if (!found.has(gate) && !shortest(graph, (each) => each !== gate && holds(each))) found.add(gate);
  return [...found];
}

function placesOf(graph: GatedGraph): Map<Gate, number> {
  const places = new Map<Gate, number>();
  const note = (gate: Gate | undefined): void => { if (gate !== undefined) places.set(gate, (places.get(gate) ?? 0) + 1); };
  graph.nodes.forEach(note);
  for (const { gate } of graph.arcs) note(gate);
  return places;
}

/** Tells of each gate along the way whether its place is passed by every way. Nodes stand at even places, arcs between them. */
function sweep(graph: GatedGraph, way: readonly number[], holds: Holds, tell: (gate: Gate, isPassed: boolean) => void): void {
  const isOpen = (gate: Gate | undefined): boolean => gate === undefined || holds(gate);
  const outgoing = outgoingOf(graph);
  const placeOf = new Map(way.map((node, i) => [node, i * 2]));
  const seen = new Set<number>();
  let far = 0;
  const arcAfter = (i: number): GatedGraph['arcs'][number] => outgoing[way[i]!]!.find((arc) => arc.to === way[i + 1] && isOpen(arc.gate))!;
  const note = (gate: Gate | undefined, place: number): void => { if (gate !== undefined) tell(gate, far === place); };
  way.forEach((node, i) => {
    note(graph.nodes[node], i * 2);
    if (i === way.length - 1) return;
    const along = arcAfter(i);
    far = Math.max(far, i * 2 + 1);
    const pending = [node];
    for (let from = pending.pop(); from !== undefined; from = pending.pop()) {
      for (const arc of outgoing[from]!) {
        if (arc === along || !isOpen(arc.gate) || !isOpen(graph.nodes[arc.to])) continue;
        const place = placeOf.get(arc.to);
        if (place !== undefined) far = Math.max(far, place);
        else if (!seen.has(arc.to)) {
          seen.add(arc.to);
          pending.push(arc.to);
        }
      }
    }
    note(along.gate, i * 2 + 1);
    far = Math.max(far, i * 2 + 2);
  });
}
