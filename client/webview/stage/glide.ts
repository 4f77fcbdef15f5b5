/** After an edit, boxes glide from where they were to where they are: the eye keeps hold of them. Lines fade in at their new place. */
import type { LaidOutScene } from '#language/scene/laid-out.js';
import type { Parts } from './parts.js';

const TIMING: KeyframeAnimationOptions = { duration: 240, easing: 'ease-out' };

export function glide(parts: Parts, before: LaidOutScene): void {
  const places = new Map(before.nodes.map((node) => [node.id, node]));
  const lines = new Map(before.edges.map((edge) => [edge.id, JSON.stringify(edge.points)]));
  for (const { group, node, edge } of parts.all) {
    const was = node && places.get(node.id);
    if (!was || !node) {
      if (!edge || lines.get(edge.id) !== JSON.stringify(edge.points)) group.animate([{ opacity: 0 }, { opacity: 1 }], TIMING);
    } else if (was.x !== node.x || was.y !== node.y) {
      group.animate([{ transform: `translate(${was.x - node.x}px, ${was.y - node.y}px)` }, { transform: 'none' }], TIMING);
    }
  }
}
