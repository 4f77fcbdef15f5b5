/** Siblings that are set together: what no line leads to, in rows; what a view wants near each other, in one company. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Scene, SceneNode } from '../scene.js';
import type { Bunch } from './graph-types.js';
import { type Tree } from './orient.js';
/** Sets the children of a node in rows and gives it their size. */
export declare function inRows(holder: ElkNode): Bunch;
/** What a view wants near each other: siblings by the first of their company. */
export declare function companies(siblings: readonly SceneNode[], near: Scene['near'], tree: Tree): Map<Id, Id>;
