/** What differs from the base of a picture, as the list beside it. */
import { type Difference } from '../diff/index.js';
import type { ChangeRow } from '../protocol/picture.js';
/** @param earlier true where the base is a state that no editor shows: its lines lead nowhere. */
export declare function changeRows(difference: Difference, earlier: boolean): ChangeRow[];
