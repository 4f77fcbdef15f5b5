/**
 * One way through a path graph: the first that is free of failures, the shortest of those. Junctions (implicit segments,
 * the internet) are passed without a stop.
 */
import type { PathGraph } from '../../facts/network/types.js';
import type { Id } from '../../model/model.js';
import type { Step } from './world.js';

type Edge = PathGraph['edges'][number];

/** Breadth first, so that among equal ways the one that the graph lists first is taken: it is the one that the trace shows. */
export function findWay(graph: PathGraph, down: ReadonlySet<Id>): Step[] | undefined {
  const outgoing = new Map<number, Edge[]>();
  for (const edge of graph.edges) outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
  const isDown = (id: Id | undefined): boolean => id !== undefined && down.has(id);
  const arrivedBy = new Map<number, Edge | undefined>([[graph.source, undefined]]);
  const pending = [graph.source];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (next === graph.sink) return steps(graph, arrivedBy);
    for (const edge of outgoing.get(next) ?? []) {
      if (arrivedBy.has(edge.to) || isDown(edge.link) || isDown(graph.nodes[edge.to]?.element)) continue;
      arrivedBy.set(edge.to, edge);
      pending.push(edge.to);
    }
  }
  return undefined;
}

function steps(graph: PathGraph, arrivedBy: ReadonlyMap<number, Edge | undefined>): Step[] {
  const edges: Edge[] = [];
  for (let edge = arrivedBy.get(graph.sink); edge; edge = arrivedBy.get(edge.from)) edges.unshift(edge);
  const found: Step[] = [];
  let links: Id[] = [];
  let here = graph.nodes[graph.source]?.element;
  for (const edge of edges) {
    if (edge.link !== undefined && links.at(-1) !== edge.link) links.push(edge.link);
    const element = graph.nodes[edge.to]?.element;
    if (element === undefined || element === here) continue;
    found.push({ to: element, links });
    here = element;
    links = [];
  }
  return found;
}
