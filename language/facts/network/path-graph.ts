/** The ways that an exploration found, as a graph of elements and links for those who ask what must hold. */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { crossings } from './crossing.js';
import type { Exploration, Move } from './journey.js';
import { frames } from './frames.js';
import type { PathGraph } from './types.js';
import { underlay } from './underlay.js';

/** States on some way from the sender to where it is delivered, standbys and detours included. */
export function usefulStates(found: Exploration): Set<number> {
  const back = new Map<number, number[]>();
  for (const move of found.moves) {
    const known = back.get(move.to);
    if (known) known.push(move.from);
    else back.set(move.to, [move.from]);
  }
  const useful = new Set(found.delivered);
  const pending = [...found.delivered];
  while (pending.length > 0) {
    for (const from of back.get(pending.pop()!) ?? []) {
      if (useful.has(from)) continue;
      useful.add(from);
      pending.push(from);
    }
  }
  return useful;
}

export function usefulMoves(found: Exploration): Move[] {
  const useful = usefulStates(found);
  const ends = new Set(found.delivered);
  return found.moves.filter((move) => useful.has(move.from) && useful.has(move.to) && !ends.has(move.from));
}

class Drawing {
  readonly nodes: PathGraph['nodes'] = [];
  readonly edges: PathGraph['edges'] = [];

  node(element?: Id): number {
    this.nodes.push(element === undefined ? {} : { element });
    return this.nodes.length - 1;
  }

  edge(from: number, to: number, link?: Id): void {
    this.edges.push(link === undefined ? { from, to } : { from, to, link });
  }

  /** Copies another graph in between two nodes. */
  splice(graph: PathGraph, from: number, to: number): void {
    const base = this.nodes.length;
    this.nodes.push(...graph.nodes);
    for (const edge of graph.edges) this.edges.push({ ...edge, from: base + edge.from, to: base + edge.to });
    this.edge(from, base + graph.source);
    this.edge(base + graph.sink, to);
  }
}

export function pathGraph(facts: Facts, found: Exploration, without: ReadonlySet<Id>, ends?: { from: Id; to: Id }): PathGraph | undefined {
  if (found.delivered.length === 0) return undefined;
  const drawing = new Drawing();
  const useful = usefulStates(found);
  if (!useful.has(0)) return undefined;
  const stateNodes = new Map<number, number>();
  for (const index of useful) {
    const station = found.states[index]!.station;
    stateNodes.set(index, drawing.node(isInternet(facts.elements[station]) ? undefined : station));
  }
  for (const move of usefulMoves(found)) drawMove(facts, drawing, move, stateNodes.get(move.from)!, stateNodes.get(move.to)!, without);
  let source = stateNodes.get(0)!;
  let sink = stateNodes.get(found.delivered[0]!)!;
  if (found.delivered.length > 1) {
    sink = drawing.node();
    for (const index of found.delivered) drawing.edge(stateNodes.get(index)!, sink);
  }
  if (ends) {
    // What is nested in a station is up only while it is up itself.
    if (drawing.nodes[source]!.element !== ends.from && !isInternet(facts.elements[ends.from]) && facts.elements[ends.from]) {
      const inner = drawing.node(ends.from);
      drawing.edge(inner, source);
      source = inner;
    }
    if (drawing.nodes[sink]!.element !== ends.to && !isInternet(facts.elements[ends.to]) && facts.elements[ends.to]) {
      const inner = drawing.node(ends.to);
      drawing.edge(sink, inner);
      sink = inner;
    }
  }
  return { nodes: drawing.nodes, edges: drawing.edges, source, sink };
}

