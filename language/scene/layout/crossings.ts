/** How often lines cross: of two layouts the one with fewer crossings is kept. */
import type { LaidOutEdge, Rectangle } from '../laid-out.js';
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
