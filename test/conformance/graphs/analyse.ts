/**
 * What the product's own single points and minimal cut sets say of a graph: articulation points, bridges, connectivity.
 * The graph itself is only looked at to choose which pairs of nodes to ask about.
 */
import { Facts } from '#language/facts/query.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { singlePoints } from '#language/facts/redundancy/single-points.js';
import type { Id } from '#language/model/model.js';
import { readModel } from '../../support/read-model.js';
import { written } from './architecture.js';
import type { Graph } from './graphml.js';

export interface GraphFigures {
  components: number;
  /** Node ids, sorted. */
  articulationPoints: string[];
  /** As `a-b`, ends and pairs sorted as text. */
  bridges: string[];
  /** Fewest nodes whose loss separates the rest; undefined where that would ask for too many cut sets. */
  connectivity: number | undefined;
  flows: number;
}

type Pair = readonly [from: string, to: string];

/** Neighbours of the node with the fewest, beyond which not all their pairs are asked about. */
const MOST_NEIGHBOURS = 12;

export function analyse(graph: Graph): GraphFigures {
  const neighbours = neighboursOf(graph);
  const parts = partsOf(graph.nodes, neighbours);
  const centres = parts.map((part) => part.reduce((a, b) => (neighbours.get(b)!.size < neighbours.get(a)!.size ? b : a)));
  // From one node to all others; whether that one separates, its neighbours show; and one flow to every other part.
  const pairs: Pair[] = parts.flatMap((part, i) => part.filter((node) => node !== centres[i]).map((node) => [centres[i]!, node] as const));
  const around = centres.flatMap((centre) => pairsAmong([...neighbours.get(centre)!]));
  const apart = centres.slice(1).map((centre) => [centres[0]!, centre] as const);
  const { text, nodeOf, edgeOf, flows } = written(graph, [...pairs, ...around, ...apart]);
  const facts = new Facts(readModel(text));

  const articulationPoints = new Set<string>();
  const bridges = new Set<string>();
  let cutOff = 0;
  for (const { name, from, to } of flows) {
    const found = singlePoints(facts, name)!;
    if (!found.works) cutOff++;
    for (const point of found.points) {
      const edge = edgeOf.get(point);
      if (edge) bridges.add([...edge].sort().join('-'));
      else if (nodeOf.has(point) && ![from, to].includes(nodeOf.get(point)!)) articulationPoints.add(nodeOf.get(point)!);
    }
  }
  const joined = flows.filter(({ from, to }) => !neighbours.get(from)!.has(to));
  return {
    components: cutOff + 1,
    articulationPoints: [...articulationPoints].sort(),
    bridges: [...bridges].sort(),
    connectivity: cutOff > 0 ? 0 : articulationPoints.size > 0 ? 1 : smallestCut(facts, joined, graph.nodes.length, Math.max(...centres.map((centre) => neighbours.get(centre)!.size))),
    flows: flows.length,
  };
}

/** All pairs where they are few; else those of the first, which still show whether what they surround separates them. */
function pairsAmong(nodes: readonly string[]): Pair[] {
  const firsts = nodes.length <= MOST_NEIGHBOURS ? nodes : nodes.slice(0, 1);
  return firsts.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a, b] as const));
}

/**
 * Of two nodes without an edge between them, the smallest minimal cut set besides the two themselves has as many elements
 * as there are disjoint ways (Menger 1927); the fewest over all pairs is the connectivity of the graph, and of those pairs
 * the ones around a node with the fewest neighbours are enough (Even 1975). A complete graph has no such pair.
 */
function smallestCut(facts: Facts, pairs: readonly { name: Id }[], nodes: number, degree: number): number | undefined {
  if (pairs.length === 0) return nodes - 1;
  if (degree > MOST_NEIGHBOURS) return undefined;
  for (let order = 2; order <= degree; order++) {
    for (const { name } of pairs) {
      const { cutSets, cutSetsComplete } = figures(facts, name, order)!;
      if (cutSets.some((set) => set.length === order)) return order;
      if (!cutSetsComplete) return undefined;
    }
  }
  return degree;
}

function neighboursOf({ nodes, edges }: Graph): Map<string, Set<string>> {
  const neighbours = new Map(nodes.map((node) => [node, new Set<string>()]));
  for (const [a, b] of edges) {
    if (a === b) continue;
    neighbours.get(a)!.add(b);
    neighbours.get(b)!.add(a);
  }
  return neighbours;
}

function partsOf(nodes: readonly string[], neighbours: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const left = new Set(nodes);
  const parts: string[][] = [];
  for (const node of nodes) {
    if (!left.has(node)) continue;
    const part = new Set([node]);
    for (const each of part) for (const next of neighbours.get(each)!) part.add(next);
    for (const each of part) left.delete(each);
    parts.push([...part]);
  }
  return parts;
}
