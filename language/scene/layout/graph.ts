/**
 * The scene as ELK wants it. Three things are ours: compact frames are single nodes with fixed ports, so that members
 * stay in their row; the text of an edge is a small node that splits it, so that nothing can come to lie on it; and a
 * line from a container to something inside begins at a small stop under the container's border.
 */
import type { ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Scene, SceneEdge, SceneNode } from '../scene.js';
import { companies, inRows } from './bunches.js';
import { stopOf } from './edge-stop.js';
import { placePorts, type Slot } from './frame-ports.js';
import type { Frame } from './frame-types.js';
import { frameOf, isCompact } from './frames.js';
import { isHorizontal, SIDES, TITLE_BAND, type Anchor, type Bunch, type DrawnEdge, type Graph, type Lesson } from './graph-types.js';
import { up, type Sized } from './grid.js';
import { edgeLabel, tagsOf, widthOf } from './labels.js';
import { append, isInside, meeting, tiersOf, treeOf, turnedEdges, type Tree } from './orient.js';
import { keepOutside } from './outside.js';
import { KEEP_ORDER } from './run-elk.js';
import { sideEdgesOf } from './side-edges.js';
import { sizeOf, widthForLines } from './sizes.js';

const INSET = 16;
/** So many loose siblings are set in rows. */
const BUNCH = 3;
/** Beside so many tiers of others they are set in a column. */
const TIERS = 4;
/** The widest of a row may be so much wider than the narrowest for all to be as wide. */
const EVEN = 1.6;
/** A device is widened for the texts at its lines up to here; beyond, texts go to the tooltips. */
const MOST_DEVICE_WIDTH = 960;

/** Least room between two tiers. */
const CLOSE = 24;

