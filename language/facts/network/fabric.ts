/** Storage media carry no IP: two elements on one bus or fabric reach each other over it, through its switches. */
import type { Id, Medium } from '../../model/model.js';
import { text } from '../../messages/word.js';
import { hasRole } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { hostChain } from '../storage/machines.js';
import type { FrameEdge } from './frames.js';
import { stations } from './stations.js';
import { tree } from './tree.js';
import type { Connection } from './connect.js';
import { passedElements } from './path-graph.js';
import type { Dial, Hop, PathGraph } from './types.js';
import { allWays, shortestWay } from './ways.js';

const STORAGE_MEDIA: ReadonlySet<Medium> = new Set(['fc', 'sas', 'sata', 'scsi']);

interface Fabric { of: Map<Id, number>; elements: Id[]; adjacent: FrameEdge[][] }

const fabric = query('network.fabric', (facts): Fabric => {
  const of = new Map<Id, number>();
  const elements: Id[] = [];
  const adjacent: FrameEdge[][] = [];
  const vertex = (id: Id): number => {
    let known = of.get(id);
    if (known === undefined) {
      of.set(id, known = elements.length);
      elements.push(id);
      adjacent.push([]);
    }
    return known;
  };
  Object.values(facts.links).forEach((link, id) => {
    if (!STORAGE_MEDIA.has(link.medium) || link.tunnel !== undefined) return;
    const [a, b] = [vertex(link.a.element), vertex(link.b.element)];
    adjacent[a]!.push({ to: b, id, link: link.id });
    adjacent[b]!.push({ to: a, id, link: link.id });
  });
  return { of, elements, adjacent };
});

/** Where storage cables end: the element, what it runs on, and controllers and ports in these. */
function cabledEnds(facts: Facts, graph: Fabric, id: Id): number[] {
  const index = facts.ask(tree);
  const wiredAs = facts.ask(stations).get(id)?.wiredAs;
  const inside = [...facts.ask(hostChain, id), ...(wiredAs === undefined ? [] : [wiredAs])].flatMap((each) => [each, ...index.descendants(each)]);
  return [...new Set(inside)].flatMap((each) => graph.of.get(each) ?? []);
}

/** True where the target offers blocks and no port is dialled: they come over its own cables, though a network may lead to it as well. */
export function prefersFabric(facts: Facts, dial: Dial): boolean {
  const element = facts.elements[dial.to];
  return element !== undefined && dial.port === undefined && hasRole(element, 'storage');
}

/** The connection over storage cables; undefined where none joins the two. */
export function overFabric(facts: Facts, dial: Dial): Connection | undefined {
  const graph = facts.ask(fabric);
  if (graph.elements.length === 0 || dial.toAddress !== undefined) return undefined;
  const from = cabledEnds(facts, graph, dial.from);
  const to = cabledEnds(facts, graph, dial.to);
  if (from.length === 0 || to.length === 0 || from.some((end) => to.includes(end))) return undefined;
  const ends = new Set([...from, ...to]);
  const open = (vertex: number): boolean => ends.has(vertex) || hasRole(facts.elements[graph.elements[vertex]!]!, 'switch');
  const way = shortestWay(graph.adjacent, from, to, open);
  if (!way) return undefined;
  const ways = allWays(graph.adjacent, from, to, open);
  const index = new Map(ways.vertices.map((vertex, at) => [vertex, at]));
  const nodes: PathGraph['nodes'] = ways.vertices.map((vertex) => ({ element: graph.elements[vertex]! }));
  const edges: PathGraph['edges'] = ways.edges.flatMap(({ a, b, link }) => [
    { from: index.get(a)!, to: index.get(b)!, ...(link ? { link } : {}) }, { from: index.get(b)!, to: index.get(a)!, ...(link ? { link } : {}) },
  ]);
  /** One end for all of its cables. */
  const endOf = (id: Id, cabled: readonly number[]): number => {
    const used = cabled.flatMap((each) => index.get(each) ?? []);
    if (used.length === 1) return used[0]!;
    const end = nodes.push({ element: id }) - 1;
    for (const each of used) edges.push({ from: end, to: each }, { from: each, to: end });
    return end;
  };
  const [source, sink] = [endOf(dial.from, from), endOf(dial.to, to)];
  const forward: PathGraph = { nodes, edges, source, sink };
  const hops = way.map((step, at): Hop => {
    const element = graph.elements[step.vertex]!;
    const origin = step.link ? facts.links[step.link]!.origin : facts.elements[element]!.origin;
    return {
      element, layer: 2, action: at === 0 ? 'sent' : at === way.length - 1 ? 'delivered' : 'switched',
      detail: text(at === 0 ? 'network.hop.sent' : at === way.length - 1 ? 'network.hop.delivered' : 'network.hop.fabric'), origin, ...(step.link ? { link: step.link } : {}),
    };
  });
  return {
    trace: { disposition: 'accepted', reachable: true, hops, back: [...hops].reverse() },
    forward, back: { ...forward, source: forward.sink, sink: forward.source }, through: passedElements(forward),
  };
}
