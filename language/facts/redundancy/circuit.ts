/**
 * The structure function as a network of gates: a variable for everything that may be down, thresholds (all, any, k
 * of n), and two-terminal paths. Gates may feed back into each other (A needs B needs A); the meaning is then the
 * greatest fixpoint. Every gate carries what it stands for, so that a failure can be told as a story.
 */
import type { Id } from '../../model/model.js';

/** A gate's number in its circuit. */
export type Gate = number;

/** What a gate stands for, in the terms of the model. */
export type Meaning =
  /** The element or link itself, without anything that it depends on. */
  | { type: 'self'; id: Id }
  /** The element with what it runs on, draws on and stands in. */
  | { type: 'up'; id: Id }
  /** One supply of the element: any of its feeds. */
  | { type: 'powered'; id: Id; index: number }
  /** Enough members of a group are up, to run on or to draw power from. */
  | { type: 'group-up'; id: Id }
  /** The element is up and each of its flows works; for a group, enough members do. */
  | { type: 'works'; id: Id }
  /** A mounted storage is there and reached; `written` is the name that is mounted, itself or a group of it. */
  | { type: 'mounted'; id: Id; target: Id; written: Id }
  /** What `flow` asks for, from this element. */
  | { type: 'asks'; flow: Id; from: Id }
  /** A group as seen by who asks. */
  | { type: 'target'; flow: Id; from: Id; id: Id; reads: boolean; parts?: string }
  /** Enough of several, where a gate needs a part of its own for it. */
  | { type: 'enough'; of: string }
  /** One member as seen by who asks: it works and is reached. */
  | { type: 'member'; flow: Id; from: Id; id: Id }
  /** The network carries the flow between these two. */
  | { type: 'carried'; from: Id; to: Id; how: string }
  /** The ways of the request, or of the reply. */
  | { type: 'path'; from: Id; to: Id; reply: boolean; how: string }
  /** A source that takes part: up, and what it asks for works. */
  | { type: 'source'; flow: Id; id: Id }
  | { type: 'sources'; flow: Id; id: Id }
  | { type: 'flow'; flow: Id }
  /** A group that hands over within a stated time: false while it does. No component, only in availability. */
  | { type: 'handover'; group: Id };

export type GateDefinition = { meaning: Meaning } & (
  | { type: 'variable' }
  | { type: 'atLeast'; need: number; inputs: Gate[] }
  | { type: 'path'; graph: GatedGraph; inputs: Gate[] }
);

/** A path graph whose nodes and arcs hold while a gate does; undefined: always. */
export interface GatedGraph {
  nodes: (Gate | undefined)[];
  arcs: { from: number; to: number; gate: Gate | undefined }[];
  source: number;
  sink: number;
}

export class Circuit {
  readonly gates: GateDefinition[] = [];
  private readonly known = new Map<string, Gate>();
  private readonly pending: (() => void)[] = [];
  private draining = false;

  get size(): number { return this.gates.length; }

  /**
   * The gate of this meaning. Where there is none yet it is made, and `define` fills it in: later, so that long chains
   * need no deep stack and cycles find the gate that they close on.
   */
  gate(meaning: Meaning, define: () => GateContent): Gate {
    const key = Object.values(meaning).join('\u0001');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const gate = this.gates.push({ meaning, type: 'atLeast', need: 0, inputs: [] }) - 1;
    this.known.set(key, gate);
    this.pending.push(() => { this.gates[gate] = { meaning, ...define() } as GateDefinition; });
    this.drain();
    return gate;
  }

  find(meaning: Meaning): Gate | undefined {
    return this.known.get(Object.values(meaning).join('\u0001'));
  }

  private drain(): void {
    if (this.draining) return;
    this.draining = true;
    try {
      for (let next = this.pending.pop(); next; next = this.pending.pop()) next();
    } finally {
      this.draining = false;
    }
  }
}

export type GateContent =
  | { type: 'variable' }
  | { type: 'atLeast'; need: number; inputs: Gate[] }
  | { type: 'path'; graph: GatedGraph; inputs: Gate[] };

export function all(inputs: Gate[]): GateContent {
  return atLeast(new Set(inputs).size, inputs);
}

export function any(inputs: Gate[]): GateContent {
  return atLeast(1, inputs);
}

/** At least `need` of the distinct inputs. */
export function atLeast(need: number, inputs: Gate[]): GateContent {
  return { type: 'atLeast', need, inputs: [...new Set(inputs)] };
}

/** The gates of a path graph, nearest to its source first and a node before its arcs: a good order of variables for its connectivity. */
export function pathContent(graph: GatedGraph): GateContent {
  const inputs = new Set<Gate>();
  const outgoing: { to: number; gate: Gate | undefined }[][] = graph.nodes.map(() => []);
  for (const arc of graph.arcs) outgoing[arc.from]!.push(arc);
  const note = (gate: Gate | undefined): void => { if (gate !== undefined) inputs.add(gate); };
  note(graph.nodes[graph.source]);
  const seen = new Set<number>([graph.source]);
  for (const node of seen) {
    for (const arc of outgoing[node]!) {
      if (!seen.has(arc.to)) note(graph.nodes[arc.to]);
      seen.add(arc.to);
      note(arc.gate);
    }
  }
  return { type: 'path', graph, inputs: [...inputs] };
}