function drawMove(facts: Facts, drawing: Drawing, move: Move, from: number, to: number, without: ReadonlySet<Id>): void {
  const { hop } = move;
  if (hop.tunnel !== undefined) {
    const under = underlay(facts, hop.tunnel, without);
    const entry = drawing.node();
    drawing.edge(from, entry, hop.tunnel);
    if (!under.forward) {
      drawing.edge(entry, to);
      return;
    }
    if (!under.back) {
      drawing.splice(under.forward, entry, to);
      return;
    }
    const turn = drawing.node();
    drawing.splice(under.forward, entry, turn);
    drawing.splice(under.back, turn, to);
    return;
  }
  const graph = facts.ask(frames);
  const ways = facts.ask(crossings).all(hop.out!, hop.into!, hop.domain!, move.closed);
  const inside = new Map<number, number>();
  const goals = new Set(hop.into!.vertices);
  const starts = new Set(hop.out!.vertices);
  for (const vertex of ways.vertices) {
    const { element, kind } = graph.vertices[vertex]!;
    // The ends of the cable belong to stations that stand in the graph already.
    const own = kind === 'end' && (element === hop.station || element === hop.out!.station);
    const node = drawing.node(own || isInternet(facts.elements[element ?? '']) ? undefined : element);
    inside.set(vertex, node);
    if (starts.has(vertex)) drawing.edge(from, node);
    if (goals.has(vertex)) drawing.edge(node, to);
  }
  for (const edge of ways.edges) {
    const a = inside.get(edge.a)!;
    const b = inside.get(edge.b)!;
    drawing.edge(a, b, edge.link);
    drawing.edge(b, a, edge.link);
  }
}

/** True where every way from source to sink passes one of these elements. */
export function everyWayPasses(graph: PathGraph, ids: ReadonlySet<Id>): boolean {
  return wayPast(graph, ids) === undefined;
}

/** The elements of a shortest way from source to sink that avoids all of these, in order. */
export function wayPast(graph: PathGraph, ids: ReadonlySet<Id>): Id[] | undefined {
  const closed = (node: number): boolean => {
    const element = graph.nodes[node]!.element;
    return element !== undefined && ids.has(element);
  };
  if (closed(graph.source) || closed(graph.sink)) return undefined;
  const next = successors(graph);
  const came = new Map<number, number | undefined>([[graph.source, undefined]]);
  // A map is walked in the order in which it was filled, what is added on the way included.
  for (const [node] of came) {
    if (node === graph.sink) break;
    for (const to of next[node]!) if (!came.has(to) && !closed(to)) came.set(to, node);
  }
  if (!came.has(graph.sink)) return undefined;
  const way: Id[] = [];
  for (let node: number | undefined = graph.sink; node !== undefined; node = came.get(node)) {
    const { element } = graph.nodes[node]!;
    if (element !== undefined) way.push(element);
  }
  return way.reverse();
}

function successors(graph: PathGraph): number[][] {
  const next: number[][] = graph.nodes.map(() => []);
  for (const edge of graph.edges) next[edge.from]!.push(edge.to);
  return next;
}

/** Elements on every way and on some way, the two ends left out. */
export function passedElements(graph: PathGraph): { every: Id[]; some: Id[] } {
  const ends = new Set([graph.nodes[graph.source]!.element, graph.nodes[graph.sink]!.element]);
  const some = [...new Set(graph.nodes.flatMap((node) => node.element ?? []))].filter((id) => !ends.has(id));
  // Only what lies on one shortest way can lie on all.
  const came = new Map<number, number>();
  const next = successors(graph);
  let frontier = [graph.source];
  const seen = new Set(frontier);
  while (frontier.length > 0 && !seen.has(graph.sink)) {
    const following: number[] = [];
    for (const node of frontier) {
      for (const to of next[node]!) {
        if (seen.has(to)) continue;
        seen.add(to);
        came.set(to, node);
        following.push(to);
      }
    }
    frontier = following;
  }
  const onOne = new Set<Id>();
  for (let node: number | undefined = graph.sink; node !== undefined; node = came.get(node)) {
    const element = graph.nodes[node]!.element;
    if (element !== undefined && !ends.has(element)) onOne.add(element);
  }
  const every = [...onOne].reverse().filter((id) => everyWayPasses(graph, new Set([id])));
  return { every, some: [...every, ...some.filter((id) => !every.includes(id))] };
}
