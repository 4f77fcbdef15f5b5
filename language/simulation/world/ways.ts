/**
 * One way through a path graph: the first that is free of failures, the shortest of those. Junctions (implicit segments,
 * the internet) are passed without a stop.
 */
import type { PathGraph } from '../../facts/network/types.js';
import type { Id } from '../../model/model.js';
import type { Step } from './world.js';

type Edge = PathGraph['edges'][number];

/** What closes ways beside what is down. */
export interface Obstacles {
  /** No way touches one side of a partition and then the other. */
  partitions?: readonly { a: ReadonlySet<Id>; b: ReadonlySet<Id> }[];
  /** Elements that stand by. */
  idle?: ReadonlySet<Id>;
}

/** Breadth first, so that among equal ways the one that the graph lists first is taken: it is the one that the trace shows. The last element may be down: who asks it has to find out. */
export function findWay(graph: PathGraph, down: ReadonlySet<Id>, { partitions = [], idle }: Obstacles = {}): Step[] | undefined {
  for (const { a, b } of partitions) {
    // Each partition is looked at by itself: ways that stay clear of one of its sides.
    const touches = (side: ReadonlySet<Id>): boolean => graph.nodes.some(({ element }) => element !== undefined && side.has(element));
    if (!touches(a) || !touches(b)) continue;
    const rest = partitions.filter((each) => each.a !== a || each.b !== b);
    for (const side of [a, b]) {
      // An end that stands on a side cannot stay clear of it.
      if ([graph.source, graph.sink].some((node) => side.has(graph.nodes[node]?.element ?? ''))) continue;
      const found = findWay(graph, new Set([...down, ...without(graph, side)]), { partitions: rest, ...(idle ? { idle } : {}) });
      if (found) return found;
    }
    return undefined;
  }
  const outgoing = new Map<number, Edge[]>();
  for (const edge of graph.edges) {
    const known = outgoing.get(edge.from);
    if (known) known.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  const closed = (id: Id | undefined): boolean => id !== undefined && (down.has(id) || idle?.has(id) === true);
  const arrivedBy = new Map<number, Edge | undefined>([[graph.source, undefined]]);
  const pending = [graph.source];
  for (let at = 0; at < pending.length; at++) {
    const next = pending[at]!;
    if (next === graph.sink) return steps(graph, arrivedBy);
    for (const edge of outgoing.get(next) ?? []) {
      if (arrivedBy.has(edge.to) || closed(edge.link) || (edge.to !== graph.sink && closed(graph.nodes[edge.to]?.element))) continue;
      arrivedBy.set(edge.to, edge);
      pending.push(edge.to);
    }
  }
  return undefined;
}

/** The elements of one side of a partition that the graph passes. */
function without(graph: PathGraph, side: ReadonlySet<Id>): Id[] {
  return graph.nodes.flatMap(({ element }) => (element !== undefined && side.has(element) ? [element] : []));
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
