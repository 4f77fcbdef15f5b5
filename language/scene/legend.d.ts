/** A legend only for strokes that a reader may not know, and only where they occur. */
import type { Model } from '../model/model.js';
import type { LegendEntry, SceneEdge } from './scene.js';
export declare function legendOf(model: Model, edges: readonly SceneEdge[]): LegendEntry[];
