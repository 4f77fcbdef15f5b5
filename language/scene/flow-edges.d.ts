import type { Id, Model } from '../model/model.js';
import type { Nesting } from './nesting.js';
import type { SceneEdge } from './scene.js';
import { type WaysOf } from './ways.js';
export interface FlowEdges {
    edges: SceneEdge[];
    routes: Record<Id, string[]>;
}
export declare function flowEdges(model: Model, nesting: Nesting, ways: WaysOf): FlowEdges;
