import type { LaidOutScene } from './laid-out.js';
import type { Scene } from './scene.js';
import { type Placed } from './layout/graph-types.js';
export declare function layout(scene: Scene): Promise<LaidOutScene>;
/** The same in place, for who cannot wait: pages of Markdown are put together line by line. */
export declare function layoutNow(scene: Scene): LaidOutScene;
/** Sets what stands on boxes and lines; changes `placed`. */
export declare function complete(scene: Scene, placed: Placed): LaidOutScene;
/** As it stood before an edit, where that is about as good as anew. */
export declare function steadily(scene: Scene): {
    placed: Placed;
    held: boolean;
};
