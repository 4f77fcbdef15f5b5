/**
 * The scene as ELK wants it. Three things are ours: compact frames are single nodes with fixed ports, so that members
 * stay in their row; the text of an edge is a small node that splits it, so that nothing can come to lie on it; and a
 * line from a container to something inside begins at a small stop under the container's border.
 */
import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { PlacedLabel } from '../laid-out.js';
import type { Direction, Scene, SceneEdge, SceneNode } from '../scene.js';
import { up } from './grid.js';
import { frameOf, freePlaces, isCompact, type Frame } from './frames.js';
import { edgeLabel, labelOf, widthOf } from './labels.js';
import { sideEdgesOf } from './side-edges.js';
import { append, meeting, treeOf, turnedEdges, type Tree } from './orient.js';
import { sizeOf, widthForLines } from './sizes.js';
import type { Sized } from './grid.js';

/** What a repeated layout has learnt from the one before. */
export interface Lesson {
  /** Containers whose title needs so much more room beside the lines. */
  titleRoom: ReadonlyMap<Id, number>;
  /** Where each end of a line came from or went to, across the direction of reading: `edge id` and `before` or `after`. */
  heading: ReadonlyMap<string, number>;
  /** True where lines between parallel places are left for afterwards. */
  sideBySide: boolean;
}

export interface DrawnEdge {
  edge: SceneEdge;
  /** Laid out from `to` to `from`. */
  turned: boolean;
  /** Pieces in layout order: their ELK ids. */
  pieces: string[];
  /** The ELK node that holds the place of the label or tags. */
  stop?: { id: string; labels: PlacedLabel[]; tags: PlacedLabel[]; badge: boolean };
  /** Where the first or last point must be carried on to: the border of the member or container. */
  source: Anchor;
  target: Anchor;
}

export interface Anchor {
  node: Id;
  /** The ELK port or node. */
  elk: string;
  via: 'node' | 'member' | 'frame' | 'inside';
}

export interface Graph {
  root: ElkNode;
  tree: Tree;
  ids: ReadonlyMap<Id, string>;
  sizes: ReadonlyMap<Id, Sized>;
  frames: ReadonlyMap<Id, Frame>;
  drawn: DrawnEdge[];
  /** ELK node → where the nodes set in rows stand in it. */
  bunches: ReadonlyMap<string, Bunch>;
  /** True where lines share a side of a frame, so that their order there may be bettered. */
  choices: boolean;
  /** Lines between parallel places, to be drawn when those have their place. */
  sides: { edge: SceneEdge; a: Id; b: Id }[];
}

export function headingKey(edge: string, before: boolean): string {
  return `${edge} ${before ? 'before' : 'after'}`;
}

export type Bunch = { id: string; x: number; y: number; width: number; height: number }[];

const SIDES: Record<Direction, { before: string; after: string; elk: string }> = {
  down: { before: 'NORTH', after: 'SOUTH', elk: 'DOWN' }, up: { before: 'SOUTH', after: 'NORTH', elk: 'UP' },
  right: { before: 'WEST', after: 'EAST', elk: 'RIGHT' }, left: { before: 'EAST', after: 'WEST', elk: 'LEFT' },
};

export const TITLE_BAND = 32;
const INSET = 16;
const LABEL_HEIGHT = 24;
/** So many loose siblings are set in rows. */
const BUNCH = 3;

/** A device is widened for the texts at its lines up to here; beyond, texts go to the tooltips. */
const MOST_DEVICE_WIDTH = 960;

interface Degree {
  before: number;
  after: number;
  /** Width of the widest text at an end of a line here. */
  room: number;
}

export function isHorizontal(direction: Direction): boolean {
  return direction === 'right' || direction === 'left';
}

export function graphOf(scene: Scene, lesson: Lesson): Graph {
  return new GraphBuilder(scene, lesson).build();
}

class GraphBuilder {
  readonly #scene: Scene;
  readonly #lesson: Lesson;
  readonly #tree: Tree;
  readonly #horizontal: boolean;
  readonly #elk = new Map<Id | undefined, ElkNode>();
  readonly #ids = new Map<Id, string>();
  readonly #sizes = new Map<Id, Sized>();
  readonly #frames = new Map<Id, Frame>();
  readonly #frameOfMember = new Map<Id, Frame>();
  readonly #degree = new Map<Id, Degree>();
  #choices = false;
  #sides: Graph['sides'] = [];
  readonly #sideRoom = new Map<Id, number>();
  readonly #bunches = new Map<string, Bunch>();
  readonly #slots = new Map<string, { port: ElkPort; edge: SceneEdge; other: Id; member: Id | undefined; before: boolean }[]>();

