/**
 * Lines between places that stand side by side: availability zones and twin sites, where members of one group stand in
 * both; places of one kind, inside one other, where something is copied from one to the other; sites that a tunnel
 * joins; sites that call each other both ways. Given to the layered layout such lines would push one place below the other; so the places are laid out without them, and the lines are drawn across the gap
 * afterwards. Where one finds no way that keeps the rules, the caller lays everything out the ordinary way.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutEdge, LaidOutNode, PlacedLabel, Point, Rectangle } from '../laid-out.js';
import type { Scene, SceneEdge } from '../scene.js';
import { isCompact } from './frames.js';
import { extentOf } from './bands.js';
import { titleBoxes } from './labels.js';
import { findWay } from './find-way.js';
import { bottom, crosses, moveLabel, overlap, right, segmentBox, simplify, snap } from './grid.js';
import { edgeLabel, tagsOf } from './labels.js';
import { meeting, pathTo, type Tree } from './orient.js';
import type { Placed } from './graph-types.js';
import type { Field } from './way-field.js';

const STEP = 8;
/** Icons of places that are peers where they call each other; zones of one site are tiers of it. */
const SITES = new Set(['site', 'region', 'room', 'rack', 'provider']);

/** Edges between parallel containers, with those containers. */
export function sideEdgesOf(scene: Scene, tree: Tree): { edge: SceneEdge; a: Id; b: Id }[] {
  if (scene.direction === 'right' || scene.direction === 'left') return [];
  const groups = groupsIn(tree);
  const isPlace = (id: Id): boolean => tree.nodes.get(id)!.form === 'place';
  const met = scene.edges.flatMap((edge) => {
    const { container, a, b } = meeting(tree, edge.from, edge.to);
    if (a === undefined || b === undefined || a === edge.from || b === edge.to) return [];
    return [a, b].every((id) => tree.nodes.get(id)!.form !== 'internet' && !isCompact(tree.nodes.get(id)!)) ? [{ edge, container, a, b }] : [];
  });
  const called = new Set(met.flatMap(({ edge, a, b }) => (edge.form === 'flow' ? [`${a} ${b}`] : [])));
  const peers = new Set(met.flatMap(({ edge, container, a, b }) => {
    const alike = isPlace(a) && isPlace(b) && tree.nodes.get(a)!.icon === tree.nodes.get(b)!.icon;
    const copies = edge.form === 'replication' && container !== undefined;
    const sites = SITES.has(tree.nodes.get(a)!.icon) && called.has(`${a} ${b}`) && called.has(`${b} ${a}`);
    return alike && (edge.cable?.tunnel === true || copies || sites) ? [`${a} ${b}`, `${b} ${a}`] : [];
  }));
  return met.filter(({ a, b }) => peers.has(`${a} ${b}`) || [...groups.get(a) ?? []].some((group) => groups.get(b)?.has(group)));
}

/** Node → groups without a frame that have a member in it. */
function groupsIn(tree: Tree): Map<Id, Set<Id>> {
  const groups = new Map<Id, Set<Id>>();
  for (const node of tree.nodes.values()) {
    for (const { id } of node.membership) {
      for (const around of pathTo(tree, node.id)) groups.set(around, (groups.get(around) ?? new Set()).add(id));
    }
  }
  return groups;
}

/** Adds the lines; false where one of them has no way. */
export function routeSideEdges(placed: Placed, tree: Tree, sides: readonly { edge: SceneEdge; a: Id; b: Id }[]): boolean {
  const byId = new Map(placed.nodes.map((node) => [node.id, node]));
  for (const { edge, a, b } of sides) {
    const found = route(edge, byId.get(a)!, byId.get(b)!, byId, placed, tree);
    if (!found) return false;
    placed.edges.push(found);
  }
  return true;
}

function route(edge: SceneEdge, a: LaidOutNode, b: LaidOutNode, byId: ReadonlyMap<Id, LaidOutNode>, placed: Placed, tree: Tree): LaidOutEdge | undefined {
  const forward = right(a) <= b.x;
  if (!forward && right(b) > a.x) return undefined;
  const [from, to] = [byId.get(edge.from)!, byId.get(edge.to)!];
  const [start, end] = forward ? [right(from), to.x] : [from.x, right(to)];
  const gap = forward ? { low: right(a), high: b.x } : { low: right(b), high: a.x };
  const obstacles = new Obstacles(edge, placed, tree);
  const label = edgeLabel(edge);
  const texts = [...(label ? [label] : []), ...tagsOf(edge)];
  let best: { cost: number; points: Point[]; textsAt: PlacedLabel[] } | undefined;
  for (const y1 of heights(from)) {
    for (const y2 of heights(to)) {
      for (let x = gap.low + STEP; x <= gap.high - STEP; x += STEP) {
        const points = simplify([{ x: start, y: y1 }, { x, y: y1 }, { x, y: y2 }, { x: end, y: y2 }]);
        const cost = obstacles.cost(points) + Math.abs(y1 - middle(from)) / 8 + Math.abs(y2 - middle(to)) / 8 + points.length;
        if (cost >= (best?.cost ?? Infinity)) continue;
        const textsAt = place(texts, points, obstacles);
        if (!textsAt) continue;
        best = { cost, points, textsAt };
      }
    }
  }
  best ??= around(from, to, a, b, obstacles, texts);
  if (!best) return undefined;
  const labelAt = label && best.textsAt[0];
  return { ...edge, points: best.points, ...(labelAt ? { labelAt } : {}), tagsAt: label ? best.textsAt.slice(1) : best.textsAt, endsAt: [], badgesAt: [] };
}

