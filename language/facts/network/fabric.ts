/** Storage media carry no IP: two elements on one bus or fabric reach each other over it, through its switches. */
import type { Id, Medium } from '../../model/model.js';
import { text } from '../../messages/word.js';
import { hasRole } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import type { FrameEdge } from './frames.js';
import { stations } from './stations.js';
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

/** The element or the machine it runs on, whichever ends a storage cable. */
function cabledAs(facts: Facts, graph: Fabric, id: Id): number | undefined {
  const station = facts.ask(stations).get(id);
  for (const each of [id, facts.elements[id]?.hosts[0], station?.wiredAs]) if (each !== undefined && graph.of.has(each)) return graph.of.get(each);
  return undefined;
}

/** The connection over storage cables; undefined where none joins the two. */
export function overFabric(facts: Facts, dial: Dial): Connection | undefined {
  const graph = facts.ask(fabric);
  if (graph.elements.length === 0 || dial.toAddress !== undefined) return undefined;
  const from = cabledAs(facts, graph, dial.from);
  const to = cabledAs(facts, graph, dial.to);
  if (from === undefined || to === undefined || from === to) return undefined;
  const open = (vertex: number): boolean => vertex === from || vertex === to || hasRole(facts.elements[graph.elements[vertex]!]!, 'switch');
  const way = shortestWay(graph.adjacent, [from], [to], open);
  if (!way) return undefined;
  const ways = allWays(graph.adjacent, [from], [to], open);
  const index = new Map(ways.vertices.map((vertex, at) => [vertex, at]));
  const forward: PathGraph = {
    nodes: ways.vertices.map((vertex) => ({ element: graph.elements[vertex]! })),
    edges: ways.edges.flatMap(({ a, b, link }) => [
      { from: index.get(a)!, to: index.get(b)!, ...(link ? { link } : {}) }, { from: index.get(b)!, to: index.get(a)!, ...(link ? { link } : {}) },
    ]),
    source: index.get(from)!,
    sink: index.get(to)!,
  };
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
