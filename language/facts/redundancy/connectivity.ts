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

interface Level {
  /** Vertices that are absent with this label. */
  vertices: number[];
  arcs: LabelledArc[];
  free: LabelledArc[];
  /** Vertices that can matter after this level, other than source and sink. */
  frontier: number[];
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

/**
 * A vertex whose label is decided before those of its arcs simply takes them with it when it is absent. Any other is
 * split: what enters and what leaves it are joined by an arc with its label.
 */
function split(graph: LabelledGraph): LabelledGraph & { vertexLabels: (number | undefined)[] } {
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

function decide(graph: ReturnType<typeof split>, arcs: LabelledArc[], budget: Budget): Decisions | typeof TRUE | typeof FALSE {
  if (graph.source === graph.sink) return TRUE;
  const levels = plan(graph, arcs);
  let frontier: number[] = [];
  let states: string[] = [State.start(frontier).key()];
  const decisions: Decisions = [];
  let steps = 0;
  for (const level of levels) {
    const nextIndex = new Map<string, number>();
    const nextStates: string[] = [];
    const follow = (state: State, present: boolean): number => {
      if ((steps += 1) > budget.steps / 4) throw new BudgetExceededError('connectivity has too many states');
      if (!present) state.lose(level.vertices);
      state.join(level.free, graph);
      if (present) state.join(level.arcs, graph);
      const next = state.project(level);
      if (next === TRUE || next === FALSE) return next;
      const key = next.key();
      let index = nextIndex.get(key);
      if (index === undefined) {
        index = nextStates.push(key) - 1;
        nextIndex.set(key, index);
      }
      return index;
    };
    const grown = [...new Set([...frontier, ...level.vertices, ...level.arcs.concat(level.free).flatMap((arc) => [arc.from, arc.to])])]
      .filter((vertex) => vertex !== graph.source && vertex !== graph.sink);
    if (grown.length > WIDEST) throw new BudgetExceededError('connectivity frontier too wide');
    const decision = { absent: [] as number[], present: [] as number[] };
    for (const key of states) {
      decision.absent.push(follow(State.read(key, frontier, grown), false));
      decision.present.push(follow(State.read(key, frontier, grown), true));
    }
    decisions.push(decision);
    states = nextStates;
    frontier = level.frontier;
  }
  if (levels.length === 0) return arcsAloneConnect(graph, arcs) ? TRUE : FALSE;
  return decisions;
}

function arcsAloneConnect(graph: LabelledGraph, arcs: LabelledArc[]): boolean {
  return spread(graph.vertices, graph.source, arcs.map((arc) => [arc.from, arc.to]))[graph.sink]!;
}

/** Which arcs each label brings, which unlabelled ones join then, and who stays in the frontier afterwards. */
function plan(graph: ReturnType<typeof split>, arcs: LabelledArc[]): Level[] {
  const levels: Level[] = Array.from({ length: graph.labels }, () => ({ vertices: [], arcs: [], free: [], frontier: [], sourceOpen: false, sinkOpen: false }));
  if (levels.length === 0) return levels;
  const first = Array<number>(graph.vertices).fill(Infinity);
  for (const arc of arcs) if (arc.label !== undefined) levels[arc.label]!.arcs.push(arc);
  const last = Array<number>(graph.vertices).fill(-1);
  const touch = (arc: LabelledArc, level: number): void => {
    for (const vertex of [arc.from, arc.to]) {
      first[vertex] = Math.min(first[vertex]!, level);
      last[vertex] = Math.max(last[vertex]!, level);
    }
  };
  const onTheWay = new Set(arcs.flatMap((arc) => [arc.from, arc.to]));
  graph.vertexLabels.forEach((label, vertex) => {
    if (label === undefined || !onTheWay.has(vertex)) return;
    levels[label]!.vertices.push(vertex);
    touch({ from: vertex, to: vertex }, label);
  });
  for (const arc of arcs) if (arc.label !== undefined) touch(arc, arc.label);
  for (const arc of arcs) {
    if (arc.label !== undefined) continue;
    const known = [arc.from, arc.to].map((vertex) => first[vertex]!).filter((level) => level < Infinity);
    const level = known.length === 2 ? Math.max(...known) : known[0] ?? 0;
    levels[level]!.free.push(arc);
    touch(arc, level);
  }
  levels.forEach((level, i) => {
    level.sourceOpen = last[graph.source]! > i;
    level.sinkOpen = last[graph.sink]! > i;
    for (let vertex = 0; vertex < graph.vertices; vertex++) {
      if (vertex !== graph.source && vertex !== graph.sink && first[vertex]! <= i && last[vertex]! > i) level.frontier.push(vertex);
    }
  });
  return levels;
}

/** Who is reached, who reaches the sink, and who reaches whom, over the vertices of a frontier. */
class State {
  private constructor(
    private readonly vertices: readonly number[],
    private reached: number,
    private reaching: number,
    private readonly rows: number[],
    private joined: boolean,
  ) {}

  static start(frontier: readonly number[]): State {
    return new State(frontier, 0, 0, frontier.map((_, i) => 1 << i), false);
  }

  /** A state of `from` seen over the larger set `to`. */
  static read(key: string, from: readonly number[], to: readonly number[]): State {
    const place = from.map((vertex) => to.indexOf(vertex));
    const spreadBits = (bits: number): number => place.reduce((all, at, i) => (bits & (1 << i) ? all | (1 << at) : all), 0);
    const rows = to.map((_, i) => 1 << i);
    const [reached, reaching] = [numberAt(key, 0), numberAt(key, 1)];
    from.forEach((_, i) => { rows[place[i]!] = spreadBits(numberAt(key, i + 2)); });
    return new State(to, spreadBits(reached), spreadBits(reaching), rows, false);
  }

  key(): string {
    return [this.reached, this.reaching, ...this.rows].map((bits) => String.fromCharCode(bits & 0x7fff, bits >>> 15)).join('');
  }

  /** Absent vertices: nothing enters or leaves them any more. No arc of theirs has been decided yet. */
  lose(vertices: readonly number[]): void {
    for (const vertex of vertices) this.rows[this.vertices.indexOf(vertex)] = 0;
  }

  join(arcs: readonly LabelledArc[], graph: LabelledGraph): void {
    for (const arc of arcs) this.connect(arc, graph);
  }

  private connect(arc: LabelledArc, graph: LabelledGraph): void {
    if (arc.to === graph.source || arc.from === graph.sink) return;
    if (arc.from === graph.source && arc.to === graph.sink) {
      this.joined = true;
      return;
    }
    const to = this.vertices.indexOf(arc.to);
    const from = this.vertices.indexOf(arc.from);
    if (this.rows[to] === 0 || this.rows[from] === 0) return;
    if (arc.from === graph.source) this.reach(this.rows[to]!, 1 << to);
    else if (arc.to === graph.sink) this.leadOut(1 << from);
    else this.relate(from, to);
  }

  private reach(row: number, bit: number): void {
    this.reached |= row | bit;
    if (this.reached & this.reaching) this.joined = true;
  }

  private leadOut(bit: number): void {
    this.reaching |= bit;
    this.rows.forEach((row, i) => { if (row & bit) this.reaching |= 1 << i; });
    if (this.reached & this.reaching) this.joined = true;
  }

  private relate(from: number, to: number): void {
    const [fromBit, gained] = [1 << from, this.rows[to]!];
    for (let i = 0; i < this.rows.length; i++) if (this.rows[i]! & fromBit) this.rows[i]! |= gained;
    if (this.reached & fromBit) this.reach(gained, 0);
    if (this.reaching & (1 << to)) this.leadOut(fromBit);
  }

  /** The state over a smaller frontier, in normal form, or what is already certain. */
  project({ frontier, sourceOpen, sinkOpen }: Level): State | typeof TRUE | typeof FALSE {
    if (this.joined) return TRUE;
    const place = frontier.map((vertex) => this.vertices.indexOf(vertex));
    const gather = (bits: number): number => place.reduce((all, at, i) => (at >= 0 && bits & (1 << at) ? all | (1 << i) : all), 0);
    const [reached, reaching] = [gather(this.reached), gather(this.reaching)];
    if ((reached === 0 && !sourceOpen) || (reaching === 0 && !sinkOpen)) return FALSE;
    // Vertices that are reached, or lead out, tell nothing more by their relations.
    const settled = reached | reaching;
    const rows = place.map((at, i) => (this.rows[at] === 0 ? 0 : settled & (1 << i) ? 1 << i : (gather(this.rows[at]!) & ~settled) | (1 << i)));
    return new State(frontier, reached, reaching, rows, false);
  }
}

function numberAt(key: string, index: number): number {
  return key.charCodeAt(index * 2) | (key.charCodeAt(index * 2 + 1) << 15);
}
