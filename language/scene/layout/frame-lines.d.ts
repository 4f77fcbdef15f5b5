/** Lines between members of a compact frame: neighbours straight, others in lanes beside the row. */
import type { PlacedLabel } from '../laid-out.js';
import type { SceneEdge } from '../scene.js';
import type { Frame, FrameMember } from './frame-types.js';
/** The text of each line, by its edge. */
export type InnerLabels = ReadonlyMap<string, PlacedLabel | undefined>;
/** Neighbours are joined by a straight line; everything else runs in a lane beside the row, so that it crosses no member. */
export declare function innerEdges(inside: readonly SceneEdge[], members: readonly FrameMember[], labels: InnerLabels, horizontal: boolean): Frame['inner'];
