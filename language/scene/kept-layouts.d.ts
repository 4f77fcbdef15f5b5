import type { LaidOutScene } from './laid-out.js';
import type { Scene } from './scene.js';
export declare class KeptLayouts {
    private readonly kept;
    layOut(scene: Scene): LaidOutScene;
}
