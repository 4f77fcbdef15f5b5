/**
 * Lines after boxes were moved: what moved as a whole keeps its lines, a line that still has its way keeps it, the
 * others find a new one. Nothing of what `checkLayout` forbids is drawn as long as there is any way at all; a text that
 * finds no place on its line is left to the tooltip.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutEdge, LaidOutNode, PlacedLabel, Point, Rectangle } from '../laid-out.js';
import { extentOf } from '../layout/bands.js';
import { stopOf } from '../layout/edge-stop.js';
import type { EdgeStop } from '../layout/graph-types.js';
import { titleBoxes } from '../layout/labels.js';
import { TITLE_BAND } from '../layout/graph-types.js';
import { bottom, centre, crosses, moveLabel, overlap, right, segmentBox, simplify, snap } from '../layout/grid.js';
import { labelsAt } from '../layout/place.js';
import type { Direction } from '../scene.js';
import { findWay, type Port } from './find-way.js';
import { bordersOf, freeSpots, labelSpot, type Surroundings } from './label-spot.js';
import { portsOf } from './ports.js';
import { StreetMap } from './street-map.js';
import type { Units } from './units.js';

/** Pixels around the picture in which lines may lead around everything. */
const OUTSKIRTS = 96;
/** So many places are tried for the texts of a line. */
const SPOTS = 6;

export interface Moved {
  /** How far each box moved. */
  by: ReadonlyMap<Id, Point>;
  /** Boxes whose border is elsewhere now. */
  resized: ReadonlySet<Id>;
}

/** @returns the edges in their order, with new ways where they need one. */
export function reroute(edges: readonly LaidOutEdge[], units: Units, direction: Direction, moved: Moved): LaidOutEdge[] {
  const town = new Town(units, direction);
  const kept = new Map<string, LaidOutEdge>();
  for (const edge of edges) {
    const carried = carriedAlong(edge, moved);
    if (!carried || !town.fits(carried)) continue;
    town.settle(carried);
    kept.set(edge.id, carried);
  }
  const lost = edges.filter((edge) => !kept.has(edge.id));
  // Short ways first: they have the least choice.
  for (const edge of [...lost].sort((a, b) => town.span(a) - town.span(b))) {
    const found = town.route(edge);
    town.settle(found);
    kept.set(edge.id, found);
  }
  return edges.map((edge) => kept.get(edge.id)!);
}

function carriedAlong(edge: LaidOutEdge, { by, resized }: Moved): LaidOutEdge | undefined {
  const [a, b] = [by.get(edge.from), by.get(edge.to)];
  if (!a || !b || a.x !== b.x || a.y !== b.y || resized.has(edge.from) || resized.has(edge.to)) return undefined;
  if (a.x === 0 && a.y === 0) return edge;
  return {
    ...edge, points: edge.points.map((point) => ({ x: point.x + a.x, y: point.y + a.y })), ...(edge.labelAt ? { labelAt: moveLabel(edge.labelAt, a.x, a.y) } : {}),
    tagsAt: edge.tagsAt.map((tag) => moveLabel(tag, a.x, a.y)), badgesAt: edge.badgesAt.map((at) => ({ x: at.x + a.x, y: at.y + a.y })),
  };
}

/** Boxes, texts and lines as far as they have their place. */
class Town {
  readonly #units: Units;
  readonly #direction: Direction;
  readonly #map: StreetMap;
  readonly #open: ReadonlySet<Id>;
  readonly #lines: { edge: LaidOutEdge; points: readonly Point[] }[] = [];
  readonly #texts: Rectangle[] = [];
  readonly #borders: Rectangle[] = [];
  /** Where titles are to stand. */
  readonly #bands: Rectangle[] = [];

  constructor(units: Units, direction: Direction) {
    this.#units = units;
    this.#direction = direction;
    this.#open = new Set(units.nodes.filter((node) => units.children(node.id).length > 0).map((node) => node.id));
    this.#map = new StreetMap(extentOf(units.nodes), OUTSKIRTS);
    for (const node of units.nodes) {
      for (const vip of node.vipAt) this.#addText(vip);
      if (!this.#open.has(node.id)) continue;
      this.#map.markBorder(node);
      this.#borders.push(...bordersOf(node));
      for (const box of [...titleBoxes(node), ...node.marks]) this.#addText(box);
      // Titles of places are set when all lines have theirs: best where no line runs.
      if (node.texts.length > 0) continue;
      this.#map.markBand({ x: node.x, y: node.y, width: Math.min(node.width, 240), height: TITLE_BAND });
      this.#bands.push({ x: node.x, y: node.y, width: node.width, height: TITLE_BAND + 4 });
    }
  }

  #addText(box: Rectangle): void {
    this.#texts.push(box);
    this.#map.closeText(box);
  }

