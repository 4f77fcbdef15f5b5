/**
 * Where a request is drawn while it travels: along the arrow of its flow where flows are drawn, else along the cables of
 * its hops, else straight from box to box. A hop that the picture hides (a collapsed place, a switch in an overview)
 * shares the line of the hops around it.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutEdge, LaidOutNode, LaidOutScene, Point } from '#language/scene/laid-out.js';
import type { Leg } from '../motion/journey.js';

/** Nodes that are areas: a dot in their middle would say nothing. */
const AREAS = new Set(['place', 'frame', 'container', 'internet']);

export class Lines {
  private readonly nodes: Map<Id, LaidOutNode>;
  private readonly edges: Map<string, LaidOutEdge>;
  private readonly known = new Map<string, Point[]>();

  constructor(private readonly scene: LaidOutScene) {
    this.nodes = new Map(scene.nodes.map((node) => [node.id, node]));
    this.edges = new Map(scene.edges.map((edge) => [edge.id, edge]));
  }

  /** The node that draws an element. */
  standOf(id: Id): LaidOutNode | undefined {
    const { stands } = this.scene;
    return this.nodes.get(Object.hasOwn(stands, id) ? stands[id]! : id);
  }

  /** The box that draws an element, where it is a box: areas have no gauge. */
  boxOf(id: Id): LaidOutNode | undefined {
    const node = this.standOf(id);
    return node && !AREAS.has(node.form) ? node : undefined;
  }

  /** The point of a leg at `progress`; undefined where the picture shows neither end. */
  at(leg: Leg, progress: number): Point | undefined {
    const line = this.lineOf(leg);
    return line.length === 0 ? undefined : along(line, progress);
  }

  /**
   * From one element to another over these links; straight where the picture draws none of them, and no line at all where
   * one of them is an area: whoever stands in it is in it already.
   */
  wayOver(from: Id, to: Id, links: readonly Id[]): { points: Point[]; drawn: boolean } {
    const leg = { flow: '', from, to, links, start: 0, end: 0, reply: false, route: [from, to], index: 0 };
    const cables = this.alongCables(leg);
    if (cables) return { points: squared(squared(cables, this.boxOf(to)).reverse(), this.boxOf(from)).reverse(), drawn: true };
    return { points: this.boxOf(from) && this.boxOf(to) ? this.straight(from, to) : [], drawn: false };
  }

  private lineOf(leg: Leg): Point[] {
    const key = `${leg.flow}\u0001${leg.route.join('\u0002')}\u0001${leg.index}\u0001${leg.links.join('\u0002')}`;
    let line = this.known.get(key);
    if (!line) this.known.set(key, line = this.alongFlow(leg) ?? this.alongCables(leg) ?? this.straight(leg.from, leg.to));
    return line;
  }

  private alongCables(leg: Leg): Point[] | undefined {
    const cables = leg.links.flatMap((link) => this.routeOf(link)).map((id) => this.edges.get(id)).filter((edge) => edge !== undefined);
    const ways = cables.length > 0 ? cables : this.attachments(leg.from, leg.to);
    if (ways.length === 0) return undefined;
    const points: Point[] = [...this.middle(leg.from)];
    for (const edge of ways) points.push(...orient(edge.points, points.at(-1)));
    return [...points, ...this.middle(leg.to)];
  }

