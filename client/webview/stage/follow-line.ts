/** Two courses of one line as equally many points, so that it can be led from the one to the other. */
import type { Point } from '#language/scene/laid-out.js';
import { along, lengthOf } from './lines.js';

/** Nearer together than this, bends of both are one. */
const SAME = 1e-6;

/** Each keeps its ends and its bends; where one bends, the other has a point as far along. */
export function inStep(before: readonly Point[], after: readonly Point[]): [Point[], Point[]] {
  if (before.length === after.length) return [[...before], [...after]];
  const fractions = [...bendsOf(before), ...bendsOf(after)].sort((a, b) => a - b);
  const marks = [0, ...fractions.filter((fraction, index) => fraction > SAME && fraction < 1 - SAME && (index === 0 || fraction - fractions[index - 1]! > SAME)), 1];
  return [marks.map((mark) => along(before, mark)), marks.map((mark) => along(after, mark))];
}

/** How far along its line each bend is. */
function bendsOf(line: readonly Point[]): number[] {
  const total = lengthOf(line);
  if (total === 0) return [];
  let passed = 0;
  return line.slice(1, -1).map((point, index) => {
    passed += Math.hypot(point.x - line[index]!.x, point.y - line[index]!.y);
    return passed / total;
  });
}
