/**
 * The layout of last resort, for a graph that ELK fails on: containers as rows of what they contain, lines as angles.
 * It is plain, but a picture is better than none, and every part can still be found and clicked.
 */
import type { LaidOutEdge, LaidOutNode } from '../laid-out.js';
import type { Scene, SceneNode } from '../scene.js';
import { moveLabel, moveText, up } from './grid.js';
import type { Placed } from './graph-types.js';
import { sizeOf } from './sizes.js';

const GAP = 32;
const PER_ROW = 6;
const BAND = 48;

export function pileUp(scene: Scene): Placed {
  const nodes: LaidOutNode[] = [];
  putRows(scene.nodes, 0, 0, undefined, 0, nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = scene.edges.flatMap((edge): LaidOutEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (!from || !to) return [];
    const a = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
    const b = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
    return [{ ...edge, points: [a, { x: a.x, y: b.y }, b], tagsAt: [], endsAt: [], badgesAt: [] }];
  });
  return { nodes, edges, complete: true, sides: false, variants: 0 };
}

function putRows(siblings: readonly SceneNode[], x: number, y: number, parent: string | undefined, depth: number, into: LaidOutNode[]): { width: number; height: number } {
  let [left, top, rowHeight, width] = [x, y, 0, 0];
  siblings.forEach((node, index) => {
    if (index > 0 && index % PER_ROW === 0) { left = x; top += rowHeight + GAP; rowHeight = 0; }
    const size = putNode(node, left, top, parent, depth, into);
    left += size.width + GAP;
    rowHeight = Math.max(rowHeight, size.height);
    width = Math.max(width, left - GAP - x);
  });
  return { width, height: top + rowHeight - y };
}

function putNode(node: SceneNode, x: number, y: number, parent: string | undefined, depth: number, into: LaidOutNode[]): { width: number; height: number } {
  const { children, ...said } = node;
  const base = { ...said, ...(parent !== undefined ? { parent } : {}), depth, x, y, badgesAt: [] };
  if (children.length === 0) {
    const sized = sizeOf(node);
    into.push({
      ...base, width: sized.width, height: sized.height, texts: sized.texts.map((text) => moveText(text, x, y)), marks: sized.marks.map((mark) => moveLabel(mark, x, y)), vipAt: [],
      ...(sized.iconAt ? { iconAt: { ...sized.iconAt, x: sized.iconAt.x + x, y: sized.iconAt.y + y } } : {}),
    });
    return sized;
  }
  const own: LaidOutNode = { ...base, width: 0, height: 0, texts: [], marks: [], vipAt: [] };
  into.push(own);
  const inner = putRows(children, x + 16, y + BAND, node.id, depth + 1, into);
  own.width = up(Math.max(inner.width + 32, 144));
  own.height = up(inner.height + BAND + 16);
  return own;
}
