import type { Id, Model } from '../model/model.js';
import type { Nesting } from './nesting.js';
import type { SceneEdge } from './scene.js';
export declare function linkEdges(model: Model, nesting: Nesting): {
    edges: SceneEdge[];
    routes: Record<Id, string[]>;
};
/** The same VLAN has the same hue in the whole picture; beyond four they repeat, told apart by their number. */
export declare function vlanHues(model: Model): Map<number, number>;