  span(edge: LaidOutEdge): number {
    const [a, b] = [this.#units.byId.get(edge.from), this.#units.byId.get(edge.to)];
    return a && b ? Math.abs(a.x + a.width / 2 - b.x - b.width / 2) + Math.abs(a.y + a.height / 2 - b.y - b.height / 2) : 0;
  }

  /** True where the line can stay as it is. */
  fits(edge: LaidOutEdge): boolean {
    const pieces = piecesOf(edge.points);
    const labels = labelsOf(edge);
    for (const node of this.#units.nodes) {
      if (!this.#isAround(node, edge) && pieces.some(([a, b]) => crosses(a, b, node))) return false;
      if (!this.#open.has(node.id) && node.id !== edge.from && node.id !== edge.to && labels.some((label) => overlap(label, node))) return false;
    }
    const own = new Set([edge.from, edge.to].flatMap((id) => this.#units.byId.get(id)?.vipAt ?? []) as Rectangle[]);
    for (const box of this.#texts) {
      if (!own.has(box) && pieces.some(([a, b]) => crosses(a, b, box))) return false;
      if (labels.some((label) => overlap(label, box))) return false;
    }
    for (const other of this.#lines) {
      if (labels.some((label) => piecesOf(other.points).some(([a, b]) => crosses(a, b, label)))) return false;
      if (pieces.some(([a, b]) => piecesOf(other.points).some(([c, d]) => sharesStretch(a, b, c, d)))) return false;
    }
    return true;
  }

  settle(edge: LaidOutEdge): void {
    this.#lines.push({ edge, points: edge.points });
    this.#map.markLine(edge.points);
    for (const label of labelsOf(edge)) this.#addText(label);
  }

  route(edge: LaidOutEdge): LaidOutEdge {
    const [from, to] = [this.#units.byId.get(edge.from)!, this.#units.byId.get(edge.to)!];
    const bare: LaidOutEdge = { ...edge, tagsAt: [], badgesAt: [], endsAt: [], points: [] };
    delete bare.labelAt;
    const sheet = this.#map.sheet();
    for (const node of this.#obstacles(edge)) this.#map.close(node, sheet);
    const starts = portsOf(from, this.#direction, true, this.#units.isWithin(to.id, from.id));
    const ends = portsOf(to, this.#direction, false, this.#units.isWithin(from.id, to.id));
    const straight = { ...bare, points: findWay(this.#map, sheet, starts, ends) ?? anyhow(from, to) };
    const found = stopOf(edge, '', this.#direction);
    if (!found) return straight;
    const size = { width: found.node.width!, height: found.node.height! };
    const around = this.#surroundings();
    const at = labelSpot(straight.points, size, around);
    if (at) return { ...straight, ...labelsAt(found.stop, { ...at, ...size }) };
    return this.#ledThrough(bare, size, around, sheet, starts, ends, found.stop) ?? straight;
  }

  /** Where the shortest way has no room for the texts of the line: by a place that has. */
  #ledThrough(
    bare: LaidOutEdge, size: { width: number; height: number }, around: Surroundings, sheet: Uint8Array, starts: readonly Port[], ends: readonly Port[], stop: EdgeStop,
  ): LaidOutEdge | undefined {
    const [from, to] = [this.#units.byId.get(bare.from)!, this.#units.byId.get(bare.to)!];
    for (const at of freeSpots(centre(from), centre(to), size, around, SPOTS)) {
      const spot = { ...at, ...size };
      const ways = to.y + to.height / 2 >= from.y + from.height / 2 ? [2, 0] : [0, 2];
      for (const way of ways) {
        const x = snap(spot.x + spot.width / 2);
        const [above, below] = [{ x, y: spot.y }, { x, y: snap(bottom(spot)) }];
        const [enter, leave] = way === 2 ? [above, below] : [below, above];
        const closed = sheet.slice();
        this.#map.close(spot, closed);
        const first = findWay(this.#map, closed, starts, [{ at: enter, way, cost: 0 }]);
        const second = first && findWay(this.#map, closed, [{ at: leave, way, cost: 0 }], ends);
        if (!first || !second || touch(first, second)) continue;
        return { ...bare, points: simplify([...first, ...second]), ...labelsAt(stop, spot) };
      }
    }
    return undefined;
  }

  #surroundings(): Surroundings {
    const closed = this.#units.nodes.filter((node) => !this.#open.has(node.id));
    return { solid: [...closed, ...this.#texts, ...this.#bands], borders: this.#borders, lines: this.#lines.map((line) => line.points) };
  }

  /** The outermost boxes that the line does not belong to. */
  *#obstacles(edge: LaidOutEdge, container?: Id): Generator<LaidOutNode> {
    for (const node of this.#units.children(container)) {
      if (this.#isAround(node, edge)) yield* this.#obstacles(edge, node.id);
      else yield node;
    }
  }

  /** A line may run in every container around one of its ends. */
  #isAround(node: LaidOutNode, edge: LaidOutEdge): boolean {
    return [edge.from, edge.to].some((end) => end !== node.id && this.#units.isWithin(end, node.id));
  }
}

function labelsOf(edge: LaidOutEdge): PlacedLabel[] {
  return [...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt];
}

/** True where two parts of one line run on each other or cross. */
function touch(first: readonly Point[], second: readonly Point[]): boolean {
  return piecesOf(first).some(([a, b]) => piecesOf(second).some(([c, d]) => overlap(grown(a, b), grown(c, d))));
}

function grown(a: Point, b: Point): Rectangle {
  const { x, y, width, height } = segmentBox(a, b);
  return { x: x - 1, y: y - 1, width: width + 2, height: height + 2 };
}

function piecesOf(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index]!, point]);
}

function sharesStretch(a: Point, b: Point, c: Point, d: Point): boolean {
  const [one, two] = [segmentBox(a, b), segmentBox(c, d)];
  const x = Math.min(right(one), right(two)) - Math.max(one.x, two.x);
  const y = Math.min(bottom(one), bottom(two)) - Math.max(one.y, two.y);
  return (one.width === 0 && two.width === 0 && x === 0 && y > 0) || (one.height === 0 && two.height === 0 && y === 0 && x > 0);
}

/** Where everything is closed: an angle, so that the connection is at least seen. */
function anyhow(from: Rectangle, to: Rectangle): Point[] {
  const a = { x: from.x + 8, y: bottom(from) };
  const b = { x: to.x + 8, y: to.y };
  return [a, { x: a.x, y: b.y - 8 }, { x: b.x, y: b.y - 8 }, b];
}