  constructor(scene: Scene, lesson: Lesson) {
    this.#scene = scene;
    this.#lesson = lesson;
    this.#tree = treeOf(scene);
    this.#horizontal = isHorizontal(scene.direction);
  }

  build(): Graph {
    const root: ElkNode = { id: 'root', children: [], edges: [], layoutOptions: rootOptions(SIDES[this.#scene.direction].elk) };
    this.#elk.set(undefined, root);
    if (this.#lesson.sideBySide) this.#setAside();
    const aside = new Set(this.#sides.map((side) => side.edge));
    const turned = turnedEdges({ ...this.#scene, edges: this.#scene.edges.filter((edge) => !aside.has(edge)) }, this.#tree);
    const lines = this.#scene.edges.filter((edge) => !this.#insideFrame(edge) && !aside.has(edge));
    for (const edge of lines) this.#count(edge, turned.has(edge.id));
    this.#addSiblings(this.#scene.nodes, root);
    const drawn = lines.map((edge, index) => this.#addEdge(root, edge, index, turned.has(edge.id)));
    this.#keepInternetOutside(root, turned);
    for (const frame of this.#frames.values()) this.#placePorts(frame);
    return { root, tree: this.#tree, ids: this.#ids, sizes: this.#sizes, frames: this.#frames, drawn, bunches: this.#bunches, choices: this.#choices, sides: this.#sides };
  }

  /** The places get room at their sides for the texts of these lines. */
  #setAside(): void {
    this.#sides = sideEdgesOf(this.#scene, this.#tree);
    for (const { edge, a, b } of this.#sides) {
      const room = up((edgeLabel(edge)?.width ?? 0) + 16, 16);
      for (const id of [a, b]) this.#sideRoom.set(id, Math.max(this.#sideRoom.get(id) ?? 0, room));
    }
  }

  #insideFrame(edge: SceneEdge): boolean {
    const parent = this.#tree.parentOf.get(edge.from);
    return parent !== undefined && parent === this.#tree.parentOf.get(edge.to) && isCompact(this.#tree.nodes.get(parent)!);
  }

  #count(edge: SceneEdge, turned: boolean): void {
    const [first, second] = turned ? [edge.to, edge.from] : [edge.from, edge.to];
    for (const [id, side] of [[first, 'after'], [second, 'before']] as const) {
      const degree = this.#degree.get(id) ?? { before: 0, after: 0, room: 0 };
      const text = id === edge.from ? edge.ends.from : edge.ends.to;
      degree[side] += 1;
      if (text !== undefined) degree.room = Math.max(degree.room, Math.min(widthOf(text, 'end'), 120) + 20);
      this.#degree.set(id, degree);
    }
  }

  // ------------------------------------------------------------------------------------------------------ nodes

  /** What no line leads to is set in rows, as one node: a layer of a hundred boxes would be no picture. */
  #addSiblings(siblings: readonly SceneNode[], parent: ElkNode): void {
    const together = this.#together(siblings);
    const loose = siblings.filter((node) => this.#isLoose(node) && !together.has(node.id));
    const bunched = new Set(loose.length >= BUNCH ? loose : []);
    let holder: ElkNode | undefined;
    for (const node of siblings) {
      if (!bunched.has(node)) this.#addNode(node, this.#holderOf(together.get(node.id), parent));
      else if (!holder) {
        holder = { id: `b${this.#bunches.size}`, children: [] };
        parent.children!.push(holder);
      }
      if (bunched.has(node)) this.#addNode(node, holder!);
    }
    if (!holder) return;
    this.#bunches.set(holder.id, inRows(holder));
    delete holder.children;
  }

  /** What a view wants near each other: siblings by the first of their company. */
  #together(siblings: readonly SceneNode[]): Map<Id, Id> {
    const company = new Map<Id, Id>();
    const ids = new Set(siblings.map((node) => node.id));
    for (const { a, b } of this.#scene.near) {
      const met = meeting(this.#tree, a, b);
      if (met.a === undefined || met.b === undefined || !ids.has(met.a) || !ids.has(met.b)) continue;
      const [first, second] = [company.get(met.a) ?? met.a, company.get(met.b) ?? met.b];
      for (const id of [met.a, met.b, ...ids].filter((each) => each === met.a || each === met.b || company.get(each) === second)) company.set(id, first);
    }
    return company;
  }

  /** An unseen container without a margin keeps a company in one place. */
  #holderOf(company: Id | undefined, parent: ElkNode): ElkNode {
    if (company === undefined) return parent;
    const id = `c${this.#tree.order.get(company)}`;
    const known = parent.children!.find((child) => child.id === id);
    if (known) return known;
    const holder: ElkNode = { id, children: [], layoutOptions: { 'elk.padding': '[top=0,left=0,bottom=0,right=0]' } };
    parent.children!.push(holder);
    return holder;
  }

  #isLoose(node: SceneNode): boolean {
    const ids = isCompact(node) ? [node.id, ...node.children.map((child) => child.id)] : [node.id];
    return (node.children.length === 0 || isCompact(node)) && node.form !== 'wall' && node.form !== 'internet' && ids.every((id) => !this.#degree.has(id));
  }

  #addNode(node: SceneNode, parent: ElkNode): void {
    const elk: ElkNode = { id: `n${this.#ids.size}` };
    this.#ids.set(node.id, elk.id);
    this.#elk.set(node.id, elk);
    parent.children!.push(elk);
    if (isCompact(node)) this.#addFrame(node, elk);
    else if (node.children.length > 0) this.#addContainer(node, elk);
    else this.#addLeaf(node, elk);
  }

  #addLeaf(node: SceneNode, elk: ElkNode): void {
    const degree = this.#degree.get(node.id) ?? { before: 0, after: 0, room: 0 };
    const lines = Math.max(degree.before, degree.after);
    const room = this.#horizontal || degree.room === 0 || lines < 2 ? widthForLines(lines) : Math.min(up(degree.room * (lines + 1), 16), MOST_DEVICE_WIDTH);
    const sized = sizeOf(node, this.#horizontal ? { height: room } : { width: room });
    this.#sizes.set(node.id, sized);
    elk.width = sized.width;
    elk.height = sized.height;
  }

  #addFrame(node: SceneNode, elk: ElkNode): void {
    const frame = frameOf(node, this.#scene.edges, this.#horizontal);
    this.#frames.set(node.id, frame);
    elk.width = frame.width;
    elk.height = frame.height;
    elk.ports = [];
    elk.layoutOptions = { 'elk.portConstraints': 'FIXED_POS' };
    for (const member of frame.members) {
      this.#frameOfMember.set(member.node.id, frame);
      this.#ids.set(member.node.id, elk.id);
    }
  }

  #addContainer(node: SceneNode, elk: ElkNode): void {
    elk.children = [];
    const side = INSET + (this.#lesson.titleRoom.get(node.id) ?? 0) + (this.#sideRoom.get(node.id) ?? 0);
    elk.layoutOptions = { 'elk.padding': `[top=${TITLE_BAND + 8},left=${side},bottom=${INSET},right=${side}]` };
    this.#addSiblings(node.children, elk);
  }

  // ------------------------------------------------------------------------------------------------------ edges

  #addEdge(root: ElkNode, edge: SceneEdge, index: number, turned: boolean): DrawnEdge {
    const [first, second] = turned ? [edge.to, edge.from] : [edge.from, edge.to];
    const source = this.#anchor(first, second, edge, `e${index}s`, false);
    const target = this.#anchor(second, first, edge, `e${index}t`, true);
    const stop = this.#stop(edge, index);
    const pieces = stop ? [`e${index}a`, `e${index}b`] : [`e${index}`];
    const push = (id: string, from: string, to: string): void => { root.edges!.push({ id, sources: [from], targets: [to], layoutOptions: priorityOf(edge) } satisfies ElkExtendedEdge); };
    if (stop) {
      push(pieces[0]!, source.elk, `${stop.id}i`);
      push(pieces[1]!, `${stop.id}o`, target.elk);
    } else push(pieces[0]!, source.elk, target.elk);
    return { edge, turned, pieces, source, target, ...(stop ? { stop } : {}) };
  }

  #anchor(id: Id, other: Id, edge: SceneEdge, portId: string, before: boolean): Anchor {
    const member = this.#frameOfMember.get(id);
    const frame = member ?? this.#frames.get(id);
    if (frame) {
      const port: ElkPort = { id: portId, width: 0, height: 0, layoutOptions: { 'elk.port.side': before ? SIDES[this.#scene.direction].before : SIDES[this.#scene.direction].after } };
      this.#elk.get(frame.node.id)!.ports!.push(port);
      append(this.#slots, frame.node.id, { port, edge, other, member: member ? id : undefined, before });
      return { node: id, elk: portId, via: member ? 'member' : 'frame' };
    }
    if (meeting(this.#tree, id, other).a !== undefined) return { node: id, elk: this.#ids.get(id)!, via: 'node' };
    // The other end is inside this container: a stop in its first or last layer stands for its border.
    const stop: ElkNode = { id: `${portId}x`, width: 16, height: 8, layoutOptions: { 'elk.layered.layering.layerConstraint': before ? 'LAST' : 'FIRST' } };
    this.#elk.get(id)!.children!.push(stop);
    return { node: id, elk: stop.id, via: 'inside' };
  }

  #stop(edge: SceneEdge, index: number): DrawnEdge['stop'] {
    const label = edgeLabel(edge);
    const labels = label ? [label] : [];
    const tags = (edge.cable?.vlans ?? []).map((tag) => labelOf(tag.text, 'tag', { height: 16, padding: 6, step: 16, hue: tag.hue, title: edge.label }));
    const badge = edge.findings.length > 0;
    if (labels.length === 0 && tags.length === 0 && !badge) return undefined;
    const inner = [...labels, ...tags].reduce((sum, label) => sum + label.width + 8, 0) - 8;
    const width = up(Math.max(inner, 16) + (badge ? 32 : 0), 16);
    const id = `l${index}`;
    const met = meeting(this.#tree, edge.from, edge.to);
    const sides = SIDES[this.#scene.direction];
    const height = this.#horizontal ? 32 : LABEL_HEIGHT;
    const ends: [number, number, number, number] = this.#horizontal ? [0, height / 2, width, height / 2] : [width / 2, 0, width / 2, height];
    if (this.#scene.direction === 'up') [ends[1], ends[3]] = [ends[3], ends[1]];
    if (this.#scene.direction === 'left') [ends[0], ends[2]] = [ends[2], ends[0]];
    const port = (suffix: string, x: number, y: number, side: string): ElkPort => ({ id: `${id}${suffix}`, x, y, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } });
    this.#elk.get(met.container)!.children!.push({
      id, width, height, ports: [port('i', ends[0], ends[1], sides.before), port('o', ends[2], ends[3], sides.after)], layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    });
    return { id, labels, tags, badge };
  }

  /** Unseen lines from an internet to what would otherwise stand beside it. Actors may. */
  #keepInternetOutside(root: ElkNode, turned: ReadonlySet<string>): void {
    const [internet] = this.#scene.nodes.filter((node) => node.form === 'internet');
    if (!internet) return;
    const entered = new Set<Id>();
    for (const edge of this.#scene.edges) {
      const met = meeting(this.#tree, edge.from, edge.to);
      if (met.container !== undefined || met.a === undefined || met.b === undefined) continue;
      entered.add(turned.has(edge.id) ? met.a : met.b);
    }
    const below = root.children!.map((child) => child.id).filter((id) => id !== this.#ids.get(internet.id));
    const free = new Set(this.#scene.nodes.filter((node) => entered.has(node.id) || node.form === 'internet' || node.form === 'actor').map((node) => this.#ids.get(node.id)));
    below.filter((id) => !free.has(id) && !id.startsWith('l')).forEach((id, index) => {
      root.edges!.push({ id: `u${index}`, sources: [this.#ids.get(internet.id)!], targets: [id], layoutOptions: { 'elk.layered.priority.straightness': '0', 'elk.layered.priority.shortness': '0' } });
    });
  }

  // ------------------------------------------------------------------------------------------------------ ports

  /** Ports of a compact frame: above the member they lead to, clear of the frame's title; or around its middle. */
  #placePorts(frame: Frame): void {
    const slots = this.#slots.get(frame.node.id) ?? [];
    for (const before of [true, false]) {
      const used = new Set<number>();
      for (const member of [...frame.members.map((each) => each.node.id), undefined]) {
        const here = slots.filter((slot) => slot.before === before && slot.member === member)
          .sort((a, b) => this.#headingOf(a) - this.#headingOf(b) || (this.#tree.order.get(a.other) ?? 0) - (this.#tree.order.get(b.other) ?? 0));
        if (here.length > 1) this.#choices = true;
        const places = member === undefined ? this.#aroundMiddle(frame, before, here.length, used) : this.#atMember(frame, member, before, here.length);
        here.forEach((slot, index) => this.#putPort(slot.port, frame, places[index]!, before));
        places.forEach((place) => used.add(place));
      }
    }
  }

  #headingOf(slot: { edge: SceneEdge; before: boolean }): number {
    return this.#lesson.heading.get(headingKey(slot.edge.id, slot.before)) ?? 0;
  }

  #atMember(frame: Frame, member: Id, before: boolean, count: number): number[] {
    const box = frame.members.find((each) => each.node.id === member)!;
    const inner = new Set(frame.inner.flatMap(({ points }) => [points[0]!, points.at(-1)!]).map((point) => (this.#horizontal ? point.y : point.x)));
    const atTop = !this.#horizontal && before === (this.#scene.direction === 'down');
    const middle = this.#horizontal ? box.y + box.height / 2 : box.x + box.width / 2;
    const [low, high] = this.#horizontal ? [box.y, box.y + box.height] : [box.x, box.x + box.width];
    const free = atTop ? freePlaces(box, 0, frame.taken) : range(low + 8, high - 8).filter((at) => !inner.has(at));
    return nearest(middle, free, count);
  }

  /** Lines to the frame itself: at its VIP, else around its middle, where no member's line runs. */
  #aroundMiddle(frame: Frame, before: boolean, count: number, used: ReadonlySet<number>): number[] {
    const vip = this.#horizontal || !before ? undefined : frame.vipAt[0];
    const length = this.#horizontal ? frame.height - frame.top : frame.width;
    const middle = vip ? vip.x + vip.width / 2 : (this.#horizontal ? frame.top : 0) + up(length / 2);
    const free: number[] = [];
    for (let away = 0; away < length / 2; away += 8) for (const at of new Set([middle - away, middle + away])) if (at > 0 && at < length && [...used].every((other) => Math.abs(other - at) >= 8)) free.push(at);
    return count === 1 && free.length > 0 ? [free[0]!] : count % 2 === 0 ? nearest(middle, free.filter((at) => at !== middle), count) : nearest(middle, free, count);
  }

  #putPort(port: ElkPort, frame: Frame, place: number, before: boolean): void {
    const far = before !== (this.#scene.direction === 'down' || this.#scene.direction === 'right');
    port.x = this.#horizontal ? (far ? frame.width : 0) : place;
    port.y = this.#horizontal ? place : far ? frame.height : 0;
  }
}

/** Sets the children of a node in rows and gives it their size. */
function inRows(holder: ElkNode): Bunch {
  const children = holder.children!;
  const area = children.reduce((sum, child) => sum + (child.width! + 16) * (child.height! + 16), 0);
  const most = Math.max(480, Math.sqrt(area * 2.2));
  const bunch: Bunch = [];
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const child of children) {
    if (x > 0 && x + child.width! > most) { x = 0; y += row + 16; row = 0; }
    bunch.push({ id: child.id, x, y, width: child.width!, height: child.height! });
    x += child.width! + 16;
    row = Math.max(row, child.height!);
    width = Math.max(width, x - 16);
  }
  holder.width = up(width, 16);
  holder.height = up(y + row, 16);
  return bunch;
}

function range(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((high - up(low)) / 8) + 1) }, (_, index) => up(low) + 8 * index);
}

/** Those of the free places that are nearest to the middle, apart where there is room, in order. */
function nearest(middle: number, free: readonly number[], count: number): number[] {
  const even = count % 2 === 0 && free.length > count;
  const near = free.filter((at) => !even || at !== middle).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b);
  const chosen: number[] = [];
  for (const apart of [16, 8]) for (const at of near) if (chosen.length < count && chosen.every((other) => Math.abs(other - at) >= apart)) chosen.push(at);
  while (chosen.length < count) chosen.push(middle);
  return chosen.sort((a, b) => a - b);
}

function priorityOf(edge: SceneEdge): Record<string, string> {
  return edge.form === 'flow' || edge.form === 'link' ? { 'elk.layered.priority.straightness': '10' } : { 'elk.layered.priority.straightness': '1' };
}

function rootOptions(direction: string): Record<string, string> {
  return {
    'elk.algorithm': 'layered', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN', 'elk.edgeRouting': 'ORTHOGONAL', 'elk.direction': direction,
    'elk.json.edgeCoords': 'ROOT', 'elk.json.shapeCoords': 'PARENT', 'elk.padding': '[top=24,left=24,bottom=24,right=24]',
  };
}
