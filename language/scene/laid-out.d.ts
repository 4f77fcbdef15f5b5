/**
 * The laid-out scene: the scene with a place for everything, in CSS pixels at 100 %, y downwards, all coordinates
 * absolute and boxes on a grid of 8. It is plain data: `lintel render --output X.json` writes it as it is.
 */
import type { Id } from '../model/model.js';
import type { IconName } from './icons.generated.js';
import type { Badge, Direction, LegendEntry, SceneEdge, SceneNode, Show } from './scene.js';
export interface Point {
    x: number;
    y: number;
}
export interface Rectangle {
    x: number;
    y: number;
    width: number;
    height: number;
}
/** A text that was measured, wrapped and given its place. `x` follows `anchor`, `y` is the baseline. */
export interface PlacedText {
    text: string;
    x: number;
    y: number;
    anchor: 'start' | 'middle' | 'end';
    style: TextStyle;
}
export type TextStyle = 'name' | 'detail' | 'place' | 'subnet' | 'pill' | 'tag' | 'end' | 'badge' | 'heading';
/** A text on a ground of its own: flow pills, VIPs, VLAN tags, group badges, texts at the ends of a cable. */
export interface PlacedLabel extends Rectangle {
    text: PlacedText;
    /** Full text where it was cut. */
    title?: string;
    /** VLAN tags: which hue. */
    hue?: number;
    /** A small icon before the text, and its square. */
    icon?: {
        name: IconName;
        at: Rectangle;
    };
}
export interface LaidOutNode extends Omit<SceneNode, 'children'>, Rectangle {
    /** The node that contains it. */
    parent?: Id;
    /** How many nodes contain it. */
    depth: number;
    /** Stands where somebody set it by hand. */
    set?: true;
    /** Where the icon stands, square; undefined where there is none. */
    iconAt?: Rectangle;
    texts: PlacedText[];
    /** Group badge ("A/S"), membership badges, "standby". */
    marks: PlacedLabel[];
    vipAt: PlacedLabel[];
    /** Centre of the finding badges, gravest first. */
    badgesAt: Point[];
}
export interface LaidOutEdge extends SceneEdge {
    /** Orthogonal, from `from` to `to`; the first and last point lie on the borders of those nodes. */
    points: Point[];
    labelAt?: PlacedLabel;
    tagsAt: PlacedLabel[];
    endsAt: PlacedLabel[];
    badgesAt: Point[];
}
export interface LaidOutScene {
    version: 1;
    title: string;
    view?: string;
    variant?: string;
    show: Show;
    direction: Direction;
    width: number;
    height: number;
    /** Where the zero of the layout itself lies, that places of outermost boxes are counted from; 0, 0 where it is left out. */
    zero?: Point;
    /** Containers before what they contain: painting order. */
    nodes: LaidOutNode[];
    edges: LaidOutEdge[];
    routes: Record<Id, string[]>;
    stands: Record<Id, Id>;
    /** Rows of the legend with the left end of each sample. */
    legend?: {
        at: Rectangle;
        entries: (LegendEntry & Point)[];
    };
}
export type { Badge };
