/** Outlines by form: the cloud edge of the internet, the courses of a wall, the edges of a stack. */
import type { LaidOutEdge, LaidOutNode, Rectangle } from '../laid-out.js';
import { passagesOf } from '../layout/bands.js';
import { bottom, right, simplify } from '../layout/grid.js';
import { number, roundedPath } from './markup.js';

const BUMP = 40;
const COURSE = 8;
const BRICK = 24;
const GATE = 8;

export function rectangle(box: Rectangle, className: string, radius: number): string {
  return `<rect class="${className}" x="${number(box.x)}" y="${number(box.y)}" width="${number(box.width)}" height="${number(box.height)}" rx="${radius}"/>`;
}

/** A band whose lower edge is a row of cloud bumps. */
export function cloud(box: Rectangle): string {
  const bumps = Math.max(3, Math.round(box.width / BUMP));
  const step = box.width / bumps;
  const base = bottom(box) - 4;
  let path = `M${number(box.x)} ${number(base)}V${number(box.y + 14)}Q${number(box.x)} ${number(box.y)} ${number(box.x + 14)} ${number(box.y)}H${number(right(box) - 14)}Q${number(right(box))} ${number(box.y)} ${number(right(box))} ${number(box.y + 14)}V${number(base)}`;
  for (let index = 0; index < bumps; index += 1) path += `a${number(step / 2)} ${index % 2 === 0 ? 8 : 6} 0 0 1 ${number(-step)} 0`;
  return `<path class="area" d="${path}Z"/>`;
}

export function bricks(box: Rectangle): string {
  let path = '';
  for (let y = box.y + COURSE, row = 0; y <= bottom(box); y += COURSE, row += 1) {
    if (y < bottom(box)) path += `M${number(box.x + 1)} ${number(y)}H${number(right(box) - 1)}`;
    for (let x = box.x + (row % 2 === 0 ? BRICK : BRICK / 2); x < right(box) - 2; x += BRICK) path += `M${number(x)} ${number(y - COURSE + (row === 0 ? 1 : 0))}V${number(Math.min(y, bottom(box) - 1))}`;
  }
  return `<path class="bricks" d="${path}"/>`;
}

/** The openings of a wall and the lines that run through it. */
export function passages(node: LaidOutNode, edges: readonly LaidOutEdge[]): string {
  const found = passagesOf(node, edges);
  const openings = found.map(({ low, high }) => rectangle({ x: low - GATE, y: node.y, width: high - low + 2 * GATE, height: node.height }, 'gate', 0));
  const middle = node.y + node.height / 2;
  const lines = found.map(({ kind, ways }) => {
    const paths = ways.map(({ above, below }) => roundedPath(simplify([{ x: above, y: node.y }, { x: above, y: middle }, { x: below, y: middle }, { x: below, y: bottom(node) }]), 4));
    return `<g class="${kind}">${paths.map((path) => `<path class="line" d="${path}"/>`).join('')}</g>`;
  });
  return openings.join('') + lines.join('');
}
