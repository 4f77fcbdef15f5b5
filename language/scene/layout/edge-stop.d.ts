/**
 * The place of an edge's texts: a small node that splits the edge, so that the layered layout keeps everything else
 * clear of it. The line runs through its middle.
 */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Direction, SceneEdge } from '../scene.js';
import { type EdgeStop } from './graph-types.js';
/** Undefined where the edge says nothing. */
export declare function stopOf(edge: SceneEdge, id: string, direction: Direction): {
    stop: EdgeStop;
    node: ElkNode;
} | undefined;
