/** A place for a line's texts on the line itself, where nothing else is; undefined where there is none. */
import type { Point, Rectangle } from '../laid-out.js';
import { bottom, crosses, overlap, right, snap } from '../layout/grid.js';

export interface Surroundings {
  /** Closed boxes, texts, labels of others: never under a text. */
  solid: readonly Rectangle[];
  /** Borders of open containers: better not. */
  borders: readonly Rectangle[];
  /** Lines of others. */
  lines: readonly (readonly Point[])[];
}

const AIR = 4;
/** How far from the middle of a line its texts may be led, and in which steps that is tried. */
const REACH = 320;
const FAR_STEP = 16;
const STEP = 8;
/** Room of the line that stays seen before and behind its text. */
const TAIL = 8;
const ON_BORDER = 400;
/** A text across a level line cuts it: upright ones are read better. */
const ON_LEVEL = 24;

export function labelSpot(points: readonly Point[], size: { width: number; height: number }, { solid, borders, lines }: Surroundings): Point | undefined {
  const whole = lengthOf(points);
  let best: { at: Point; cost: number } | undefined;
  let travelled = 0;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const level = a.y === b.y;
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    const along = level ? size.width : size.height;
    for (let at = TAIL + along / 2; at <= length - TAIL - along / 2; at += STEP) {
      const middle = { x: a.x + Math.sign(b.x - a.x) * at, y: a.y + Math.sign(b.y - a.y) * at };
      const box = { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size };
      const cost = Math.abs(travelled + at - whole / 2) + (level ? ON_LEVEL : 0) + (borders.some((border) => overlap(box, border, 2)) ? ON_BORDER : 0);
      if (best && cost >= best.cost) continue;
      if (solid.some((other) => overlap(box, other, AIR)) || lines.some((line) => runsThrough(line, box))) continue;
      best = { at: { x: box.x, y: box.y }, cost };
    }
    travelled += length;
  }
  return best?.at;
}

/**
 * Free places for texts between two points, the nearest to their middle first: for a line that must be led there.
 * @returns their top left corners, on the grid.
 */
export function freeSpots(a: Point, b: Point, size: { width: number; height: number }, { solid, borders, lines }: Surroundings, most: number): Point[] {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const found: { at: Point; away: number }[] = [];
  for (let dx = -REACH; dx <= REACH; dx += FAR_STEP) {
    for (let dy = -REACH; dy <= REACH; dy += FAR_STEP) {
      const at = { x: snap(middle.x + dx - size.width / 2), y: snap(middle.y + dy - size.height / 2) };
      const box = { ...at, ...size };
      const around = { x: box.x - 8, y: box.y - 16, width: box.width + 16, height: box.height + 32 };
      if (solid.some((other) => overlap(around, other)) || lines.some((line) => runsThrough(line, box)) || borders.some((border) => overlap(box, border, 2))) continue;
      found.push({ at, away: Math.abs(dx) + Math.abs(dy) });
    }
  }
  return found.sort((one, two) => one.away - two.away).slice(0, most).map((each) => each.at);
}

/** The same box for every text of the line at once. */
export function runsThrough(points: readonly Point[], box: Rectangle): boolean {
  const room = { x: box.x - AIR, y: box.y - AIR / 2, width: box.width + 2 * AIR, height: box.height + AIR };
  for (let index = 1; index < points.length; index += 1) if (crosses(points[index - 1]!, points[index]!, room)) return true;
  return false;
}

function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < points.length; index += 1) length += Math.abs(points[index]!.x - points[index - 1]!.x) + Math.abs(points[index]!.y - points[index - 1]!.y);
  return length;
}

export function bordersOf({ x, y, width, height }: Rectangle): Rectangle[] {
  return [{ x, y, width, height: 0 }, { x, y: bottom({ x, y, width, height }), width, height: 0 }, { x, y, width: 0, height }, { x: right({ x, y, width, height }), y, width: 0, height }];
}
