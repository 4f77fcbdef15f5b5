/** One edge as markup: its line by medium and form, its head, its texts. */
import type { LaidOutEdge } from '../laid-out.js';
import type { PartState } from '../theme.js';
export declare function edgeMarkup(edge: LaidOutEdge, drawing: {
    prefix: string;
    index: number;
    states: readonly PartState[];
    interactive: boolean;
}): string;
