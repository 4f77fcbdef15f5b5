/** From ELK's answer to absolute places on the grid: nodes, members of frames, lines with their labels. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { LaidOutEdge, Rectangle } from '../laid-out.js';
import { type EdgeStop, type Graph, type Placed } from './graph-types.js';
export declare function place(graph: Graph, laid: ElkNode, horizontal: boolean): Placed;
/** The texts of a line, in a row in the place that was kept for them. */
export declare function labelsAt({ labels, tags, badge }: EdgeStop, box: Rectangle): Pick<LaidOutEdge, 'labelAt' | 'tagsAt' | 'badgesAt'>;
