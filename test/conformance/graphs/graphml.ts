/** Reads GraphML as an undirected graph: nodes and edges, those of nested graphs too. What else it says is not needed here. */
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { UnsupportedError, attributeOf, childrenOf } from '../xml.js';

export interface Graph {
  nodes: string[];
  /** As drawn: parallel edges and loops are kept. */
  edges: [a: string, b: string][];
}

export function readGraphMl(text: string): Graph {
  const { root } = parseXml(text);
  if (root?.name !== 'graphml') throw new UnsupportedError(`no GraphML: <${root?.name ?? ''}>`);
  const graph: Graph = { nodes: [], edges: [] };
  collect(root, graph);
  const known = new Set(graph.nodes);
  const lost = graph.edges.flat().find((end) => !known.has(end));
  if (lost !== undefined) throw new UnsupportedError(`an edge ends at ${lost}, which is no node`);
  return graph;
}

function collect(element: XmlElement, graph: Graph): void {
  for (const child of childrenOf(element)) {
    if (child.name === 'hyperedge') throw new UnsupportedError('<hyperedge>');
    if (child.name === 'node') graph.nodes.push(attributeOf(child, 'id'));
    if (child.name === 'edge') graph.edges.push([attributeOf(child, 'source'), attributeOf(child, 'target')]);
    if (child.name === 'node' || child.name === 'graph') collect(child, graph);
  }
}
