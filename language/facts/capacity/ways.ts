/** The links between the ends of a call: how long they take there and back, and which of them every request crosses. */
import type { Id } from '../../model/model.js';
import { carriage, dialKey, flowDials } from '../network/index.js';
import type { Carriage, Dial, Hop, PathGraph } from '../network/types.js';
import { keyOf, partsOf, query, type Facts } from '../query.js';

export interface Way {
  /** Seconds there and back, nothing sent. */
  latency: number;
  /** Seconds for one byte, there and back. */
  perByte: number;
  /** Links with a bandwidth that every way there and every way back crosses. */
  certain: Id[];
}

const NONE: Way = { latency: 0, perByte: 0, certain: [] };

/** Of a flow between two elements; nothing where no network is described between them, or none carries it. */
export function wayOf(facts: Facts, flow: Id, from: Id, to: Id): Way {
  return facts.flows[flow] ? facts.ask(way, keyOf(flow, from, to)) : NONE;
}

/** Between two elements, whatever they say to each other. */
export function wayBetween(facts: Facts, from: Id, to: Id): Way {
  return facts.ask(plainWay, keyOf(from, to));
}

const plainWay = query('capacity.plain-way', (facts, key: string): Way => {
  const [from, to] = partsOf(key) as [Id, Id];
  const found = facts.ask(carriage, dialKey({ from, to }));
  return found.trace.reachable ? overLinks(facts, found) : NONE;
});

const way = query('capacity.way', (facts, key: string): Way => {
  const [flow, from, to] = partsOf(key) as [Id, Id, Id];
  const dials = facts.ask(dialsByEnds, flow).get(keyOf(from, to)) ?? [];
  for (const dial of dials) {
    const found = facts.ask(carriage, dialKey(dial));
    if (found.trace.reachable) return overLinks(facts, found);
  }
  return NONE;
});

const dialsByEnds = query('capacity.dials-by-ends', (facts, flow: Id): Map<string, Dial[]> => {
  const found = new Map<string, Dial[]>();
  for (const dial of facts.ask(flowDials, flow)) {
    const key = keyOf(dial.from, dial.to);
    found.set(key, [...(found.get(key) ?? []), dial]);
  }
  return found;
});

function overLinks(facts: Facts, { trace, forward, back }: Carriage): Way {
  let [latency, perByte] = [0, 0];
  for (const id of [...linksOf(trace.hops), ...linksOf(trace.back)]) {
    const link = facts.links[id];
    latency += link?.latency ?? 0;
    perByte += link?.bandwidth ? 8 / link.bandwidth : 0;
  }
  const returning = new Set(back ? onEveryWay(back) : []);
  const certain = forward ? onEveryWay(forward).filter((id) => returning.has(id) && facts.links[id]?.bandwidth) : [];
  return { latency, perByte, certain };
}

/** Links and tunnels that the packet was on, each once. */
function linksOf(hops: readonly Hop[]): Id[] {
  return [...new Set(hops.flatMap((hop) => [...(hop.link === undefined ? [] : [hop.link]), ...(hop.tunnel === undefined ? [] : [hop.tunnel])]))];
}

/** Links without which no way is left: those of one shortest way, each taken out in turn. */
function onEveryWay(graph: PathGraph): Id[] {
  const next: PathGraph['edges'][] = graph.nodes.map(() => []);
  for (const edge of graph.edges) next[edge.from]!.push(edge);
  const shortest = walk(graph, next, undefined);
  return [...new Set(shortest ?? [])].filter((link) => walk(graph, next, link) === undefined);
}

/** The links of a shortest way that leaves one out. */
function walk(graph: PathGraph, next: readonly PathGraph['edges'][], without: Id | undefined): Id[] | undefined {
  const came = new Map<number, PathGraph['edges'][number] | undefined>([[graph.source, undefined]]);
  const pending = [graph.source];
  for (let at = 0; at < pending.length && !came.has(graph.sink); at++) {
    for (const edge of next[pending[at]!]!) {
      if (came.has(edge.to) || (without !== undefined && edge.link === without)) continue;
      came.set(edge.to, edge);
      pending.push(edge.to);
    }
  }
  if (!came.has(graph.sink)) return undefined;
  const links: Id[] = [];
  for (let edge = came.get(graph.sink); edge; edge = came.get(edge.from)) if (edge.link !== undefined) links.push(edge.link);
  return links;
}
