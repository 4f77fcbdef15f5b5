/**
 * The frontier of a labelled graph, planned before anything is decided: which vertices matter at each label, where
 * they stand in a state, and which arcs the label brings.
 */
import { BudgetExceededError } from './budget.js';

export interface LabelledArc {
  from: number;
  to: number;
  /** Position in the order of labels; undefined: always there. */
  label?: number;
}

export interface LabelledGraph {
  vertices: number;
  /** Labels of vertices that can be absent; source and sink always hold. */
  vertexLabels?: (number | undefined)[];
  arcs: LabelledArc[];
  labels: number;
  source: number;
  sink: number;
}

/** Frontier vertices are bits of one number. */
export const WIDEST = 30;

/** The two ends in place of a frontier vertex. */
export const SOURCE = -1;
export const SINK = -2;

export interface PlacedArc { from: number; to: number }

/** What one label decides, in terms of places among the vertices that matter then. */
export interface Level {
  /** How many vertices matter. */
  width: number;
  /** Where the vertices of the frontier before stand among them. */
  read: number[];
  /** Vertices that are absent with this label. */
  vertices: number[];
  arcs: PlacedArc[];
  free: PlacedArc[];
  /** Places of the vertices that can matter after this level. */
  keep: number[];
  /** Whether source and sink still have arcs after this level. */
  sourceOpen: boolean;
  sinkOpen: boolean;
}

export type SplitGraph = LabelledGraph & { vertexLabels: (number | undefined)[] };

/**
 * A vertex whose label is decided before those of its arcs simply takes them with it when it is absent. Any other is
 * split: what enters and what leaves it are joined by an arc with its label.
 */
export function split(graph: LabelledGraph): SplitGraph {
  const first = Array<number>(graph.vertices).fill(Infinity);
  for (const { from, to, label } of graph.arcs) for (const vertex of [from, to]) first[vertex] = Math.min(first[vertex]!, label ?? -1);
  const labelOf = (vertex: number): number | undefined => (vertex === graph.source || vertex === graph.sink ? undefined : graph.vertexLabels?.[vertex]);
  const vertexLabels = first.map((_, vertex) => labelOf(vertex));
  const leave = first.map((_, vertex) => vertex);
  const joints: LabelledArc[] = [];
  first.forEach((arc, vertex) => {
    const label = vertexLabels[vertex];
    if (label === undefined || label <= arc) return;
    leave[vertex] = vertexLabels.push(undefined) - 1;
    vertexLabels[vertex] = undefined;
    joints.push({ from: vertex, to: leave[vertex]!, label });
  });
  const arcs = graph.arcs.map((arc) => ({ ...arc, from: leave[arc.from]! }));
  return { ...graph, vertices: vertexLabels.length, vertexLabels, arcs: [...arcs, ...joints] };
}

/** Which arcs each label brings, which unlabelled ones join then, and who stays in the frontier afterwards. */
export function plan(graph: SplitGraph, arcs: LabelledArc[]): Level[] {
  const { source, sink } = graph;
  const spans = new Spans(graph.vertices);
  const byLabel: { vertices: number[]; arcs: LabelledArc[]; free: LabelledArc[] }[] = Array.from({ length: graph.labels }, () => ({ vertices: [], arcs: [], free: [] }));
  if (byLabel.length === 0) return [];
  const onTheWay = new Set(arcs.flatMap((arc) => [arc.from, arc.to]));
  graph.vertexLabels.forEach((label, vertex) => {
    if (label === undefined || !onTheWay.has(vertex)) return;
    byLabel[label]!.vertices.push(vertex);
    spans.touch(vertex, label);
  });
  for (const arc of arcs) {
    if (arc.label === undefined) continue;
    byLabel[arc.label]!.arcs.push(arc);
    spans.touch(arc.from, arc.label).touch(arc.to, arc.label);
  }
  for (const arc of arcs) {
    if (arc.label !== undefined) continue;
    const known = [arc.from, arc.to].map((vertex) => spans.first[vertex]!).filter((level) => level < Infinity);
    const level = known.length === 2 ? Math.max(...known) : known[0] ?? 0;
    byLabel[level]!.free.push(arc);
    spans.touch(arc.from, level).touch(arc.to, level);
  }
  let before: number[] = [];
  return byLabel.map((label, i) => {
    const touched = [...label.vertices, ...[...label.arcs, ...label.free].flatMap((arc) => [arc.from, arc.to])];
    const grown = [...new Set([...before, ...touched])].filter((vertex) => vertex !== source && vertex !== sink);
    if (grown.length > WIDEST) throw new BudgetExceededError('connectivity frontier too wide');
    const place = new Map(grown.map((vertex, at) => [vertex, at]));
    const placed = (arc: LabelledArc): PlacedArc => ({
      from: arc.from === source ? SOURCE : place.get(arc.from) ?? SINK, to: arc.to === sink ? SINK : place.get(arc.to) ?? SOURCE,
    });
    const after = grown.filter((vertex) => spans.last[vertex]! > i);
    const level: Level = {
      width: grown.length,
      read: before.map((vertex) => place.get(vertex)!),
      vertices: label.vertices.map((vertex) => place.get(vertex)!),
      arcs: label.arcs.map(placed),
      free: label.free.map(placed),
      keep: after.map((vertex) => place.get(vertex)!),
      sourceOpen: spans.last[source]! > i,
      sinkOpen: spans.last[sink]! > i,
    };
    before = after;
    return level;
  });
}

/** The first and the last level at which each vertex takes part. */
class Spans {
  readonly first: number[];
  readonly last: number[];

  constructor(vertices: number) {
    this.first = Array<number>(vertices).fill(Infinity);
    this.last = Array<number>(vertices).fill(-1);
  }

  touch(vertex: number, level: number): this {
    this.first[vertex] = Math.min(this.first[vertex]!, level);
    this.last[vertex] = Math.max(this.last[vertex]!, level);
    return this;
  }
}

