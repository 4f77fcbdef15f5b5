import type { Scene } from '../scene.js';
import type { Placed } from './graph-types.js';
export declare function pileUp(scene: Scene): Placed;
