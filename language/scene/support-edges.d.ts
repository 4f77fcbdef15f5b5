/** Replication, backups and mounts: who keeps whose data. */
import type { Model } from '../model/model.js';
import type { Nesting } from './nesting.js';
import type { SceneEdge } from './scene.js';
export declare function supportEdges(model: Model, nesting: Nesting): SceneEdge[];
