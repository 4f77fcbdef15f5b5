/** From ELK's answer to absolute places on the grid: nodes, members of frames, lines with their labels. */
import type { ElkEdgeSection, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { LaidOutEdge, LaidOutNode, PlacedLabel, Point, Rectangle } from '../laid-out.js';
import type { SceneEdge, SceneNode } from '../scene.js';
import type { Frame } from './frame-types.js';
import { headingKey, type Anchor, type DrawnEdge, type EdgeStop, type Graph, type Placed } from './graph-types.js';
import { routeSideEdges } from './side-edges.js';
import { bottom, moveLabel, moveText, right, simplify, snap } from './grid.js';

export function place(graph: Graph, laid: ElkNode, horizontal: boolean): Placed {
  const boxes = new Map<string, Rectangle>();
  const lines = new Map<string, Point[]>();
  readBoxes(laid, 0, 0, boxes);
  readLines(laid, lines);
  for (const [holder, bunch] of graph.bunches) {
    const at = boxes.get(holder);
    if (at) for (const { id, x, y, width, height } of bunch) boxes.set(id, { x: at.x + x, y: at.y + y, width, height });
  }
  const nodes = new Map<Id, LaidOutNode>();
  for (const [id, node] of graph.tree.nodes) placeNode(graph, node, boxes, nodes, id);
  const edges = graph.drawn.map((drawn) => placeEdge(drawn, boxes, lines, nodes, horizontal));
  for (const frame of graph.frames.values()) edges.push(...innerEdges(frame, nodes.get(frame.node.id)!));
  const placed: Placed = { nodes: [...nodes.values()], edges, complete: true, sides: graph.sides.length > 0, variants: 0, ...(graph.choices ? { heading: headings(graph, edges, horizontal) } : {}) };
  placed.complete = routeSideEdges(placed, graph.tree, graph.sides);
  return placed;
}

/** Where every line leads, seen from each of its ends: across the direction of reading, the middle between text and far end. */
function headings(graph: Graph, edges: readonly LaidOutEdge[], horizontal: boolean): Map<string, number> {
  const heading = new Map<string, number>();
  graph.drawn.forEach(({ edge, turned }, index) => {
    const { points } = edges[index]!;
    const across = (point: Point | undefined): number => (point ? (horizontal ? point.y : point.x) : 0);
    const [first, last] = turned ? [points.at(-1), points[0]] : [points[0], points.at(-1)];
    heading.set(headingKey(edge.id, false), across(last));
    heading.set(headingKey(edge.id, true), across(first));
  });
  return heading;
}

function readBoxes(node: ElkNode, x: number, y: number, boxes: Map<string, Rectangle>): void {
  for (const child of node.children ?? []) {
    const [left, top] = [x + (child.x ?? 0), y + (child.y ?? 0)];
    const box = { x: snap(left), y: snap(top), width: 0, height: 0 };
    box.width = snap(left + (child.width ?? 0)) - box.x;
    box.height = snap(top + (child.height ?? 0)) - box.y;
    boxes.set(child.id, box);
    readBoxes(child, left, top, boxes);
  }
}

function readLines(node: ElkNode, lines: Map<string, Point[]>): void {
  for (const edge of node.edges ?? []) lines.set(edge.id, pointsOf(edge));
  for (const child of node.children ?? []) readLines(child, lines);
}

function pointsOf(edge: ElkExtendedEdge): Point[] {
  const ordered = inOrder(edge.sections ?? []);
  const points = ordered.flatMap((section) => [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]);
  return points.map((point) => ({ x: snap(point.x), y: snap(point.y) }));
}

/** Sections of an edge that crosses borders follow each other by name. */
function inOrder(sections: readonly ElkEdgeSection[]): ElkEdgeSection[] {
  if (sections.length < 2) return [...sections];
  const byId = new Map(sections.map((section) => [section.id, section]));
  const ordered: ElkEdgeSection[] = [];
  let at = sections.find((section) => !section.incomingSections?.length);
  while (at && !ordered.includes(at)) {
    ordered.push(at);
    at = byId.get(at.outgoingSections?.[0] ?? '');
  }
  return ordered;
}

function placeNode(graph: Graph, node: SceneNode, boxes: ReadonlyMap<string, Rectangle>, nodes: Map<Id, LaidOutNode>, id: Id): void {
  if (nodes.has(id)) return;
  const parent = graph.tree.parentOf.get(id);
  const { children: _, ...said } = node;
  const depth = parent === undefined ? 0 : nodes.get(parent)!.depth + 1;
  const box = boxes.get(graph.ids.get(id)!) ?? { x: 0, y: 0, width: 0, height: 0 };
  const base = { ...said, ...(parent !== undefined ? { parent } : {}), depth };
  const frame = graph.frames.get(id);
  if (frame) {
    const { x, y } = box;
    nodes.set(id, {
      ...base, x, y: y + frame.top, width: frame.width, height: frame.height - frame.top, texts: frame.texts.map((text) => moveText(text, x, y)),
      marks: frame.marks.map((mark) => moveLabel(mark, x, y)), vipAt: frame.vipAt.map((vip) => moveLabel(vip, x, y)), badgesAt: [],
    });
    for (const member of frame.members) {
      const { children: __, ...memberSaid } = member.node;
      nodes.set(member.node.id, { ...memberSaid, parent: id, depth: depth + 1, ...shifted(member.sized, x + member.x, y + member.y), badgesAt: [] });
    }
    return;
  }
  const sized = graph.sizes.get(id);
  nodes.set(id, sized ? { ...base, ...shifted(sized, box.x, box.y), badgesAt: [] } : { ...base, ...box, texts: [], marks: [], vipAt: [], badgesAt: [] });
}

function shifted(sized: { width: number; height: number } & Pick<LaidOutNode, 'texts' | 'marks' | 'vipAt' | 'iconAt'>, x: number, y: number): Rectangle & Pick<LaidOutNode, 'texts' | 'marks' | 'vipAt' | 'iconAt'> {
  return {
    x, y, width: sized.width, height: sized.height, texts: sized.texts.map((text) => moveText(text, x, y)), marks: sized.marks.map((mark) => moveLabel(mark, x, y)),
    vipAt: sized.vipAt.map((vip) => moveLabel(vip, x, y)), ...(sized.iconAt ? { iconAt: { ...sized.iconAt, x: sized.iconAt.x + x, y: sized.iconAt.y + y } } : {}),
  };
}

function placeEdge(drawn: DrawnEdge, boxes: ReadonlyMap<string, Rectangle>, lines: ReadonlyMap<string, Point[]>, nodes: ReadonlyMap<Id, LaidOutNode>, horizontal: boolean): LaidOutEdge {
  const joined = drawn.pieces.flatMap((id) => lines.get(id) ?? []);
  const layout = simplify([...carriedOn(drawn.source, joined[0], nodes, horizontal), ...joined, ...carriedOn(drawn.target, joined.at(-1), nodes, horizontal)]);
  const points = drawn.turned ? [...layout].reverse() : layout;
  const stop = drawn.stop && boxes.get(drawn.stop.id);
  return { ...drawn.edge, points, ...(stop ? labelsAt(drawn.stop!, stop) : { tagsAt: [], badgesAt: [] }), endsAt: [] };
}

/** The texts of a line, in a row in the place that was kept for them. */
export function labelsAt({ labels, tags, badge }: EdgeStop, box: Rectangle): Pick<LaidOutEdge, 'labelAt' | 'tagsAt' | 'badgesAt'> {
  const all: PlacedLabel[] = [...labels, ...tags];
  const inner = all.reduce((sum, label) => sum + label.width + 8, 0) - 8 + (badge ? 16 : 0);
  let x = box.x + Math.floor((box.width - inner) / 2);
  const placed = all.map((label) => {
    const at = moveLabel(label, x, box.y + (box.height - label.height) / 2);
    x += label.width + 8;
    return at;
  });
  const badgesAt = badge ? [{ x: x + 2, y: box.y + box.height / 2 }] : [];
  return { ...(labels.length > 0 ? { labelAt: placed[0]! } : {}), tagsAt: placed.slice(labels.length), badgesAt };
}

/** The last stretch, from a frame's port to the member behind it, or from a stop to the container's border. */
function carriedOn(anchor: Anchor, at: Point | undefined, nodes: ReadonlyMap<Id, LaidOutNode>, horizontal: boolean): Point[] {
  const box = nodes.get(anchor.node);
  if (!at || !box || anchor.via === 'node') return [];
  if (horizontal) return [{ x: Math.abs(at.x - box.x) <= Math.abs(at.x - right(box)) ? box.x : right(box), y: at.y }];
  if (anchor.via === 'frame' && box.vipAt.some((vip) => at.y === vip.y && at.x >= vip.x && at.x <= right(vip))) return [];
  return [{ x: at.x, y: Math.abs(at.y - box.y) <= Math.abs(at.y - bottom(box)) ? box.y : bottom(box) }];
}

function innerEdges(frame: Frame, at: LaidOutNode): LaidOutEdge[] {
  const [x, y] = [at.x, at.y - frame.top];
  return frame.inner.map(({ edge, points, labelAt }): LaidOutEdge => ({
    ...(edge as SceneEdge), points: points.map((point) => ({ x: point.x + x, y: point.y + y })), ...(labelAt ? { labelAt: moveLabel(labelAt, x, y) } : {}), tagsAt: [], endsAt: [], badgesAt: [],
  }));
}
