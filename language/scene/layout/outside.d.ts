/** Unseen lines from an internet to what would otherwise stand beside it, so that the outside stays outside. Actors may stand there. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Scene } from '../scene.js';
import { type Tree } from './orient.js';
export declare function keepOutside(root: ElkNode, scene: Scene, tree: Tree, ids: ReadonlyMap<Id, string>, turned: ReadonlySet<string>): void;
