/** A picture in which boxes stand where somebody wants them: the others give way, the lines find their way anew. */
import type { Id } from '../../model/model.js';
import type { Point } from '../laid-out.js';
import type { Placed } from '../layout/graph-types.js';
import type { Direction, Scene } from '../scene.js';
import { pushApart } from './push-apart.js';
import { rankWishes } from './ranks.js';
import { reroute } from './reroute.js';
import { Units } from './units.js';
import type { Wishes } from './wishes.js';

/**
 * @param placed what the automatic layout made; its boxes are moved in place.
 * @param set by hand: heeded before what the view wants on one line.
 * @param hold where boxes stood before: heeded last.
 */
export function arrange(placed: Placed, direction: Direction, set: Wishes, ranks: Scene['ranks'], hold: Wishes): Placed {
  const units = new Units(placed.nodes);
  const wishes = new Map([...set, ...[...rankWishes(units, ranks, direction)].filter(([id]) => !set.has(id))]);
  for (const [id, at] of hold) if (!wishes.has(id)) wishes.set(id, at);
  const known = new Map([...wishes].flatMap(([id, at]): [Id, Point][] => {
    const unit = units.unitOf(id);
    return unit && unit.id === id ? [[id, at]] : [];
  }));
  if (known.size === 0) return placed;
  const before = new Map(placed.nodes.map(({ id, x, y, width, height }) => [id, { x, y, width, height }]));
  pushApart(units, known);
  const by = new Map<Id, Point>();
  const resized = new Set<Id>();
  for (const node of placed.nodes) {
    const was = before.get(node.id)!;
    by.set(node.id, { x: node.x - was.x, y: node.y - was.y });
    if (node.width !== was.width || node.height !== was.height) resized.add(node.id);
  }
  return { ...placed, edges: reroute(placed.edges, units, direction, { by, resized }) };
}
