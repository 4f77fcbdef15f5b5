/**
 * Hides what lies outside the window, so that panning a picture of thousands of parts stays smooth. Small pictures are
 * left alone: toggling costs more than drawing them.
 */
import type { Rectangle } from '#language/scene/laid-out.js';
import type { Part, Parts } from './parts.js';
import { toPicture, type Size, type View } from './viewport.js';

const WORTH_CULLING = 500;
/** Pixels beyond the window that stay drawn, for labels and strokes that stand out of their box. */
const MARGIN = 120;

export function cull(parts: Parts, view: View, window: Size): void {
  if (parts.size < WORTH_CULLING) return;
  const start = toPicture(view, { x: -MARGIN, y: -MARGIN });
  const end = toPicture(view, { x: window.width + MARGIN, y: window.height + MARGIN });
  for (const part of parts.all) {
    const box = boundsOf(part);
    const seen = box.x <= end.x && box.y <= end.y && box.x + box.width >= start.x && box.y + box.height >= start.y;
    part.group.style.display = seen ? '' : 'none';
  }
}

function boundsOf({ node, edge }: Part): Rectangle {
  if (node) return node;
  const points = edge!.points;
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
