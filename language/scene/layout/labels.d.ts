/** Small texts with a ground of their own: their size, and where the text stands in them. */
import type { LaidOutNode, PlacedLabel, Rectangle, TextStyle } from '../laid-out.js';
import type { SceneEdge } from '../scene.js';
export declare const FONT_SIZE: Record<TextStyle, number>;
export declare function weightOf(style: TextStyle): 'bold' | 'regular';
export declare function widthOf(text: string, style: TextStyle): number;
/** Distance from the middle of a line of text to its baseline. */
export declare function drop(style: TextStyle): number;
/** A label with its top left corner at the origin. */
export declare function labelOf(raw: string, style: TextStyle, options?: {
    height?: number;
    padding?: number;
    step?: number;
    most?: number;
    title?: string;
    hue?: number;
}): PlacedLabel;
/** The pill of an edge: its text, and a small wall where it passes a filter that is drawn elsewhere. */
export declare function edgeLabel(edge: SceneEdge): PlacedLabel | undefined;
/** The VLAN tags of a cable. */
export declare function tagsOf(edge: SceneEdge): PlacedLabel[];
/** The title and subnet of an open container. */
export declare function titleBoxes(node: LaidOutNode): Rectangle[];
