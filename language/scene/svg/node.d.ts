/** One node as markup: a group that can be focused, named for screen readers, with its id for whoever listens. */
import type { LaidOutEdge, LaidOutNode } from '../laid-out.js';
import type { PartState } from '../theme.js';
export interface NodeDrawing {
    prefix: string;
    index: number;
    open: boolean;
    edges: readonly LaidOutEdge[];
    states: readonly PartState[];
    interactive: boolean;
}
export declare function nodeMarkup(node: LaidOutNode, drawing: NodeDrawing): string;
