/**
 * Two-terminal connectivity as a decision diagram, built level by level over the labels of a directed graph (the
 * frontier method: Sekine and Imai 1995, Hardy, Lucet and Limnios 2007). Between two levels only the vertices that
 * still touch undecided arcs matter, and of those only who is reached from the source, who reaches the sink, and who
 * reaches whom. Several arcs may carry one label: they come and go together.
 */
import type { Bdd } from './bdd.js';
import { plan, split, type LabelledArc, type LabelledGraph, type SplitGraph } from './frontier-plan.js';
import { FALSE, START, State, TRUE } from './frontier-state.js';
import { ONE, ZERO, type Node } from './node-store.js';

export type { LabelledArc, LabelledGraph } from './frontier-plan.js';

/** What one state costs, in steps of a diagram: so much, and one more for each so many vertices of its frontier. */
const STEPS_A_STATE = 2;
const VERTICES_A_STEP = 4;

/** Per level, what each state leads to when the label is absent and present. */
type Decisions = { absent: number[]; present: number[] }[];

/** The function "the sink is reached", where label i holds when `functions[i]` does. */
export function connectivity(bdd: Bdd, whole: LabelledGraph, functions: readonly Node[]): Node {
  const graph = split(whole);
  const useful = onTheWay(graph);
  const decisions = decide(bdd, graph, useful);
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

function decide(bdd: Bdd, graph: SplitGraph, arcs: LabelledArc[]): Decisions | typeof TRUE | typeof FALSE {
  if (graph.source === graph.sink) return TRUE;
  const levels = plan(graph, arcs);
  if (levels.length === 0) return arcsAloneConnect(graph, arcs) ? TRUE : FALSE;
  let states: string[] = [START];
  const decisions: Decisions = [];
  const state = new State();
  for (const level of levels) {
    const nextIndex = new Map<string, number>();
    const nextStates: string[] = [];
    const follow = (key: string, present: boolean): number => {
      bdd.spend(STEPS_A_STATE + Math.ceil(level.width / VERTICES_A_STEP));
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
