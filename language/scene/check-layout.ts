/**
 * What a picture must never have: boxes on boxes, texts on texts or on lines that are not theirs, lines through boxes
 * that they do not belong to, lines on lines. Tests run it over every example and over random models; it is also the
 * definition of what the layout promises.
 */
import type { LaidOutEdge, LaidOutNode, LaidOutScene, Point, Rectangle } from './laid-out.js';
import { badgeBox } from './layout/badges.js';
import { bottom, crosses, GRID, overlap, right, segmentBox } from './layout/grid.js';
import { FONT_SIZE, widthOf } from './layout/labels.js';

export interface Fault {
  fault: 'boxes-overlap' | 'box-leaves-container' | 'text-leaves-box' | 'label-on-label' | 'badge-on-label' | 'badge-on-line' | 'badge-missing' | 'label-on-box' | 'label-on-line' | 'line-through-box' | 'line-on-line' | 'off-grid' | 'loose-line' | 'slanted-line';
  a: string;
  b?: string;
}

interface Label extends Rectangle { owner: string; text: string }

export function checkLayout(scene: LaidOutScene): Fault[] {
  const picture = new Picture(scene);
  return [...picture.boxes(), ...picture.texts(), ...picture.labels(), ...picture.badges(), ...picture.lines()];
}

class Picture {
  readonly #scene: LaidOutScene;
  readonly #byId: Map<string, LaidOutNode>;
  readonly #open: Set<string | undefined>;

  constructor(scene: LaidOutScene) {
    this.#scene = scene;
    this.#byId = new Map(scene.nodes.map((node) => [node.id, node]));
    this.#open = new Set(scene.nodes.map((node) => node.parent));
  }

