/**
 * A graph written as an architecture: a router with a host for each node, a link for each edge, and flows between the
 * hosts of some pairs of nodes. What the product finds about the flows says what is true of the graph. (Flows between
 * the routers themselves would not do: next neighbours talk over their own cable, whatever ways there are around it.)
 */
import type { Graph } from './graphml.js';

export interface Written {
  text: string;
  /** Nodes and edges of the graph by the names of their routers and links. */
  nodeOf: Map<string, string>;
  edgeOf: Map<string, [a: string, b: string]>;
  flows: { name: string; from: string; to: string }[];
}

/** @param pairs of nodes that get a flow */
export function written({ nodes, edges }: Graph, pairs: readonly (readonly [from: string, to: string])[]): Written {
  const routerOf = new Map(nodes.map((node, i) => [node, `n${i}`]));
  // A cable from a router to itself is none.
  const cables = edges.filter(([a, b]) => a !== b);
  const ends = [...new Set(pairs.flat())];
  const flows = pairs.map(([from, to], i) => ({ name: `f${i}`, from, to }));
  const text = [
    ...nodes.map((node) => `router ${routerOf.get(node)}`),
    ...cables.map(([a, b], i) => `link ${routerOf.get(a)} -- ${routerOf.get(b)} as e${i}`),
    ...ends.flatMap((node) => [`server h${routerOf.get(node)}`, `link h${routerOf.get(node)} -- ${routerOf.get(node)}`]),
    // Optional: that one flow is cut off must not count against the next.
    ...flows.map(({ name, from, to }) => `flow h${routerOf.get(from)} -> h${routerOf.get(to)} as ${name} optional`),
    '',
  ].join('\n');
  return {
    text,
    nodeOf: new Map(nodes.map((node) => [routerOf.get(node)!, node])),
    edgeOf: new Map(cables.map((edge, i) => [`e${i}`, edge])),
    flows,
  };
}
