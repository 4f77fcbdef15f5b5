/** A compact frame: members in a row, what is written on it, and the lines inside. Coordinates from its own corner. */
import type { PlacedLabel, PlacedText, Point, Rectangle } from '../laid-out.js';
import type { SceneEdge, SceneNode } from '../scene.js';
import type { Sized } from './grid.js';
export interface FrameMember extends Rectangle {
    node: SceneNode;
    sized: Sized;
}
export interface Frame {
    node: SceneNode;
    width: number;
    /** Including the rise of a VIP pill; the frame's own border begins at `top`. */
    height: number;
    top: number;
    members: FrameMember[];
    texts: PlacedText[];
    marks: PlacedLabel[];
    vipAt: PlacedLabel[];
    inner: {
        edge: SceneEdge;
        points: Point[];
        labelAt?: PlacedLabel;
    }[];
    /** Stretches of the header that lines to members must not cross. */
    taken: {
        from: number;
        to: number;
    }[];
}
