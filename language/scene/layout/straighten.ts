/**
 * Takes small jogs out of lines: where a line would be straight if it left its box a little beside the middle, it
 * does, as long as nothing else is touched and no line is crossed that was not crossed before.
 */
import type { LaidOutEdge, LaidOutNode, Point, Rectangle } from '../laid-out.js';
import type { Direction } from '../scene.js';
import type { Placed } from './graph-types.js';
import { bottom, crosses, right, segmentBox, simplify } from './grid.js';
import { widthOf } from './labels.js';

/** A wider jog is a bend, and is meant. */
const MOST = 24;
/** From the corners of a box, and of one with round ends. */
const CORNER = 8;
const ROUND = 16;
const APART = 16;
/** Every jog is held against every line: among more lines than these nobody sees a jog. */
const MOST_LINES = 500;

export function straighten(placed: Placed, direction: Direction): void {
  if (placed.edges.length > MOST_LINES) return;
  // What runs across the page is turned upright, so that one case is enough.
  const turned = direction === 'right' || direction === 'left';
  const world = new World(placed, turned);
  for (const edge of placed.edges) {
    for (const end of ['first', 'last', 'first'] as const) {
      const points = turned ? edge.points.map(turn) : edge.points;
      const oriented = end === 'first' ? points : [...points].reverse();
      const better = world.withoutJog(edge, end === 'first' ? edge.from : edge.to, oriented);
      if (!better) continue;
      const straight = end === 'first' ? better : better.reverse();
      edge.points = turned ? straight.map(turn) : straight;
    }
  }
}

function turn({ x, y }: Point): Point {
  return { x: y, y: x };
}

function turnBox({ x, y, width, height }: Rectangle): Rectangle {
  return { x: y, y: x, width: height, height: width };
}

class World {
  readonly #placed: Placed;
  readonly #turned: boolean;
  readonly #byId: ReadonlyMap<string, LaidOutNode>;
  readonly #texts: { box: Rectangle; owner: string }[];

  constructor(placed: Placed, turned: boolean) {
    this.#placed = placed;
    this.#turned = turned;
    this.#byId = new Map(placed.nodes.map((node) => [node.id, node]));
    this.#texts = [
      ...placed.edges.flatMap((edge) => [...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt].map((box) => ({ box: this.#box(box), owner: edge.id }))),
      ...placed.nodes.flatMap((node) => [...node.vipAt, ...node.marks].map((box) => ({ box: this.#box(box), owner: node.id }))),
      ...placed.nodes.flatMap((node) => node.texts.map((text) => ({ box: this.#box({ x: text.x - 4, y: text.y - 12, width: widthOf(text.text, text.style) + 8, height: 16 }), owner: node.id }))),
    ];
  }

  #box(box: Rectangle): Rectangle {
    return this.#turned ? turnBox(box) : box;
  }

  /** Points of the line, its first jog taken out. */
  withoutJog(edge: LaidOutEdge, id: string, points: readonly Point[]): Point[] | undefined {
    const [a, b, c, d] = points;
    if (!a || !b || !c || !d || a.x !== b.x || c.x !== d.x || b.y !== c.y || Math.abs(b.x - c.x) > MOST) return undefined;
    if (Math.sign(b.y - a.y) !== Math.sign(d.y - c.y)) return undefined;
    const node = this.#byId.get(id);
    if (!node) return undefined;
    const box = this.#box(node);
    const corner = node.form === 'actor' ? ROUND : CORNER;
    if ((a.y !== box.y && a.y !== bottom(box)) || c.x < box.x + corner || c.x > right(box) - corner) return undefined;
    const straight = simplify([{ x: c.x, y: a.y }, ...points.slice(3)]);
    const upright = { a: { x: c.x, y: a.y }, b: d };
    if (!this.#keepsTexts(edge, [{ a, b }, { a: b, b: c }, { a: c, b: d }], upright)) return undefined;
    return this.#isFree(edge, upright) && this.#crossed(edge, [upright]) <= this.#crossed(edge, [{ a, b }, { a: b, b: c }, { a: c, b: d }]) ? straight : undefined;
  }

  /** A text that the line ran through is still on it. */
  #keepsTexts(edge: LaidOutEdge, before: readonly { a: Point; b: Point }[], after: { a: Point; b: Point }): boolean {
    return this.#texts.every(({ box, owner }) => owner !== edge.id || !before.some(({ a, b }) => crosses(a, b, box)) || crosses(after.a, after.b, narrowed(box)));
  }

  #isFree(edge: LaidOutEdge, { a, b }: { a: Point; b: Point }): boolean {
    for (const node of this.#placed.nodes) {
      if (this.#around(edge.from, node.id) || this.#around(edge.to, node.id)) continue;
      if (crosses(a, b, widened(this.#box(node)))) return false;
    }
    for (const end of [edge.from, edge.to]) if (crosses(a, b, this.#box(this.#byId.get(end)!))) return false;
    for (const { box, owner } of this.#texts) if (owner !== edge.id && crosses(a, b, widened(box))) return false;
    const [low, high] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
    for (const node of this.#placed.nodes) {
      const box = this.#box(node);
      if ([box.x, right(box)].some((x) => Math.abs(x - a.x) < APART) && low < bottom(box) && high > box.y) return false;
    }
    return this.#pieces(edge).every((piece) => piece.a.x !== piece.b.x || Math.abs(piece.a.x - a.x) >= APART || Math.min(piece.a.y, piece.b.y) > high || Math.max(piece.a.y, piece.b.y) < low);
  }

  /** True where `outer` is strictly around the node. */
  #around(id: string, outer: string): boolean {
    if (id === outer) return true;
    for (let at = this.#byId.get(id)?.parent; at !== undefined; at = this.#byId.get(at)?.parent) if (at === outer) return true;
    return false;
  }

  /** Pieces of all other lines. */
  #pieces(edge: LaidOutEdge): { a: Point; b: Point }[] {
    return this.#placed.edges.flatMap((other) => (other === edge ? [] : other.points.slice(1).map((b, index) => (this.#turned ? { a: turn(other.points[index]!), b: turn(b) } : { a: other.points[index]!, b }))));
  }

  #crossed(edge: LaidOutEdge, own: readonly { a: Point; b: Point }[]): number {
    let count = 0;
    for (const piece of this.#pieces(edge)) for (const { a, b } of own) if (touch(segmentBox(a, b), segmentBox(piece.a, piece.b))) count += 1;
    return count;
  }
}

function touch(a: Rectangle, b: Rectangle): boolean {
  return a.x <= right(b) && b.x <= right(a) && a.y <= bottom(b) && b.y <= bottom(a);
}

/** Where a line runs well within a text. */
function narrowed({ x, y, width, height }: Rectangle): Rectangle {
  return { x: x + width / 4, y, width: width / 2, height };
}

function widened(box: Rectangle): Rectangle {
  return { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
}