interface Degree {
  before: number;
  after: number;
  /** Width of the widest text at an end of a line here. */
  room: number;
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
  #lines: readonly SceneEdge[] = [];
  #turned: ReadonlySet<string> = new Set();
  #sides: Graph['sides'] = [];
  /** Room at the right inside a place for the texts of lines to the one beside it. */
  readonly #sideRoom = new Map<Id, number>();
  /** Containers whose children keep their order in a row. */
  readonly #ordered = new Set<Id | undefined>();
  readonly #bunches = new Map<string, Bunch>();
  /** Rows begun so far: those inside a sibling are filled before those around them. */
  #holders = 0;
  readonly #slots = new Map<Id, Slot[]>();

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
    [this.#lines, this.#turned] = [lines, turned];
    for (const edge of lines) this.#count(edge, turned.has(edge.id));
    this.#addSiblings(this.#scene.nodes, root);
    const drawn = lines.map((edge, index) => this.#addEdge(root, edge, index, turned.has(edge.id)));
    keepOutside(root, { ...this.#scene, edges: lines }, this.#tree, this.#ids, turned);
    const choices = [...this.#frames].map(([id, frame]) => placePorts(frame, this.#slots.get(id) ?? [], this.#scene.direction, this.#tree, this.#lesson)).includes(true);
    return { root, tree: this.#tree, ids: this.#ids, sizes: this.#sizes, frames: this.#frames, drawn, bunches: this.#bunches, choices, sides: this.#sides, between: Math.max(CLOSE, ...lines.map(roomFor)) };
  }

  /** The places stand in their order, the first with room for the texts of these lines where it faces the second. */
  #setAside(): void {
    this.#sides = sideEdgesOf(this.#scene, this.#tree);
    for (const { edge, a, b } of this.#sides) {
      const room = up([edgeLabel(edge), ...tagsOf(edge)].reduce((sum, text) => sum + (text ? text.width + 8 : 0), 8), 16);
      const [first, second] = this.#tree.order.get(a)! < this.#tree.order.get(b)! ? [a, b] : [b, a];
      this.#sideRoom.set(first, Math.max(this.#sideRoom.get(first) ?? 0, room));
      this.#sideRoom.set(second, this.#sideRoom.get(second) ?? 0);
      this.#ordered.add(this.#tree.parentOf.get(first));
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
    this.#fillIn(siblings, parent);
    const container = siblings[0] && this.#tree.parentOf.get(siblings[0].id);
    if (siblings.length < 2 || !this.#ordered.has(container)) return;
    const kept = siblings.filter((node) => this.#sideRoom.has(node.id) || (container !== undefined && this.#tree.nodes.get(container)!.form === 'frame'));
    keepInOrder(parent, kept.map((node) => this.#elk.get(node.id)!));
  }

  #fillIn(siblings: readonly SceneNode[], parent: ElkNode): void {
    const together = companies(siblings, this.#scene.near, this.#tree);
    const loose = siblings.filter((node) => this.#isLoose(node) && !together.has(node.id));
    const bunched = new Set(loose.length >= BUNCH ? loose : []);
    let holder: ElkNode | undefined;
    for (const node of siblings) {
      if (!bunched.has(node)) this.#addNode(node, this.#holderOf(together.get(node.id), parent));
      else if (!holder) {
        holder = { id: `b${this.#holders++}`, children: [] };
        parent.children!.push(holder);
      }
      if (bunched.has(node)) this.#addNode(node, holder!);
    }
    if (!holder) return;
    const boxes = loose.filter((node) => node.children.length === 0);
    const container = this.#tree.parentOf.get(loose[0]!.id);
    const tiers = boxes.length === loose.length ? tiersOf(this.#lines, this.#turned, this.#tree, container) : 0;
    const beside = tiers >= TIERS && inRows(holder).at(-1)!.y > 0;
    if (boxes.length > 0) this.#makeEven(boxes, beside ? Infinity : EVEN);
    if (beside) this.#besideTiers(holder, parent, tiers, container);
    else {
      this.#bunches.set(holder.id, inRows(holder));
      delete holder.children;
    }
  }

  /** Boxes in rows that are nearly equal in size are equal. */
  #makeEven(boxes: readonly SceneNode[], ratio: number): void {
    const sizes = boxes.map((node) => this.#sizes.get(node.id)!);
    const most = { width: Math.max(...sizes.map((size) => size.width)), height: Math.max(...sizes.map((size) => size.height)) };
    if (most.width > ratio * Math.min(...sizes.map((size) => size.width))) return;
    for (const node of boxes) {
      const sized = sizeOf(node, most);
      this.#sizes.set(node.id, sized);
      Object.assign(this.#elk.get(node.id)!, { width: sized.width, height: sized.height });
    }
  }

  /** Where what is joined makes many tiers, the rest stands in a column beside them, row by row, kept together by unseen lines. */
  #besideTiers(holder: ElkNode, parent: ElkNode, tiers: number, container: Id | undefined): void {
    const children = holder.children!;
    const perRow = Math.ceil(children.length / Math.min(tiers, children.length));
    const entered = container !== undefined && this.#lines.some((edge) => (edge.from === container && isInside(this.#tree, edge.to, container)) || (edge.to === container && isInside(this.#tree, edge.from, container)));
    parent.children!.splice(parent.children!.indexOf(holder), 1);
    let above: string | undefined;
    const follow = (node: ElkNode): void => {
      parent.children!.push(node);
      if (above !== undefined) this.#elk.get(undefined)!.edges!.push({ id: `v${node.id}`, sources: [above], targets: [node.id], layoutOptions: { 'elk.layered.priority.straightness': '1' } });
      above = node.id;
    };
    if (entered) follow({ id: `${holder.id}x`, width: 16, height: 8 });
    for (let index = 0; index < children.length; index += perRow) {
      const row: ElkNode = { id: `${holder.id}r${index}`, children: children.slice(index, index + perRow) };
      this.#bunches.set(row.id, inRows(row));
      delete row.children;
      follow(row);
    }
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
    const sized = sizeOf(node, { lines, ...(this.#horizontal ? { height: room, across: true } : { width: room }) });
    this.#sizes.set(node.id, sized);
    elk.width = sized.width;
    elk.height = sized.height;
    // One opening for all that runs through, and the name beside it; texts at the ends of lines need them apart.
    if (node.form === 'wall' && degree.room === 0) elk.layoutOptions = { ...elk.layoutOptions, 'elk.portAlignment.default': 'CENTER' };
  }

  #addFrame(node: SceneNode, elk: ElkNode): void {
    const above = (id: Id): number => this.#degree.get(id)?.[this.#scene.direction === 'up' ? 'after' : 'before'] ?? 0;
    const parent = this.#tree.parentOf.get(node.id);
    const siblings = parent === undefined ? this.#scene.nodes : this.#tree.nodes.get(parent)!.children;
    const frame = frameOf(node, this.#scene.edges, { horizontal: this.#horizontal, above, rise: siblings.some((each) => isCompact(each) && each.vips.length > 0) });
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
    const side = INSET + (this.#lesson.titleRoom.get(node.id) ?? 0);
    elk.layoutOptions = { 'elk.padding': `[top=${TITLE_BAND + 8},left=${side + (this.#lesson.margin.get(node.id) ?? 0)},bottom=${INSET},right=${side + (this.#sideRoom.get(node.id) ?? 0)}]` };
    if (node.form === 'frame' && this.#lesson.inOrder) this.#ordered.add(node.id);
    this.#addSiblings(node.children, elk);
  }

  // ------------------------------------------------------------------------------------------------------ edges

  #addEdge(root: ElkNode, edge: SceneEdge, index: number, turned: boolean): DrawnEdge {
    const [first, second] = turned ? [edge.to, edge.from] : [edge.from, edge.to];
    const source = this.#anchor(first, second, edge, `e${index}s`, false);
    const target = this.#anchor(second, first, edge, `e${index}t`, true);
    const split = stopOf(edge, `l${index}`, this.#scene.direction);
    if (split) this.#elk.get(meeting(this.#tree, edge.from, edge.to).container)!.children!.push(split.node);
    const stop = split?.stop;
    const pieces = stop ? [`e${index}a`, `e${index}b`] : [`e${index}`];
    const push = (id: string, from: string, to: string): void => { root.edges!.push({ id, sources: [from], targets: [to], layoutOptions: priorityOf(edge) }); };
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
}

/** What stands on a short line itself: texts at its ends, and a finding between them. */
function roomFor(edge: SceneEdge): number {
  const ends = [edge.ends.from, edge.ends.to].filter((text) => text !== undefined).length;
  const badge = edge.findings.length > 0 && edge.text === undefined && (edge.cable?.vlans ?? []).length === 0;
  return badge ? 32 + 12 * ends : 8 + 12 * ends;
}

/** In a row these nodes keep their order; what the rows are is left to the layout. */
function keepInOrder(parent: ElkNode, nodes: readonly ElkNode[]): void {
  parent.layoutOptions = { ...parent.layoutOptions, [KEEP_ORDER]: 'true' };
  nodes.forEach((node, index) => { node.layoutOptions = { ...node.layoutOptions, 'elk.position': `(${index * 100},${index * 100})` }; });
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
