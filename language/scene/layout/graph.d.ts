import type { Scene } from '../scene.js';
import { type Graph, type Lesson } from './graph-types.js';
export declare function graphOf(scene: Scene, lesson: Lesson): Graph;
