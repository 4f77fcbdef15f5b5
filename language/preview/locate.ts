/** From text to picture: which part of the model was written where the cursor stands. */
import type { Id } from '../model/model.js';
import { comparePositions, contains, type Origin, type Position } from '../model/origin.js';

/** The innermost part whose statement contains the position; of equal extents the one that starts last. */
export function partAt(origins: Readonly<Record<Id, Origin>>, uri: string, position: Position): Id | undefined {
  let found: { id: Id; origin: Origin } | undefined;
  for (const [id, origin] of Object.entries(origins)) {
    if (origin.uri !== uri || !contains(origin.extent, position)) continue;
    if (!found || isInside(origin, found.origin)) found = { id, origin };
  }
  return found?.id;
}

function isInside(inner: Origin, outer: Origin): boolean {
  const start = comparePositions(outer.extent.start, inner.extent.start);
  const end = comparePositions(inner.extent.end, outer.extent.end);
  return start <= 0 && end <= 0 && (start < 0 || end < 0);
}
