/**
 * Findings sit on a corner of their culprit, the gravest outermost: the upper right one, else another where no line
 * comes in. On a line they sit beside its text, else where the line has room.
 */
import type { LaidOutEdge, LaidOutNode, Point, Rectangle } from '../laid-out.js';
import { bottom, crosses, overlap, right, segmentBox } from './grid.js';
import type { Placed } from './graph-types.js';
import { titleBoxes } from './labels.js';

/** From one to the next of a node. */
const APART = 20;
const CORNER = 8;
/** Half the room that a badge takes. */
const HALF = 10;
const STEP = 8;

export function badgeBox({ x, y }: Point): Rectangle {
  return { x: x - HALF, y: y - HALF, width: 2 * HALF, height: 2 * HALF };
}

export function placeBadges(placed: Placed): void {
  const parents = new Set(placed.nodes.map((node) => node.parent));
  const texts = textsOf(placed, parents);
  const taken: Rectangle[] = placed.edges.flatMap((edge) => {
    edge.badgesAt = edge.badgesAt.slice(0, Math.min(1, edge.findings.length));
    return edge.badgesAt.map(badgeBox);
  });
  for (const node of placed.nodes) {
    if (node.findings.length === 0) continue;
    node.badgesAt = onNode(node, placed, [...texts, ...taken]);
    taken.push(...node.badgesAt.map(badgeBox));
  }
  const leaves = placed.nodes.filter((node) => !parents.has(node.id));
  for (const edge of placed.edges) {
    if (edge.findings.length === 0 || edge.badgesAt.length > 0) continue;
    const at = onLine(edge, placed, [...leaves, ...texts, ...taken]);
    if (!at) continue;
    edge.badgesAt = [at];
    taken.push(badgeBox(at));
  }
}

/** What a badge must not cover: texts on lines, VIPs, titles and marks of open containers. */
function textsOf(placed: Placed, parents: ReadonlySet<string | undefined>): Rectangle[] {
  return [
    ...placed.edges.flatMap((edge) => [...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt]), ...placed.nodes.flatMap((node) => node.vipAt),
    ...placed.nodes.filter((node) => parents.has(node.id)).flatMap((node) => [...titleBoxes(node), ...node.marks]),
  ];
}

function onNode(node: LaidOutNode, { edges }: Placed, taken: readonly Rectangle[]): Point[] {
  const row = (x: number, y: number, step: number): Point[] => node.findings.map((_, index) => ({ x: x + step * index, y }));
  const [left, far] = [node.x + CORNER, right(node) - CORNER];
  const choices = [row(far, node.y, -APART), row(left, node.y, APART), row(far, bottom(node), -APART), row(left, bottom(node), APART)];
  for (let x = far - STEP; x > left; x -= STEP) choices.push(row(x, node.y, -APART));
  return choices.find((points) => points.every((at) => {
    const box = badgeBox(at);
    return !taken.some((other) => overlap(box, other)) && !edges.some((edge) => runsThrough(edge, box));
  })) ?? choices[0]!;
}

/** As near to the middle of the longest stretch as there is room; undefined where there is none. */
function onLine(edge: LaidOutEdge, { edges, nodes }: Placed, taken: readonly Rectangle[]): Point | undefined {
  const stretches = edge.points.slice(1).map((b, index) => ({ a: edge.points[index]!, b })).sort((one, other) => length(other) - length(one));
  const borders = nodes.flatMap(({ x, y, width, height }) => [{ x, y, width, height: 0 }, { x, y: y + height, width, height: 0 }, { x, y, width: 0, height }, { x: x + width, y, width: 0, height }]);
  const ends = nodes.filter((node) => node.id === edge.from || node.id === edge.to);
  // Rather over the border of its own end than not at all.
  for (const boxes of [[...taken, ...borders], taken, taken.filter((box) => !ends.includes(box as LaidOutNode))]) {
    for (const { a, b } of stretches) {
      const half = length({ a, b }) / 2;
      const [dx, dy] = [Math.sign(b.x - a.x), Math.sign(b.y - a.y)];
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      for (let away = 0; away <= Math.max(0, half - HALF); away += STEP / 2) {
        for (const at of [{ x: middle.x - dx * away, y: middle.y - dy * away }, { x: middle.x + dx * away, y: middle.y + dy * away }]) {
          const box = badgeBox(at);
          if (!boxes.some((other) => overlap(box, other)) && !edges.some((other) => other !== edge && runsThrough(other, box))) return at;
        }
      }
    }
  }
  return undefined;
}

function length({ a, b }: { a: Point; b: Point }): number {
  const box = segmentBox(a, b);
  return box.width + box.height;
}

function runsThrough({ points }: LaidOutEdge, box: Rectangle): boolean {
  for (let index = 1; index < points.length; index += 1) if (crosses(points[index - 1]!, points[index]!, box)) return true;
  return false;
}
