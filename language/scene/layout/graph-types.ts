/** What the layout passes on from step to step: the graph for ELK, how it maps to the scene, what was learnt from it. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { LaidOutEdge, LaidOutNode, PlacedLabel } from '../laid-out.js';
import type { Direction, SceneEdge } from '../scene.js';
import type { Frame } from './frame-types.js';
import type { Sized } from './grid.js';
import type { Tree } from './orient.js';

/** What a repeated layout has learnt from the one before. */
export interface Lesson {
  /** Containers whose title needs so much more room beside the lines. */
  titleRoom: ReadonlyMap<Id, number>;
  /** Containers whose content stands so much further from their left border, so that lines come in beside the title. */
  margin: ReadonlyMap<Id, number>;
  /** Where each end of a line came from or went to, across the direction of reading: `edge id` and `before` or `after`. */
  heading: ReadonlyMap<string, number>;
  /** True where lines between parallel places are left for afterwards. */
  sideBySide: boolean;
  /** True where the members of open frames are to stand in their order. */
  inOrder: boolean;
  /** Which set of wishes ELK is asked with: 0 is the usual one. */
  variant: number;
}

/** The place of an edge's texts. */
export interface EdgeStop {
  /** The ELK node; its ports are this id with `i` and `o`. */
  id: string;
  labels: PlacedLabel[];
  tags: PlacedLabel[];
  badge: boolean;
}

export interface DrawnEdge {
  edge: SceneEdge;
  /** Laid out from `to` to `from`. */
  turned: boolean;
  /** Pieces in layout order: their ELK ids. */
  pieces: string[];
  /** The ELK node that holds the place of the label or tags. */
  stop?: EdgeStop;
  /** Where the first or last point must be carried on to: the border of the member or container. */
  source: Anchor;
  target: Anchor;
}

export interface Anchor {
  node: Id;
  /** The ELK port or node. */
  elk: string;
  via: 'node' | 'member' | 'frame' | 'inside';
}

export interface Graph {
  root: ElkNode;
  tree: Tree;
  ids: ReadonlyMap<Id, string>;
  sizes: ReadonlyMap<Id, Sized>;
  frames: ReadonlyMap<Id, Frame>;
  drawn: DrawnEdge[];
  /** ELK node → where the nodes set in rows stand in it. */
  bunches: ReadonlyMap<string, Bunch>;
  /** True where lines share a side of a frame, so that their order there may be bettered. */
  choices: boolean;
  /** Room between two tiers. */
  between: number;
  /** Lines between parallel places, to be drawn when those have their place. */
  sides: { edge: SceneEdge; a: Id; b: Id }[];
}

export function headingKey(edge: string, before: boolean): string {
  return `${edge} ${before ? 'before' : 'after'}`;
}

export type Bunch = { id: string; x: number; y: number; width: number; height: number }[];

/** ELK's names for the sides where requests come in and go out. */
export const SIDES: Record<Direction, { before: string; after: string; elk: string }> = {
  down: { before: 'NORTH', after: 'SOUTH', elk: 'DOWN' }, up: { before: 'SOUTH', after: 'NORTH', elk: 'UP' },
  right: { before: 'WEST', after: 'EAST', elk: 'RIGHT' }, left: { before: 'EAST', after: 'WEST', elk: 'LEFT' },
};

/** Height of the band under a container's upper border that holds its title. */
export const TITLE_BAND = 32;

export function isHorizontal(direction: Direction): boolean {
  return direction === 'right' || direction === 'left';
}

/** Nodes and lines with their places, before titles, small texts and the legend. */
export interface Placed {
  nodes: LaidOutNode[];
  edges: LaidOutEdge[];
  /** What a repeated layout may learn; undefined where there is nothing to choose. */
  heading?: Map<string, number>;
  /** False where a line between parallel places found no way. */
  complete: boolean;
  /** True where there are such lines. */
  sides: boolean;
  /** How many other variants of the layout are worth trying. */
  variants: number;
}
