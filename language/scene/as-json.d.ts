import type { LaidOutScene } from './laid-out.js';
/** @param fileOf what a URI is called. */
export declare function sceneAsJson(scene: LaidOutScene, fileOf: (uri: string) => string): string;