  /** The lines that attach devices to a place, from one element to the other: over the place that both stand in or reach into. */
  private attachments(from: Id, to: Id): LaidOutEdge[] {
    const [start, goal] = [this.aroundOf(from), this.aroundOf(to)];
    const apart = (ids: ReadonlySet<Id>, others: ReadonlySet<Id>): Set<Id> => new Set([...ids].filter((id) => !others.has(id)));
    const edges = this.scene.edges.filter((edge) => edge.form === 'attachment');
    const both = [...edges, ...edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }))];
    return walk(both, apart(start, goal), apart(goal, start)) ?? [];
  }

  private routeOf(part: Id): readonly string[] {
    return Object.hasOwn(this.scene.routes, part) ? this.scene.routes[part]! : [];
  }

  /** The share of the flow's arrow that belongs to this leg: stations that are drawn on the arrow divide it, others share evenly. */
  private alongFlow(leg: Leg): Point[] | undefined {
    const [first, last] = [leg.route[0]!, leg.route.at(-1)!];
    const [source, target] = leg.reply ? [last, first] : [first, last];
    const chain = this.chain(leg.flow, source, target);
    const points = chain ? [...this.middle(source), ...chain.flatMap((edge) => edge.points), ...this.middle(target)] : this.alongRedirect(leg.flow, source, target);
    if (!points) return undefined;
    const line = leg.reply ? points.reverse() : points;
    const steps = leg.route.length - 1;
    return cut(line, leg.index / steps, (leg.index + 1) / steps);
  }

  /** Along the arrow to a member that the flow is drawn to, and over to the one that serves in its place. */
  private alongRedirect(flow: Id, source: Id, target: Id): Point[] | undefined {
    const node = this.standOf(target);
    if (node?.parent === undefined) return undefined;
    for (const edge of this.routeOf(flow).map((id) => this.edges.get(id))) {
      const drawn = edge && this.nodes.get(edge.to);
      if (!edge || !drawn || drawn.parent !== node.parent || drawn === node || !this.aroundOf(source).has(edge.from)) continue;
      return [...this.middle(source), ...edge.points.slice(0, -1), ...this.turnOff(edge, node), ...this.middle(target)];
    }
    return undefined;
  }

  /** What is drawn beside the arrow of a flow while another member serves than the one that it leads to. */
  redirect(flow: Id, from: Id, to: Id): Point[] | undefined {
    const node = this.nodes.get(to);
    const edge = this.routeOf(flow).map((id) => this.edges.get(id)).find((each) => each?.to === from);
    return node && edge && edge.points.length > 1 ? this.turnOff(edge, node) : undefined;
  }

  /** From just before the end of an arrow to the border of another box, where no other arrow meets it. */
  private turnOff({ id, points }: LaidOutEdge, box: LaidOutNode): Point[] {
    const ends = [...this.edges.values()].filter((edge) => edge.id !== id && (edge.to === box.id || edge.from === box.id)).map((edge) => (edge.to === box.id ? edge.points.at(-1)! : edge.points[0]!));
    return turnOff(points, box, ends);
  }

  /** Drawn edges of the flow that lead from one element to another, whatever draws them. */
  private chain(flow: Id, source: Id, target: Id): LaidOutEdge[] | undefined {
    const edges = this.routeOf(flow).map((id) => this.edges.get(id)).filter((edge) => edge !== undefined);
    return walk(edges, this.aroundOf(source), this.aroundOf(target));
  }

  /** The node that draws an element and the nodes around it: an arrow to a frame is an arrow to its members. */
  private aroundOf(id: Id): Set<Id> {
    const around = new Set<Id>();
    for (let node = this.standOf(id); node && !around.has(node.id); node = node.parent === undefined ? undefined : this.nodes.get(node.parent)) {
      around.add(node.id);
    }
    return around;
  }

  private straight(from: Id, to: Id): Point[] {
    return [from, to].flatMap((id) => {
      const node = this.standOf(id);
      return node ? [centre(node)] : [];
    });
  }

  /** The middle of an element's box, where it is a box. */
  private middle(id: Id): Point[] {
    const node = this.standOf(id);
    return node && !AREAS.has(node.form) ? [centre(node)] : [];
  }
}

/** Pixels before the end of an arrow at which the way to another member turns off. */
const BEFORE_END = 12;
/** Two heads so near would look like one. */
const CLEAR = 20;

/** From shortly before the end of an arrow, at right angles, to the border of a box. */
function turnOff(points: readonly Point[], box: LaidOutNode, taken: readonly Point[]): Point[] {
  const [before, end] = [points.at(-2)!, points.at(-1)!];
  const length = Math.max(1e-9, distance(before, end));
  const back = Math.min(BEFORE_END, length / 2) / length;
  const start = { x: end.x + (before.x - end.x) * back, y: end.y + (before.y - end.y) * back };
  const upright = Math.abs(end.y - before.y) >= Math.abs(end.x - before.x);
  const middle = centre(box);
  const x = free(middle.x, box.width, taken.map((point) => point.x), Math.sign(start.x - middle.x));
  const y = free(middle.y, box.height, taken.map((point) => point.y), Math.sign(start.y - middle.y));
  if (upright) return [start, { x, y: start.y }, { x, y: start.y < y ? box.y : box.y + box.height }];
  return [start, { x: start.x, y }, { x: start.x < x ? box.x : box.x + box.width, y }];
}

