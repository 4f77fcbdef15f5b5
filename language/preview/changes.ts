/** What differs from the base of a picture, as the list beside it. */
import { sectionsOf, type Difference } from '../diff/index.js';
import type { ChangeRow } from '../protocol/picture.js';

/** @param earlier true where the base is a state that no editor shows: its lines lead nowhere. */
export function changeRows(difference: Difference, earlier: boolean): ChangeRow[] {
  return sectionsOf(difference).flatMap(({ lines }) => lines).map(({ change, said, details, origin, id }) => ({
    change, text: said, details, ...(id === undefined ? {} : { id }), ...(origin && !(earlier && change === 'removed') ? { origin } : {}),
  }));
}
