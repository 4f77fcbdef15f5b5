/**
 * Keeps the upper left corner of open places free for their titles: an upright stretch of line that comes down there is
 * moved to the right, as far as the title needs and as the boxes at its ends allow, with the texts that stand on it.
 */
import type { LaidOutEdge, LaidOutNode, PlacedLabel, Point, Rectangle } from '../laid-out.js';
import type { Placed } from './graph-types.js';
import { bottom, crosses, GRID, moveLabel, overlap, right, segmentBox, simplify, up } from './grid.js';
import { titleBoxes } from './labels.js';
import { titleRoom } from './titles.js';

/** How far beyond the title a stretch may move. */
const FURTHEST = 96;
const CORNER = 8;
const ROUND = 16;
const APART = 16;
/** Every stretch is held against every box and line: among more lines than these nobody misses it. */
const MOST_LINES = 300;

interface Piece { a: Point; b: Point }

export function clearTitles(placed: Placed): void {
  if (placed.edges.length > MOST_LINES) return;
  const parents = new Set(placed.nodes.map((node) => node.parent));
  const corners = new Map(placed.nodes.filter((node) => parents.has(node.id) && node.texts.length === 0).map((node) => [node.id, titleRoom(node)]));
  if (corners.size === 0) return;
  const world = new World(placed, corners);
  for (const corner of corners.values()) {
    const inTheWay = placed.edges.flatMap((edge) => piecesOf(edge.points).flatMap(({ a, b }, index) => (a.x === b.x && blocks({ a, b }, corner) ? [{ edge, index, x: a.x }] : [])))
      .sort((one, other) => other.x - one.x);
    // The rightmost moves first and furthest: so they stay in their order.
    for (const [at, { edge, index }] of inTheWay.entries()) world.move(edge, index, up(right(corner) + (inTheWay.length - 1 - at) * APART));
  }
}

/** Containers whose title stands elsewhere than at their left, with the room there that would free its place. */
export function missingMargins(placed: Placed): Map<string, number> {
  const parents = new Set(placed.nodes.map((node) => node.parent));
  const missing = new Map<string, number>();
  for (const node of placed.nodes) {
    if (!parents.has(node.id) || !node.iconAt) continue;
    const corner = titleRoom(node);
    const first = Math.min(...placed.edges.flatMap((edge) => piecesOf(edge.points).filter((piece) => piece.a.x === piece.b.x && blocks(piece, corner)).map(({ a }) => a.x)));
    if (first < Infinity) missing.set(node.id, up(right(corner) - first, 16));
  }
  return missing;
}

function blocks({ a, b }: Piece, corner: Rectangle): boolean {
  return crosses(a, b, corner);
}

function piecesOf(points: readonly Point[]): Piece[] {
  return points.slice(1).map((b, index) => ({ a: points[index]!, b }));
}

class World {
  readonly #placed: Placed;
  readonly #corners: ReadonlyMap<string, Rectangle>;
  readonly #byId: ReadonlyMap<string, LaidOutNode>;
  readonly #open: ReadonlySet<string | undefined>;

  constructor(placed: Placed, corners: ReadonlyMap<string, Rectangle>) {
    this.#placed = placed;
    this.#corners = corners;
    this.#byId = new Map(placed.nodes.map((node) => [node.id, node]));
    this.#open = new Set(placed.nodes.map((node) => node.parent));
  }

