/** Findings sit on the upper right corner of their culprit, the gravest outermost. */
import { right } from './grid.js';
import type { Placed } from './graph-types.js';

const APART = 20;

export function placeBadges(placed: Placed): void {
  for (const node of placed.nodes) node.badgesAt = node.findings.map((_, index) => ({ x: right(node) - 8 - APART * index, y: node.y }));
  for (const edge of placed.edges) {
    const [first] = edge.badgesAt;
    if (first) edge.badgesAt = edge.findings.slice(0, 1).map(() => first);
  }
}
