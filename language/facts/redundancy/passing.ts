/** The part of a path graph whose ways pass given points: each node is told apart by the points passed so far. */
import type { Id } from '../../model/model.js';
import type { PathGraph } from '../network/types.js';

/** Ways of `graph` that pass something of every set, in any order. */
export function passing(graph: PathGraph, points: readonly ReadonlySet<Id>[]): PathGraph {
  if (points.length === 0) return graph;
  const passed = (id: Id | undefined): number => (id === undefined ? 0 : points.reduce((bits, set, i) => (set.has(id) ? bits | (1 << i) : bits), 0));
  const everything = (1 << points.length) - 1;
  const outgoing: PathGraph['edges'][] = graph.nodes.map(() => []);
  for (const edge of graph.edges) outgoing[edge.from]!.push(edge);

  const nodes: PathGraph['nodes'] = [];
  const edges: PathGraph['edges'] = [];
  const numbers = new Map<string, number>();
  const pending: { node: number; bits: number; number: number }[] = [];
  const visit = (node: number, bitsBefore: number): number => {
    const bits = bitsBefore | passed(graph.nodes[node]!.element);
    const key = `${node}/${bits}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = nodes.push(graph.nodes[node]!) - 1;
      numbers.set(key, number);
      pending.push({ node, bits, number });
    }
    return number;
  };
  const source = visit(graph.source, 0);
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const edge of outgoing[next.node]!) {
      edges.push({ ...edge, from: next.number, to: visit(edge.to, next.bits | passed(edge.link)) });
    }
  }
  // A sink that no way reaches with all points passed: a node of its own.
  const sink = numbers.get(`${graph.sink}/${everything}`) ?? nodes.push({}) - 1;
  return { nodes, edges, source, sink };
}