  /** To the first column from `least` on where the line breaks no rule and stands in the way of fewer titles. */
  move(edge: LaidOutEdge, index: number, least: number): void {
    const { a, b } = piecesOf(edge.points)[index]!;
    const [before, crossed] = [this.#blocked(edge.points), this.#crossed(edge, edge.points)];
    for (let x = least; x <= least + FURTHEST; x += GRID) {
      const moved = edge.points.map((point, at) => (at === index || at === index + 1 ? { ...point, x } : point));
      if (!this.#mayEnd(edge, moved, index)) continue;
      const points = simplify(moved);
      if (this.#blocked(points) >= before) continue;
      const texts = [...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt];
      const [low, high] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
      const carried = texts.some((text) => text.y >= low && bottom(text) <= high && text.x - 40 <= a.x && right(text) + 40 >= a.x);
      const texted = carried ? texts.map((text) => moveLabel(text, x - a.x, 0)) : texts;
      if (!this.#isFree(edge, points) || this.#crossed(edge, points) > crossed || (carried && !texted.every((text) => this.#holds(edge, text)))) continue;
      edge.points = points;
      if (!carried) return;
      if (edge.labelAt) edge.labelAt = texted[0]!;
      edge.tagsAt = edge.labelAt ? texted.slice(1) : texted;
      edge.badgesAt = edge.badgesAt.map((at) => ({ ...at, x: at.x + x - a.x }));
      return;
    }
  }

  #blocked(points: readonly Point[]): number {
    const pieces = piecesOf(points);
    return [...this.#corners.values()].filter((corner) => pieces.some((piece) => blocks(piece, corner))).length;
  }

  /** An end of the stretch that is an end of the line stays on the upper or lower border of its box, and apart from other lines there. */
  #mayEnd(edge: LaidOutEdge, points: readonly Point[], index: number): boolean {
    return ([[edge.from, 0], [edge.to, points.length - 1]] as const).every(([id, at]) => {
      if (at !== index && at !== index + 1) return true;
      const [node, { x, y }] = [this.#byId.get(id)!, points[at]!];
      // In a wall a line goes straight on.
      if (node.form === 'wall') return false;
      const corner = node.form === 'actor' ? ROUND : CORNER;
      return (y === node.y || y === bottom(node)) && x >= node.x + corner && x <= right(node) - corner;
    });
  }

  #isFree(edge: LaidOutEdge, points: readonly Point[]): boolean {
    const pieces = piecesOf(points);
    const around = new Set([...this.#around(edge.from), ...this.#around(edge.to)]);
    for (const node of this.#placed.nodes) {
      const own = node.id === edge.from || node.id === edge.to;
      if (around.has(node.id) && !own) {
        if (pieces.some(({ a, b }) => a.x === b.x && [node.x, right(node)].some((x) => Math.abs(x - a.x) < CORNER) && Math.min(a.y, b.y) < bottom(node) && Math.max(a.y, b.y) > node.y)) return false;
      } else if (pieces.some(({ a, b }) => crosses(a, b, own ? node : widened(node)))) return false;
    }
    if (this.#texts(edge).some((text) => pieces.some(({ a, b }) => crosses(a, b, widened(text))))) return false;
    return this.#others(edge).every((other) => pieces.every((piece) => !runBeside(piece, other)));
  }

  /** A text that moved stands on no other box, border, text or line. */
  #holds(edge: LaidOutEdge, text: PlacedLabel): boolean {
    for (const node of this.#placed.nodes) {
      const inside = text.x >= node.x + 4 && right(text) <= right(node) - 4 && text.y >= node.y && bottom(text) <= bottom(node);
      if (overlap(text, node, 2) && !(this.#open.has(node.id) && inside)) return false;
    }
    return !this.#texts(edge).some((other) => overlap(text, other, 4)) && ![...this.#corners.values()].some((corner) => overlap(text, corner))
      && this.#others(edge).every(({ a, b }) => !crosses(a, b, widened(text)));
  }

  /** Texts that are not the line's own. */
  #texts(edge: LaidOutEdge): Rectangle[] {
    return [
      ...this.#placed.edges.flatMap((other) => (other === edge ? [] : [...(other.labelAt ? [other.labelAt] : []), ...other.tagsAt])),
      ...this.#placed.nodes.flatMap((node) => [...node.vipAt, ...(this.#open.has(node.id) ? [...node.marks, ...titleBoxes(node)] : [])]),
    ];
  }

  #others(edge: LaidOutEdge): Piece[] {
    return this.#placed.edges.flatMap((other) => (other === edge ? [] : piecesOf(other.points)));
  }

  #crossed(edge: LaidOutEdge, points: readonly Point[]): number {
    const own = piecesOf(points).map(({ a, b }) => segmentBox(a, b));
    let count = 0;
    for (const { a, b } of this.#others(edge)) {
      const other = segmentBox(a, b);
      for (const piece of own) if (piece.x <= right(other) && other.x <= right(piece) && piece.y <= bottom(other) && other.y <= bottom(piece)) count += 1;
    }
    return count;
  }

  #around(id: string): string[] {
    const around: string[] = [];
    for (let at: string | undefined = id; at !== undefined; at = this.#byId.get(at)?.parent) around.push(at);
    return around;
  }
}

/** Parallel, nearer than two lines may be, for a stretch. */
function runBeside(one: Piece, other: Piece): boolean {
  const [a, b] = [segmentBox(one.a, one.b), segmentBox(other.a, other.b)];
  const upright = one.a.x === one.b.x;
  if (upright !== (other.a.x === other.b.x)) return false;
  return upright ? Math.abs(a.x - b.x) < APART && a.y < bottom(b) && b.y < bottom(a) : Math.abs(a.y - b.y) < GRID && a.x < right(b) && b.x < right(a);
}

function widened(box: Rectangle): Rectangle {
  return { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
}
