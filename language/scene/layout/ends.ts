/**
 * Jacks and addresses at the ends of cables: beside the first stretch of the line, on the side where there is room.
 * One that finds none is left to the tooltip rather than laid over something else.
 */
import type { LaidOutEdge, LaidOutNode, PlacedLabel, Point, Rectangle } from '../laid-out.js';
import { badgeBox } from './badges.js';
import { crosses, moveLabel, overlap } from './grid.js';
import { labelOf, titleBoxes } from './labels.js';
import type { Placed } from './graph-types.js';

const HEIGHT = 12;
const MOST = 128;

export function placeEnds(placed: Placed): void {
  const boxes: Rectangle[] = obstaclesOf(placed);
  for (const edge of placed.edges) {
    for (const [text, points] of [[edge.ends.from, edge.points], [edge.ends.to, [...edge.points].reverse()]] as const) {
      if (text === undefined || points.length < 2) continue;
      const label = placeEnd(labelOf(text, 'end', { height: HEIGHT, padding: 3, step: 2, most: MOST, title: edge.title }), points, edge, placed, boxes);
      if (!label) continue;
      edge.endsAt.push(label);
      boxes.push(label);
    }
  }
}

/** Leaves, texts and title bands: what a small text must not cover. Open containers may hold it. */
function obstaclesOf(placed: Placed): Rectangle[] {
  const parents = new Set(placed.nodes.map((node) => node.parent));
  const boxes: Rectangle[] = [];
  for (const node of placed.nodes) {
    if (!parents.has(node.id)) boxes.push(node);
    else boxes.push(...titleBoxes(node), ...borders(node));
    boxes.push(...node.vipAt, ...node.marks, ...node.badgesAt.map(badgeBox));
  }
  for (const edge of placed.edges) boxes.push(...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt, ...edge.badgesAt.map(badgeBox));
  return boxes;
}

function borders(node: LaidOutNode): Rectangle[] {
  const { x, y, width, height } = node;
  return [{ x, y, width, height: 0 }, { x, y: y + height, width, height: 0 }, { x, y, width: 0, height }, { x: x + width, y, width: 0, height }];
}

function placeEnd(label: PlacedLabel, points: readonly Point[], edge: LaidOutEdge, placed: Placed, boxes: readonly Rectangle[]): PlacedLabel | undefined {
  const [at, next] = [points[0]!, points[1]!];
  const candidates: Point[] = [];
  for (const away of [1, 2, 6, 10, 16, 24]) {
    if (at.x === next.x) {
      const y = next.y > at.y ? at.y + away : at.y - away - HEIGHT;
      candidates.push({ x: at.x + 3, y }, { x: at.x - 3 - label.width, y });
    } else {
      const x = next.x > at.x ? at.x + away : at.x - away - label.width;
      candidates.push({ x, y: at.y - HEIGHT - 2 }, { x, y: at.y + 2 });
    }
  }
  for (const { x, y } of candidates) {
    const placedLabel = moveLabel(label, x, y);
    if (boxes.some((box) => overlap(placedLabel, box, 1))) continue;
    if (placed.edges.some((other) => linesCross(other, placedLabel, other === edge))) continue;
    return placedLabel;
  }
  return undefined;
}

function linesCross(edge: LaidOutEdge, box: Rectangle, own: boolean): boolean {
  const room = own ? box : { x: box.x - 2, y: box.y - 1, width: box.width + 4, height: box.height + 2 };
  for (let index = 1; index < edge.points.length; index += 1) if (crosses(edge.points[index - 1]!, edge.points[index]!, room)) return true;
  return false;
}
