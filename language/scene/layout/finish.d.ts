/** The last step: the picture's size, its legend, everything moved to begin at the margin. */
import type { LaidOutScene } from '../laid-out.js';
import type { Scene } from '../scene.js';
import type { Placed } from './graph-types.js';
export declare function finish(scene: Scene, placed: Placed): LaidOutScene;
