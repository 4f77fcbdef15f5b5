/** After an edit, boxes glide from where they were to where they are: the eye keeps hold of them. Lines fade in at their new place. */
import type { LaidOutScene, Point } from '#language/scene/laid-out.js';
import type { Parts } from './parts.js';

const TIMING: KeyframeAnimationOptions = { duration: 240, easing: 'ease-out' };

/** @param now where a point of the picture before stood on the screen, as a point of this one. */
export function glide(parts: Parts, before: LaidOutScene, now: (point: Point) => Point = (point) => point): void {
  const places = new Map(before.nodes.map((node) => [node.id, node]));
  const lines = new Map(before.edges.map((edge) => [edge.id, JSON.stringify(edge.points)]));
  for (const { group, node, edge } of parts.all) {
    const was = node && places.get(node.id);
    if (!was || !node) {
      if (!edge || lines.get(edge.id) !== JSON.stringify(edge.points)) group.animate([{ opacity: 0 }, { opacity: 1 }], TIMING);
      continue;
    }
    const from = now(was);
    if (Math.abs(from.x - node.x) + Math.abs(from.y - node.y) < 0.5) continue;
    group.animate([{ transform: `translate(${from.x - node.x}px, ${from.y - node.y}px)` }, { transform: 'none' }], TIMING);
  }
}
