/**
 * The arrow keys: from box to box along what connects them, in the direction of the key; where nothing leads there, to
 * the nearest box on that side. So the picture can be walked without a mouse, the way a request would.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutNode, LaidOutScene, Point } from '#language/scene/laid-out.js';
import { centre } from './lines.js';

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

export const VECTORS: Record<Direction, Point> = {
  ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 }, ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 },
};

export function isDirection(key: string): key is Direction {
  return Object.hasOwn(VECTORS, key);
}

/** How far a box lies in a direction: detours to the side cost twice. Undefined where it lies elsewhere. */
function cost(from: Point, to: Point, direction: Direction): number | undefined {
  const vector = VECTORS[direction];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const ahead = dx * vector.x + dy * vector.y;
  const aside = Math.abs(dx * vector.y) + Math.abs(dy * vector.x);
  return ahead > 0.5 && ahead >= aside * 0.5 ? ahead + 2 * aside : undefined;
}

function nearest(from: LaidOutNode, candidates: Iterable<LaidOutNode>, direction: Direction): LaidOutNode | undefined {
  let best: { node: LaidOutNode; cost: number } | undefined;
  for (const node of candidates) {
    const price = node.id === from.id ? undefined : cost(centre(from), centre(node), direction);
    if (price !== undefined && (!best || price < best.cost)) best = { node, cost: price };
  }
  return best?.node;
}

export function neighbours(scene: LaidOutScene, id: Id): Set<Id> {
  const found = new Set<Id>();
  for (const edge of scene.edges) {
    if (edge.from === id) found.add(edge.to);
    if (edge.to === id) found.add(edge.from);
  }
  found.delete(id);
  return found;
}

export function step(scene: LaidOutScene, from: Id, direction: Direction): Id | undefined {
  const here = scene.nodes.find((node) => node.id === from);
  if (!here) return scene.nodes[0]?.id;
  const joined = neighbours(scene, from);
  const onLinks = nearest(here, scene.nodes.filter((node) => joined.has(node.id)), direction);
  // Around or inside a box is neither left nor right of it.
  const apart = scene.nodes.filter((node) => !overlaps(node, here));
  return (onLinks ?? nearest(here, apart, direction))?.id;
}

function overlaps(a: LaidOutNode, b: LaidOutNode): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