/** As near to the middle of a side as keeps clear of what meets it, on the way there first. */
function free(middle: number, length: number, taken: readonly number[], first: number): number {
  for (let away = 0; away < length / 2 - CLEAR / 2; away += CLEAR / 2) {
    for (const at of [middle + (first || 1) * away, middle - (first || 1) * away]) if (taken.every((other) => Math.abs(other - at) >= CLEAR)) return at;
  }
  return middle;
}

/** The shortest chain of edges from one of some nodes to one of others. */
function walk(edges: readonly LaidOutEdge[], starts: ReadonlySet<Id>, goals: ReadonlySet<Id>): LaidOutEdge[] | undefined {
  const pending: { at: Id; way: LaidOutEdge[] }[] = [...starts].map((at) => ({ at, way: [] }));
  const seen = new Set<Id>();
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (next.way.length > 0 && goals.has(next.at)) return next.way;
    if (seen.has(next.at)) continue;
    seen.add(next.at);
    for (const edge of edges) if (edge.from === next.at) pending.push({ at: edge.to, way: [...next.way, edge] });
  }
  return undefined;
}

/** Pixels that a line keeps from a box which it goes along. */
const CLEARANCE = 8;

/** Where a cable ends at the border of a place, the rest of the way to a box in it is square like every line, and not slanting over its neighbours. */
function squared(line: readonly Point[], box: LaidOutNode | undefined): Point[] {
  const [middle, before] = [line.at(-1), line.at(-2)];
  if (!box || !middle || !before || (before.x === middle.x) || (before.y === middle.y) || touches(box, before)) return [...line];
  const above = before.y <= box.y;
  if (!above && before.y < box.y + box.height) {
    const x = before.x < box.x ? box.x - CLEARANCE : box.x + box.width + CLEARANCE;
    return [...line.slice(0, -1), { x, y: before.y }, { x, y: middle.y }, middle];
  }
  const y = above ? Math.max(before.y, box.y - CLEARANCE) : Math.min(before.y, box.y + box.height + CLEARANCE);
  return [...line.slice(0, -1), { x: before.x, y }, { x: middle.x, y }, middle];
}

function touches({ x, y, width, height }: LaidOutNode, point: Point): boolean {
  return point.x >= x - 1 && point.x <= x + width + 1 && point.y >= y - 1 && point.y <= y + height + 1;
}

export function centre(node: LaidOutNode): Point {
  return { x: node.x + node.width / 2, y: node.y + node.height / 2 };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** A line turned so that it begins at the end that is nearer to where one comes from. */
function orient(points: readonly Point[], from: Point | undefined): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  const backwards = from && first && last && distance(from, last) < distance(from, first);
  return backwards ? [...points].reverse() : [...points];
}

export function lengthOf(line: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < line.length; index++) length += distance(line[index - 1]!, line[index]!);
  return length;
}

/** The point at a fraction of a line's length. */
export function along(line: readonly Point[], fraction: number): Point {
  if (fraction >= 1) return line.at(-1)!;
  let rest = lengthOf(line) * Math.max(0, fraction);
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1]!, line[index]!];
    const step = distance(a, b);
    if (rest <= step && step > 0) return { x: a.x + ((b.x - a.x) * rest) / step, y: a.y + ((b.y - a.y) * rest) / step };
    rest -= step;
  }
  return line.at(-1)!;
}

/** The part of a line between two fractions of its length. */
export function cut(line: readonly Point[], start: number, end: number): Point[] {
  const total = lengthOf(line);
  const inner: Point[] = [];
  let passed = 0;
  for (let index = 1; index < line.length - 1; index++) {
    passed += distance(line[index - 1]!, line[index]!);
    if (passed > start * total && passed < end * total) inner.push(line[index]!);
  }
  return [along(line, start), ...inner, along(line, end)];
}
