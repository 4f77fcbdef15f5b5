import type { ElkNode } from 'elkjs/lib/elk-api.js';
/** On a container: nodes with a position keep their order in a row. */
export declare const KEEP_ORDER = "elk.layered.crossingMinimization.semiInteractive";
/** How many other variants are worth their time for a graph of this size. */
export declare function variantsFor(graph: ElkNode): number;
/** The graph with coordinates; undefined where ELK fails on it with every set of options, or with those of the variant; `between` is the room between two tiers. */
export declare function runElk(graph: ElkNode, { variant, between }?: {
    variant?: number;
    between?: number;
}): ElkNode | undefined;
