/**
 * One state between two labels of the frontier method. Only the vertices that still touch undecided arcs matter, and of
 * those only who is reached from the source, who reaches the sink, and who reaches whom.
 */
import { SINK, SOURCE, WIDEST, type Level, type PlacedArc } from './frontier-plan.js';

/** What is certain, in place of a state. */
export const FALSE = -1;
export const TRUE = -2;

/** Nobody reached, nobody reaching, no frontier. */
export const START = String.fromCharCode(0, 0, 0, 0);

/**
 * Who is reached, who reaches the sink, and who reaches whom, over the vertices of a frontier. One object serves all
 * states: it is read from a key, changed, and written as the key of what follows. Row 0 is an absent vertex.
 */
export class State {
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
