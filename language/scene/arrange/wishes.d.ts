/** Where somebody wants boxes to stand, instead of where the automatic layout set them. */
import type { Id } from '../../model/model.js';
import type { Point } from '../laid-out.js';
/** Box → its top left corner, in pixels from the top left corner of the container that it is drawn in, else from the layout's own origin. */
export type Wishes = ReadonlyMap<Id, Point>;
