/**
 * Which end of each line is nearer to the outside, decided level by level of the nesting, so that no level has a
 * cycle: the internet first, then the way of requests, and for cables the distance from the internet. Within a level
 * the order is that of Eades, Lin and Smyth's heuristic (1993), which turns round few lines; ties go by source order.
 */
import type { Id } from '../../model/model.js';
import type { Scene, SceneEdge, SceneNode } from '../scene.js';
export interface Tree {
    nodes: ReadonlyMap<Id, SceneNode>;
    parentOf: ReadonlyMap<Id, Id | undefined>;
    order: ReadonlyMap<Id, number>;
}
export declare function treeOf(scene: Scene): Tree;
/** From the outermost container down to the node itself. */
export declare function pathTo(tree: Tree, id: Id): Id[];
/** The container in which two nodes meet, and the nodes of that level above each; undefined levels where one contains the other. */
export declare function meeting(tree: Tree, a: Id, b: Id): {
    container: Id | undefined;
    a: Id | undefined;
    b: Id | undefined;
};
export declare function isInside(tree: Tree, id: Id, container: Id): boolean;
/** How many nodes directly in a container follow each other at most, as the lines between them lead. */
export declare function tiersOf(edges: readonly SceneEdge[], turned: ReadonlySet<string>, tree: Tree, container: Id | undefined): number;
/** Edges whose `to` end is nearer to the outside than their `from` end: they are laid out the other way round. */
export declare function turnedEdges(scene: Scene, tree: Tree): Set<string>;
export declare function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void;
