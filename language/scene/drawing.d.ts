/** From the model to a laid-out picture that fits a page: what is too wide is collapsed further until it does. */
import type { Model } from '../model/model.js';
import type { LaidOutScene } from './laid-out.js';
import type { SceneOptions } from './options.js';
import type { Scene } from './scene.js';
/** Gives a scene its places: here, or in a thread of its own. */
export type LayOut = (scene: Scene) => LaidOutScene | Promise<LaidOutScene>;
export declare function drawing(model: Model, options?: SceneOptions, layOut?: LayOut): Promise<LaidOutScene>;
/** The same in place, for who cannot wait. */
export declare function drawingNow(model: Model, options?: SceneOptions): LaidOutScene;
