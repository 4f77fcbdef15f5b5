/** Whether a picture may stay as it stood before an edit: the eye keeps hold of it, as long as it does not get much worse by that. */
import type { LaidOutScene } from '../laid-out.js';
import type { Placed } from '../layout/graph-types.js';
import type { Scene } from '../scene.js';
/** As `SceneOptions.hold` takes it: the corner of each box from that of its container, else from the layout's origin. */
export declare function placesIn({ nodes, zero }: LaidOutScene): Record<string, {
    x: number;
    y: number;
}>;
/** True where some box would stand elsewhere than it did. */
export declare function hasMoved({ nodes }: Placed, hold: Scene['hold']): boolean;
export declare function isAsGood(held: Placed, anew: Placed): boolean;
