/**
 * All ways of a frame between two stations of one broadcast domain: the vertices and cables that lie on some simple
 * path, which are those of the biconnected component that an extra edge between the two ends would close
 * (Hopcroft and Tarjan 1973). Redundant cables are all in it: the spanning tree reconverges over them.
 */
import type { Id } from '../../model/model.js';
import type { FrameEdge } from './frames.js';

export interface Ways {
  vertices: number[];
  edges: { a: number; b: number; link?: Id }[];
}

export interface Step { vertex: number; link?: Id }

/** A shortest walk from any of `from` to any of `to`; undefined where there is none. `open` says which vertices may be entered. */
export function shortestWay(adjacent: FrameEdge[][], from: readonly number[], to: readonly number[], open: (vertex: number) => boolean): Step[] | undefined {
  const goals = new Set(to);
  const came = new Map<number, { from: number; link?: Id } | undefined>();
  let frontier = from.filter(open);
  for (const vertex of frontier) came.set(vertex, undefined);
  let found = frontier.find((vertex) => goals.has(vertex));
  while (found === undefined && frontier.length > 0) {
    const next: number[] = [];
    for (const vertex of frontier) {
      for (const edge of adjacent[vertex]!) {
        if (came.has(edge.to) || !open(edge.to)) continue;
        came.set(edge.to, { from: vertex, ...(edge.link ? { link: edge.link } : {}) });
        next.push(edge.to);
      }
    }
    found = next.find((vertex) => goals.has(vertex));
    frontier = next;
  }
  if (found === undefined) return undefined;
  const steps: Step[] = [];
  for (let vertex: number | undefined = found; vertex !== undefined;) {
    const step: { from: number; link?: Id } | undefined = came.get(vertex);
    steps.push({ vertex, ...(step?.link ? { link: step.link } : {}) });
    vertex = step?.from;
  }
  return steps.reverse();
}

interface Arc { to: number; id: number; link?: Id }

/** Every vertex and cable on a simple path from `from` to `to`. Empty where there is none. */
export function allWays(adjacent: FrameEdge[][], from: readonly number[], to: readonly number[], open: (vertex: number) => boolean): Ways {
  const source = -1;
  const sink = -2;
  const starts = new Set(from.filter(open));
  const goals = new Set(to.filter(open));
  // Edges to the two imagined ends get numbers below zero; the extra edge between those is -1.
  const arcsOf = (vertex: number): Arc[] => {
    if (vertex === source) return [{ to: sink, id: -1 }, ...[...starts].map((each) => ({ to: each, id: -2 - 2 * each }))];
    if (vertex === sink) return [{ to: source, id: -1 }, ...[...goals].map((each) => ({ to: each, id: -3 - 2 * each }))];
    const found: Arc[] = adjacent[vertex]!.filter((edge) => open(edge.to) && (adjacent[edge.to]!.length > 1 || starts.has(edge.to) || goals.has(edge.to)));
    if (starts.has(vertex)) found.push({ to: source, id: -2 - 2 * vertex });
    if (goals.has(vertex)) found.push({ to: sink, id: -3 - 2 * vertex });
    return found;
  };

  // The walk starts over the extra edge, so its component is the last one left on the stack.
  const order = new Map<number, number>([[source, 0], [sink, 1]]);
  const low = new Map<number, number>([[source, 0], [sink, 0]]);
  const stack: { a: number; b: number; link?: Id }[] = [];
  const frames: { vertex: number; by: number; arcs: Arc[]; next: number; mark: number }[] = [
    { vertex: sink, by: -1, arcs: arcsOf(sink), next: 0, mark: 0 },
  ];
  while (frames.length > 0) {
    const frame = frames.at(-1)!;
    const arc = frame.arcs[frame.next++];
    if (arc) {
      if (arc.id === frame.by) continue;
      const seen = order.get(arc.to);
      if (seen === undefined) {
        order.set(arc.to, order.size);
        low.set(arc.to, order.get(arc.to)!);
        const mark = stack.length;
        stack.push({ a: frame.vertex, b: arc.to, ...(arc.link ? { link: arc.link } : {}) });
        frames.push({ vertex: arc.to, by: arc.id, arcs: arcsOf(arc.to), next: 0, mark });
      } else if (seen < order.get(frame.vertex)!) {
        stack.push({ a: frame.vertex, b: arc.to, ...(arc.link ? { link: arc.link } : {}) });
        low.set(frame.vertex, Math.min(low.get(frame.vertex)!, seen));
      }
      continue;
    }
    frames.pop();
    const parent = frames.at(-1);
    if (!parent) break;
    low.set(parent.vertex, Math.min(low.get(parent.vertex)!, low.get(frame.vertex)!));
    // What hangs behind an articulation point lies on no simple path.
    if (low.get(frame.vertex)! >= order.get(parent.vertex)!) stack.length = frame.mark;
  }
  const vertices = new Set<number>();
  const edges: Ways['edges'] = [];
  for (const edge of stack) {
    for (const end of [edge.a, edge.b]) if (end >= 0) vertices.add(end);
    if (edge.a >= 0 && edge.b >= 0) edges.push(edge);
  }
  return { vertices: [...vertices], edges };
}
