/** From text to picture: which part of the model was written where the cursor stands, and what its statement speaks of. */
import type { Id, Model } from '../model/model.js';
import { comparePositions, contains, type Origin, type Position } from '../model/origin.js';
import { speakingStatements } from './statements.js';

export interface Located {
  /** The part whose statement it is: of a filter's rule the filter. Undefined of a statement that declares no part. */
  id?: Id;
  /** What the statement speaks of besides, such as what an expectation is about. */
  also: Id[];
}

/** What the picture shows for a position: the innermost part there, or what the innermost statement there speaks of. */
export function locate({ origins, model }: { origins: Readonly<Record<Id, Origin>>; model: Model }, uri: string, position: Position): Located {
  const [id, ...twins] = partsAt(origins, uri, position);
  const at = (origin: Origin): boolean => origin.uri === uri && contains(origin.extent, position);
  const speaking = speakingStatements(model).filter(({ origin }) => at(origin)).reduce<Speaker>((found, each) => (found && isInside(found.origin, each.origin) ? found : each), undefined);
  if (id === undefined) return { also: speaking?.ids ?? [] };
  if (!speaking || isInside(origins[id]!, speaking.origin)) return { id, also: twins };
  if (isInside(speaking.origin, origins[id]!)) return { also: speaking.ids };
  // Where both begin and end together, as a security group and its members, both are meant.
  return { id, also: [...twins, ...speaking.ids] };
}

type Speaker = ReturnType<typeof speakingStatements>[number] | undefined;

/** The innermost statement of a part that contains the position. */
export function partAt(origins: Readonly<Record<Id, Origin>>, uri: string, position: Position): Id | undefined {
  return partsAt(origins, uri, position)[0];
}

/** The parts of the innermost statement there. Several where it is written once for each of them, as inside a counted element. */
function partsAt(origins: Readonly<Record<Id, Origin>>, uri: string, position: Position): Id[] {
  let found: { id: Id; origin: Origin }[] = [];
  for (const [id, origin] of Object.entries(origins)) {
    if (origin.uri !== uri || !contains(origin.extent, position)) continue;
    if (found[0] && isInside(found[0].origin, origin)) continue;
    found = found[0] && !isInside(origin, found[0].origin) ? [...found, { id, origin }] : [{ id, origin }];
  }
  // Flows of one chain are a statement together: the cursor tells them apart.
  const touched = found.filter(({ origin }) => contains(origin.range, position));
  const ids = (touched.length > 0 ? touched : found).map(({ id }) => id);
  // A counted element stands for its instances.
  const groups = ids.filter((id) => ids.some((each) => each.startsWith(`${id}#`)));
  return ids.filter((id) => !groups.some((group) => id.startsWith(`${group}#`)));
}

/** Strictly: of equal extents neither is inside the other. */
function isInside(inner: Origin, outer: Origin): boolean {
  const start = comparePositions(outer.extent.start, inner.extent.start);
  const end = comparePositions(inner.extent.end, outer.extent.end);
  return start <= 0 && end <= 0 && (start < 0 || end < 0);
}
