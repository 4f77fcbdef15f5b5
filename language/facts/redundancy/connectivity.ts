/**
 * Two-terminal connectivity as a decision diagram, built level by level over the labels of a directed graph (the
 * frontier method: Sekine and Imai 1995, Hardy, Lucet and Limnios 2007). Between two levels only the vertices that
 * still touch undecided arcs matter, and of those only who is reached from the source, who reaches the sink, and who
 * reaches whom. Several arcs may carry one label: they come and go together.
 */
import { BudgetExceededError, type Budget } from './budget.js';
import type { Bdd } from './bdd.js';
import { ONE, ZERO, type Node } from './node-store.js';

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
const WIDEST = 30;
const FALSE = -1;
const TRUE = -2;

/** The two ends in place of a frontier vertex. */
const SOURCE = -1;
const SINK = -2;

interface PlacedArc { from: number; to: number }

/** What one label decides, in terms of places among the vertices that matter then. */
interface Level {
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

/** Per level, what each state leads to when the label is absent and present. */
type Decisions = { absent: number[]; present: number[] }[];

/** The function "the sink is reached", where label i holds when `functions[i]` does. */
export function connectivity(bdd: Bdd, whole: LabelledGraph, functions: readonly Node[], budget: Budget): Node {
  const graph = split(whole);
  const useful = onTheWay(graph);
  const decisions = decide(graph, useful, budget);
  if (decisions === TRUE) return ONE;
  if (decisions === FALSE) return ZERO;
  let below: Node[] = [];
  const toNode = (state: number): Node => (state === TRUE ? ONE : state === FALSE ? ZERO : below[state]!);
  for (let level = decisions.length - 1; level >= 0; level--) {
    const { absent, present } = decisions[level]!;
    below = absent.map((state, i) => bdd.ite(functions[level]!, toNode(present[i]!), toNode(state)));
  }
  return below[0]!;
}

type SplitGraph = LabelledGraph & { vertexLabels: (number | undefined)[] };

/**
 * A vertex whose label is decided before those of its arcs simply takes them with it when it is absent. Any other is
 * split: what enters and what leaves it are joined by an arc with its label.
 */
function split(graph: LabelledGraph): SplitGraph {
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

/** Arcs that lie on a walk from source to sink. */
function onTheWay(graph: LabelledGraph): LabelledArc[] {
  const reached = spread(graph.vertices, graph.source, graph.arcs.map((arc) => [arc.from, arc.to]));
  const reaching = spread(graph.vertices, graph.sink, graph.arcs.map((arc) => [arc.to, arc.from]));
  return graph.arcs.filter((arc) => reached[arc.from] && reaching[arc.to] && arc.from !== arc.to);
}

function spread(vertices: number, start: number, arcs: [number, number][]): boolean[] {
  const next: number[][] = Array.from({ length: vertices }, () => []);
  for (const [from, to] of arcs) next[from]!.push(to);
  const seen = Array<boolean>(vertices).fill(false);
  const pending = [start];
  while (pending.length > 0) {
    const vertex = pending.pop()!;
    if (seen[vertex]) continue;
    seen[vertex] = true;
    pending.push(...next[vertex]!);
  }
  return seen;
}

function decide(graph: SplitGraph, arcs: LabelledArc[], budget: Budget): Decisions | typeof TRUE | typeof FALSE {
  if (graph.source === graph.sink) return TRUE;
  const levels = plan(graph, arcs);
  if (levels.length === 0) return arcsAloneConnect(graph, arcs) ? TRUE : FALSE;
  let states: string[] = [START];
  const decisions: Decisions = [];
  const state = new State();
  let steps = 0;
  for (const level of levels) {
    const nextIndex = new Map<string, number>();
    const nextStates: string[] = [];
    const follow = (key: string, present: boolean): number => {
      if ((steps += 1) > budget.steps / 4) throw new BudgetExceededError('connectivity has too many states');
      const next = state.read(key, level).decide(level, present).project(level);
      if (typeof next === 'number') return next;
      let index = nextIndex.get(next);
      if (index === undefined) {
        index = nextStates.push(next) - 1;
        nextIndex.set(next, index);
      }
      return index;
    };
    const decision = { absent: [] as number[], present: [] as number[] };
    for (const key of states) {
      decision.absent.push(follow(key, false));
      decision.present.push(follow(key, true));
    }
    decisions.push(decision);
    states = nextStates;
  }
  return decisions;
}

function arcsAloneConnect(graph: LabelledGraph, arcs: LabelledArc[]): boolean {
  return spread(graph.vertices, graph.source, arcs.map((arc) => [arc.from, arc.to]))[graph.sink]!;
}

/** Which arcs each label brings, which unlabelled ones join then, and who stays in the frontier afterwards. */
function plan(graph: SplitGraph, arcs: LabelledArc[]): Level[] {
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

/** Nobody reached, nobody reaching, no frontier. */
const START = String.fromCharCode(0, 0, 0, 0);

/**
 * Who is reached, who reaches the sink, and who reaches whom, over the vertices of a frontier. One object serves all
 * states: it is read from a key, changed, and written as the key of what follows. Row 0 is an absent vertex.
 */
class State {
  private reached = 0;
  private reaching = 0;
  private joined = false;
  private width = 0;
  private readonly rows = new Int32Array(WIDEST);
  private readonly codes: number[] = [];

  /** A state of the frontier before a level, seen over all that the level touches. */
  read(key: string, { width, read }: Level): this {
    this.width = width;
    this.joined = false;
    this.reached = moved(numberAt(key, 0), read);
    this.reaching = moved(numberAt(key, 1), read);
    for (let i = 0; i < width; i++) this.rows[i] = 1 << i;
    for (let i = 0; i < read.length; i++) this.rows[read[i]!] = moved(numberAt(key, i + 2), read);
    return this;
  }

  decide(level: Level, present: boolean): this {
    if (!present) for (const vertex of level.vertices) this.rows[vertex] = 0;
    for (const arc of level.free) this.connect(arc);
    if (present) for (const arc of level.arcs) this.connect(arc);
    return this;
  }

  private connect({ from, to }: PlacedArc): void {
    if (to === SOURCE || from === SINK) return;
    if ((from >= 0 && this.rows[from] === 0) || (to >= 0 && this.rows[to] === 0)) return;
    if (from === SOURCE && to === SINK) this.joined = true;
    else if (from === SOURCE) this.reach(this.rows[to]!);
    else if (to === SINK) this.leadOut(1 << from);
    else this.relate(from, to);
  }

  private reach(row: number): void {
    this.reached |= row;
    if (this.reached & this.reaching) this.joined = true;
  }

  private leadOut(bit: number): void {
    for (let i = 0; i < this.width; i++) if (this.rows[i]! & bit) this.reaching |= 1 << i;
    if (this.reached & this.reaching) this.joined = true;
  }

  private relate(from: number, to: number): void {
    const [bit, gained] = [1 << from, this.rows[to]!];
    for (let i = 0; i < this.width; i++) if (this.rows[i]! & bit) this.rows[i]! |= gained;
    if (this.reached & bit) this.reach(gained);
    if (this.reaching & (1 << to)) this.leadOut(bit);
  }

  /** The key over a smaller frontier, in normal form, or what is already certain. */
  project({ keep, sourceOpen, sinkOpen }: Level): string | typeof TRUE | typeof FALSE {
    if (this.joined) return TRUE;
    const [reached, reaching] = [kept(this.reached, keep), kept(this.reaching, keep)];
    if ((reached === 0 && !sourceOpen) || (reaching === 0 && !sinkOpen)) return FALSE;
    const { codes } = this;
    codes.length = 0;
    codes.push(reached & 0x7fff, reached >>> 15, reaching & 0x7fff, reaching >>> 15);
    // Vertices that are reached, or lead out, tell nothing more by their relations.
    const settled = reached | reaching;
    for (let i = 0; i < keep.length; i++) {
      const row = this.rows[keep[i]!]!;
      const code = row === 0 ? 0 : settled & (1 << i) ? 1 << i : (kept(row, keep) & ~settled) | (1 << i);
      codes.push(code & 0x7fff, code >>> 15);
    }
    return String.fromCharCode(...codes);
  }
}

/** Bits that stand at i, at the places that `to` gives them. */
function moved(bits: number, to: readonly number[]): number {
  let result = 0;
  for (let i = 0; i < to.length; i++) if (bits & (1 << i)) result |= 1 << to[i]!;
  return result;
}

/** The bits at these places, side by side. */
function kept(bits: number, places: readonly number[]): number {
  let result = 0;
  for (let i = 0; i < places.length; i++) if (bits & (1 << places[i]!)) result |= 1 << i;
  return result;
}

function numberAt(key: string, index: number): number {
  return key.charCodeAt(index * 2) | (key.charCodeAt(index * 2 + 1) << 15);
}
