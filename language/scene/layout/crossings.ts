/** By what two layouts of one scene are compared: how often lines cross, how wide they are, whether members stand in order. */
import type { LaidOutEdge, Rectangle } from '../laid-out.js';
import type { Scene, SceneNode } from '../scene.js';
import type { Placed } from './graph-types.js';
import { bottom, right, segmentBox } from './grid.js';

export function crossings(edges: readonly Pick<LaidOutEdge, 'points'>[]): number {
  const across: Rectangle[] = [];
  const along: Rectangle[] = [];
  for (const { points } of edges) {
    for (let index = 1; index < points.length; index += 1) {
      const piece = segmentBox(points[index - 1]!, points[index]!);
      (piece.height === 0 ? across : along).push(piece);
    }
  }
  let count = 0;
  for (const a of across) for (const b of along) if (b.x > a.x && b.x < right(a) && a.y > b.y && a.y < bottom(b)) count += 1;
  return count;
}

/** A fifth more is the most that fewer crossings may cost, unless said otherwise. */
export function isNoWider(again: Placed, placed: Placed, most = 1.2): boolean {
  return width(again) <= width(placed) * most;
}

/** As wide as a page shows at its size: what is narrower gains nothing from being narrower still. */
export const PAGE = 1120;

export function fitsPage(placed: Placed): boolean {
  return width(placed) <= PAGE;
}

function width({ nodes }: Placed): number {
  return Math.max(0, ...nodes.map(right)) - Math.min(Infinity, ...nodes.map((node) => node.x));
}

/** True where members of a group stand side by side in another order than their own. */
export function isOutOfOrder(scene: Scene, { nodes }: Placed): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const across = scene.direction === 'right' || scene.direction === 'left';
  const visit = (node: SceneNode): boolean => node.children.some(visit) || (node.form === 'frame' && node.children.some((child, index) => {
    const [before, at] = [byId.get(node.children[index - 1]?.id ?? ''), byId.get(child.id)];
    if (!before || !at) return false;
    return across ? at.y < before.y && at.x < right(before) && before.x < right(at) : at.x < before.x && at.y < bottom(before) && before.y < bottom(at);
  }));
  return scene.nodes.some(visit);
}
