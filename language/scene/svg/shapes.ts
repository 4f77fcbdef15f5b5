/** Outlines by form: the cloud edge of the internet, the courses of a wall, the edges of a stack. */
import type { LaidOutEdge, LaidOutNode, Point, Rectangle } from '../laid-out.js';
import { passagesOf, type Passage } from '../layout/bands.js';
import { bottom, overlap, right, simplify } from '../layout/grid.js';
import { titleBoxes } from '../layout/labels.js';
import { GATE } from '../layout/titles.js';
import { number, roundedPath } from './markup.js';

const BUMP = 40;
const COURSE = 8;
const BRICK = 24;

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

/** The openings of a wall and the lines that run through it. An opening that would take the wall's name is left closed. */
export function passages(node: LaidOutNode, edges: readonly LaidOutEdge[]): string {
  const found = passagesOf(node, edges).filter((passage) => !openings(node, passage).some((opening) => titleBoxes(node).some((text) => overlap(opening, text))));
  const gates = found.flatMap((passage) => openings(node, passage).map((opening) => rectangle(opening, 'gate', 0)));
  const lines = found.map(({ kind, run, ways }) => `<g class="${kind}">${ways.map((way) => `<path class="line" d="${roundedPath(simplify(courseOf(node, run, way)), 4)}"/>`).join('')}</g>`);
  return gates.join('') + lines.join('');
}

function openings(node: Rectangle, { run, ways, at }: Passage): Rectangle[] {
  const upright = { x: at.x - GATE, y: node.y, width: at.width + 2 * GATE, height: node.height };
  const level = { x: node.x, y: at.y - GATE, width: node.width, height: at.height + 2 * GATE };
  if (run === 'upright') return [upright];
  if (run === 'level') return [level];
  // Round a corner everything between its ends is open.
  return ways.map(() => clipped(node, { x: at.x - GATE, y: at.y - GATE, width: at.width + 2 * GATE, height: at.height + 2 * GATE }));
}

function onSide(node: Rectangle, { x }: Point): boolean {
  return x === node.x || x === right(node);
}

function clipped(node: Rectangle, box: Rectangle): Rectangle {
  const [x, y] = [Math.max(node.x, box.x), Math.max(node.y, box.y)];
  return { x, y, width: Math.min(right(node), right(box)) - x, height: Math.min(bottom(node), bottom(box)) - y };
}

function courseOf(node: Rectangle, run: Passage['run'], { in: a, out: b }: Passage['ways'][number]): Point[] {
  const [x, y] = [node.x + node.width / 2, node.y + node.height / 2];
  if (run === 'upright') return [a, { x: a.x, y }, { x: b.x, y }, b];
  if (run === 'level') return [a, { x, y: a.y }, { x, y: b.y }, b];
  return onSide(node, a) ? [a, { x: b.x, y: a.y }, b] : [a, { x: a.x, y: b.y }, b];
}
