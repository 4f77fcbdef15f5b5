import type { Model } from '../model/model.js';
import type { SceneOptions } from './options.js';
import type { Scene } from './scene.js';
export declare function toScene(model: Model, options?: SceneOptions): Scene;
