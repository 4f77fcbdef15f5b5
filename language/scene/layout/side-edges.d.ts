/**
 * Lines between places that stand side by side: availability zones and twin sites, where members of one group stand in
 * both; sites that a tunnel joins; sites that call each other both ways. Given to the layered layout such lines would
 * push one place below the other; so the places are laid out without them, and the lines are drawn across the gap
 * afterwards. Where one finds no way that keeps the rules, the caller lays everything out the ordinary way.
 */
import type { Id } from '../../model/model.js';
import type { Scene, SceneEdge } from '../scene.js';
import { type Tree } from './orient.js';
import type { Placed } from './graph-types.js';
/** Edges between parallel containers, with those containers. */
export declare function sideEdgesOf(scene: Scene, tree: Tree): {
    edge: SceneEdge;
    a: Id;
    b: Id;
}[];
/** Adds the lines; false where one of them has no way. */
export declare function routeSideEdges(placed: Placed, tree: Tree, sides: readonly {
    edge: SceneEdge;
    a: Id;
    b: Id;
}[]): boolean;