  *boxes(): Generator<Fault> {
    const { nodes } = this.#scene;
    for (const [index, a] of nodes.entries()) {
      if ([a.x, a.y, a.width, a.height].some((value) => value % GRID !== 0)) yield { fault: 'off-grid', a: a.id };
      const parent = a.parent === undefined ? undefined : this.#byId.get(a.parent);
      if (parent && (a.x < parent.x || a.y < parent.y || right(a) > right(parent) || bottom(a) > bottom(parent))) yield { fault: 'box-leaves-container', a: a.id, b: parent.id };
      for (const b of nodes.slice(index + 1)) if (!this.#related(a, b) && overlap(a, b)) yield { fault: 'boxes-overlap', a: a.id, b: b.id };
    }
  }

  *texts(): Generator<Fault> {
    for (const node of this.#scene.nodes) {
      for (const text of node.texts) {
        const box = textBox(text);
        if (box.x < node.x || right(box) > right(node) + 0.5 || box.y < node.y - 1 || bottom(box) > bottom(node) + 1) yield { fault: 'text-leaves-box', a: node.id, b: text.text };
      }
    }
    for (const label of this.#edgeLabels()) if (widthOf(label.text, 'end') > label.width + 1) yield { fault: 'text-leaves-box', a: label.owner, b: label.text };
  }

  *labels(): Generator<Fault> {
    const labels = [...this.#edgeLabels(), ...this.#nodeLabels()];
    for (const [index, a] of labels.entries()) {
      for (const b of labels.slice(index + 1)) if (overlap(a, b)) yield { fault: 'label-on-label', a: `${a.owner}: ${a.text}`, b: `${b.owner}: ${b.text}` };
      for (const node of this.#scene.nodes) {
        if (!this.#open.has(node.id) && node.id !== a.owner && !this.#within(a.owner, node.id) && overlap(a, node)) yield { fault: 'label-on-box', a: `${a.owner}: ${a.text}`, b: node.id };
      }
      for (const edge of this.#scene.edges) {
        if (edge.id !== a.owner && pieces(edge).some(([from, to]) => crosses(from, to, a))) yield { fault: 'label-on-line', a: `${a.owner}: ${a.text}`, b: edge.id };
      }
    }
  }

  *badges(): Generator<Fault> {
    const { nodes, edges } = this.#scene;
    const badges = [...nodes, ...edges].flatMap((part) => part.badgesAt.map((at) => ({ owner: part.id, box: badgeBox(at) })));
    const labels = [...this.#edgeLabels(), ...this.#nodeLabels()];
    for (const part of [...nodes, ...edges]) if (part.findings.length > 0 && part.badgesAt.length === 0) yield { fault: 'badge-missing', a: part.id };
    for (const [index, { owner, box }] of badges.entries()) {
      for (const label of labels) if (overlap(box, label)) yield { fault: 'badge-on-label', a: owner, b: `${label.owner}: ${label.text}` };
      for (const other of badges.slice(index + 1)) if (owner !== other.owner && overlap(box, other.box)) yield { fault: 'badge-on-label', a: owner, b: other.owner };
      for (const edge of edges) if (edge.id !== owner && pieces(edge).some(([a, b]) => crosses(a, b, box))) yield { fault: 'badge-on-line', a: owner, b: edge.id };
    }
  }

  *lines(): Generator<Fault> {
    const { edges, nodes } = this.#scene;
    for (const edge of edges) {
      if (edge.points.length < 2) { yield { fault: 'loose-line', a: edge.id }; continue; }
      if (pieces(edge).some(([a, b]) => a.x !== b.x && a.y !== b.y)) yield { fault: 'slanted-line', a: edge.id };
      for (const [id, point] of [[edge.from, edge.points[0]!], [edge.to, edge.points.at(-1)!]] as const) {
        const node = this.#byId.get(id);
        if (!node || !(onBorder(point, node) || node.vipAt.some((vip) => onBorder(point, vip)))) yield { fault: 'loose-line', a: edge.id, b: id };
      }
      for (const node of nodes) if (!this.#belongs(edge, node) && pieces(edge).some(([a, b]) => crosses(a, b, node))) yield { fault: 'line-through-box', a: edge.id, b: node.id };
    }
    for (const [index, a] of edges.entries()) for (const b of edges.slice(index + 1)) if (sharesLine(a, b)) yield { fault: 'line-on-line', a: a.id, b: b.id };
  }

  /** A line may run in every container around one of its ends; at its ends it touches the border only. */
  #belongs(edge: LaidOutEdge, node: LaidOutNode): boolean {
    return [edge.from, edge.to].some((end) => end !== node.id && this.#within(end, node.id));
  }

  #within(inner: string, outer: string): boolean {
    for (let at: string | undefined = inner; at !== undefined; at = this.#byId.get(at)?.parent) if (at === outer) return true;
    return false;
  }

  #related(a: LaidOutNode, b: LaidOutNode): boolean {
    return this.#within(a.id, b.id) || this.#within(b.id, a.id);
  }

  #edgeLabels(): Label[] {
    return this.#scene.edges.flatMap((edge) => [...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt, ...edge.endsAt].map(({ x, y, width, height, text }) => ({ x, y, width, height, owner: edge.id, text: text.text })));
  }

  /** Titles of open containers, VIPs, badges of groups: what lines could run through. Texts in closed boxes are safe with their box. */
  #nodeLabels(): Label[] {
    return this.#scene.nodes.flatMap((node) => [
      ...node.vipAt.map(({ x, y, width, height, text }) => ({ x, y, width, height, owner: node.id, text: text.text })),
      ...(this.#open.has(node.id) ? [...node.texts.map((text) => ({ ...textBox(text), owner: node.id, text: text.text })), ...node.marks.map(({ x, y, width, height, text }) => ({ x, y, width, height, owner: node.id, text: text.text }))] : []),
    ]);
  }
}

function textBox(text: LaidOutNode['texts'][number]): Rectangle {
  const width = widthOf(text.text, text.style);
  const x = text.anchor === 'start' ? text.x : text.anchor === 'middle' ? text.x - width / 2 : text.x - width;
  const size = FONT_SIZE[text.style];
  return { x, y: text.y - 0.8 * size, width, height: size };
}

function pieces(edge: LaidOutEdge): [Point, Point][] {
  return edge.points.slice(1).map((point, index) => [edge.points[index]!, point]);
}

function onBorder(point: Point, box: Rectangle): boolean {
  const inX = point.x >= box.x && point.x <= right(box);
  const inY = point.y >= box.y && point.y <= bottom(box);
  return (inX && (point.y === box.y || point.y === bottom(box))) || (inY && (point.x === box.x || point.x === right(box)));
}

/** Two lines that run on each other for a stretch; crossing and touching in a point is allowed. */
function sharesLine(a: LaidOutEdge, b: LaidOutEdge): boolean {
  return pieces(a).some(([from, to]) => pieces(b).some(([other, end]) => {
    const [one, two] = [segmentBox(from, to), segmentBox(other, end)];
    const shared = { x: Math.min(right(one), right(two)) - Math.max(one.x, two.x), y: Math.min(bottom(one), bottom(two)) - Math.max(one.y, two.y) };
    return (one.width === 0 && two.width === 0 && shared.x === 0 && shared.y > 0) || (one.height === 0 && two.height === 0 && shared.y === 0 && shared.x > 0);
  }));
}
