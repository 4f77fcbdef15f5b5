/** Where a line may meet a box: anywhere on its border but the corners, sooner on the side that faces the way of requests. */
import type { LaidOutNode } from '../laid-out.js';
import { bottom, GRID, right } from '../layout/grid.js';
import type { Direction } from '../scene.js';
import type { Port } from './find-way.js';

/** The way that requests run, as a step. */
const FORWARD: Record<Direction, number> = { up: 0, right: 1, down: 2, left: 3 };
const ASIDE = 10;
const BACKWARD = 18;
/** A line into a group's own address says more than one into its frame. */
const PAST_VIP = 12;

/**
 * @param begins true where the line begins at the box.
 * @param inside true where its other end stands in the box: it then runs inwards.
 */
export function portsOf(node: LaidOutNode, direction: Direction, begins: boolean, inside: boolean): Port[] {
  const forward = FORWARD[direction];
  const ports: Port[] = [];
  for (let side = 0; side < 4; side += 1) {
    const outwards = inside ? (side + 2) % 4 : side;
    const way = begins ? outwards : (outwards + 2) % 4;
    const turn = (way - forward + 4) % 4;
    const cost = turn === 0 ? 0 : turn === 2 ? BACKWARD : ASIDE;
    const length = side % 2 === 0 ? node.width : node.height;
    for (let at = GRID; at <= length - GRID; at += GRID) {
      const x = side % 2 === 0 ? node.x + at : side === 1 ? right(node) : node.x;
      const y = side % 2 === 1 ? node.y + at : side === 2 ? bottom(node) : node.y;
      if (side === 0 && node.vipAt.some((vip) => x > vip.x - GRID && x < right(vip) + GRID)) continue;
      ports.push({ at: { x, y }, way, cost: cost + Math.abs(at - length / 2) / 64 + (node.vipAt.length > 0 && !begins ? PAST_VIP : 0) });
    }
  }
  if (!inside) ports.push(...vipPorts(node, begins));
  return ports;
}

/** A line comes to a group's virtual address from above. */
function vipPorts(node: LaidOutNode, begins: boolean): Port[] {
  if (begins) return [];
  return node.vipAt.flatMap((vip) => {
    const ports: Port[] = [];
    for (let x = vip.x + GRID; x <= right(vip) - GRID; x += GRID) ports.push({ at: { x, y: vip.y }, way: 2, cost: Math.abs(x - vip.x - vip.width / 2) / 32 });
    return ports;
  });
}