/** Where no line with one bend up or down leads across: around what stands between, from whatever side. */
function around(from: LaidOutNode, to: LaidOutNode, a: LaidOutNode, b: LaidOutNode, obstacles: Obstacles, texts: readonly PlacedLabel[]): { cost: number; points: Point[]; textsAt: PlacedLabel[] } | undefined {
  const forward = a.x < b.x;
  const points = findWay(from, to, obstacles.field(extentOf([a, b]), [from, to]), { from: forward ? [80, 0, 40, 200] : [80, 200, 40, 0], to: forward ? [80, 200, 40, 0] : [80, 0, 40, 200] });
  const textsAt = points && place(texts, points, obstacles);
  return textsAt && { cost: 0, points, textsAt };
}

function middle(box: Rectangle): number {
  return box.y + box.height / 2;
}

function heights(box: Rectangle): number[] {
  return Array.from({ length: Math.floor(box.height / STEP) - 1 }, (_, index) => box.y + STEP * (index + 1));
}

/** One after the other on a level stretch of the line, else across an upright one, where nothing else is. */
function place(texts: readonly PlacedLabel[], points: readonly Point[], obstacles: Obstacles): PlacedLabel[] | undefined {
  if (texts.length === 0) return [];
  const width = texts.reduce((sum, text) => sum + text.width + STEP, -STEP);
  const height = Math.max(...texts.map((text) => text.height));
  const set = (x: number, y: number): PlacedLabel[] | undefined => {
    let left = x;
    const placed = texts.map((text) => {
      const at = moveLabel(text, left, y - text.height / 2);
      left += text.width + STEP;
      return at;
    });
    return placed.every((at) => obstacles.leave(at)) ? placed : undefined;
  };
  for (const level of [true, false]) {
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1]!, points[index]!];
      if ((a.y === b.y) !== level) continue;
      const [low, high] = level ? [Math.min(a.x, b.x) + STEP, Math.max(a.x, b.x) - STEP - width] : [Math.min(a.y, b.y) + STEP + height / 2, Math.max(a.y, b.y) - STEP - height / 2];
      const middle = snap((low + high) / 2);
      for (let away = 0; away <= (high - low) / 2; away += STEP) {
        for (const at of [middle - away, middle + away]) {
          const placed = level ? set(at, a.y) : set(snap(a.x - width / 2), at);
          if (placed) return placed;
        }
      }
    }
  }
  return undefined;
}

class Obstacles {
  readonly #boxes: Rectangle[];
  readonly #borders: Rectangle[];
  readonly #lines: { a: Point; b: Point }[];
  readonly #labels: Rectangle[];
  readonly #open: Rectangle[];

  constructor(edge: SceneEdge, placed: Placed, tree: Tree) {
    const around = new Set([...pathTo(tree, edge.from), ...pathTo(tree, edge.to)]);
    this.#boxes = placed.nodes.filter((node) => !around.has(node.id));
    const open = this.#open = placed.nodes.filter((node) => around.has(node.id) && node.id !== edge.from && node.id !== edge.to);
    this.#borders = [...open.flatMap(borders), ...[edge.from, edge.to].flatMap((id) => placed.nodes.filter((node) => node.id === id))];
    this.#lines = placed.edges.flatMap(({ points }) => points.slice(1).map((b, index) => ({ a: points[index]!, b })));
    this.#labels = [...placed.edges.flatMap((each) => [...(each.labelAt ? [each.labelAt] : []), ...each.tagsAt]), ...placed.nodes.flatMap((node) => [...node.vipAt, ...node.marks, ...titleBoxes(node)])];
  }

  /** Crossings, or infinity where the line would break a rule. */
  cost(points: readonly Point[]): number {
    let crossed = 0;
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1]!, points[index]!];
      if ([...this.#boxes, ...this.#labels].some((box) => crosses(a, b, widened(box)))) return Infinity;
      const piece = segmentBox(a, b);
      for (const line of this.#lines) {
        const other = segmentBox(line.a, line.b);
        const touch = { x: Math.min(right(piece), right(other)) - Math.max(piece.x, other.x), y: Math.min(bottom(piece), bottom(other)) - Math.max(piece.y, other.y) };
        if (touch.x < 0 || touch.y < 0) continue;
        if (touch.x > 0 || touch.y > 0) return Infinity;
        crossed += 4;
      }
    }
    return crossed;
  }

  field(bounds: Rectangle, ends: readonly Rectangle[]): Field {
    return {
      bounds, boxes: [...this.#boxes, ...this.#labels, ...ends],
      lines: [...this.#lines.map((line) => ({ ...line, dear: true })), ...this.#open.flatMap((box) => sidesOf(box).map((line) => ({ ...line, dear: false })))],
    };
  }

  leave(label: Rectangle): boolean {
    return ![...this.#boxes, ...this.#borders, ...this.#labels].some((box) => overlap(label, box, 2)) && !this.#lines.some(({ a, b }) => crosses(a, b, { x: label.x - 4, y: label.y - 2, width: label.width + 8, height: label.height + 4 }));
  }
}

function widened(box: Rectangle): Rectangle {
  return { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
}

function borders({ x, y, width, height }: Rectangle): Rectangle[] {
  return [{ x, y, width, height: 1 }, { x, y: y + height - 1, width, height: 1 }, { x, y, width: 1, height }, { x: x + width - 1, y, width: 1, height }];
}

function sidesOf({ x, y, width, height }: Rectangle): { a: Point; b: Point }[] {
  const [low, high] = [{ x, y }, { x: x + width, y: y + height }];
  return [{ a: low, b: { x: high.x, y } }, { a: { x, y: high.y }, b: high }, { a: low, b: { x, y: high.y } }, { a: { x: high.x, y }, b: high }];
}
