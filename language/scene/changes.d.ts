/** Marks what changed between two revisions on the parts that draw it; what stands for several changes says how many. */
import type { Id, Model } from '../model/model.js';
import type { Nesting } from './nesting.js';
import type { ChangeMark, LegendEntry, SceneEdge, SceneNode } from './scene.js';
export type Changes = Readonly<Record<Id, ChangeMark>>;
interface Marking {
    model: Model;
    nodes: readonly SceneNode[];
    edges: readonly SceneEdge[];
    nesting: Nesting;
    changes: Changes;
}
export declare function markChanges({ model, nodes, edges, nesting, changes }: Marking): void;
export declare function changeLegend(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): LegendEntry[];
export {};
