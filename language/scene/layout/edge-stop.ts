/**
 * The place of an edge's texts: a small node that splits the edge, so that the layered layout keeps everything else
 * clear of it. The line runs through its middle.
 */
import type { ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { Direction, SceneEdge } from '../scene.js';
import { isHorizontal, SIDES, type EdgeStop } from './graph-types.js';
import { up } from './grid.js';
import { edgeLabel, tagsOf } from './labels.js';

/** Around a text of 20 px; beside one, on lines that run across. */
const HEIGHT = 24;
const HEIGHT_ACROSS = 32;
const BADGE_ROOM = 32;

/** Undefined where the edge says nothing. */
export function stopOf(edge: SceneEdge, id: string, direction: Direction): { stop: EdgeStop; node: ElkNode } | undefined {
  const label = edgeLabel(edge);
  const labels = label ? [label] : [];
  const tags = tagsOf(edge);
  const badge = edge.findings.length > 0;
  if (labels.length === 0 && tags.length === 0) return undefined;
  const inner = [...labels, ...tags].reduce((sum, each) => sum + each.width + 8, 0) - 8;
  const width = up(inner + (badge ? BADGE_ROOM : 0), 16);
  const height = isHorizontal(direction) ? HEIGHT_ACROSS : HEIGHT;
  return { stop: { id, labels, tags, badge }, node: { id, width, height, ports: portsOf(id, width, height, direction), layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } } };
}

function portsOf(id: string, width: number, height: number, direction: Direction): ElkPort[] {
  const near = isHorizontal(direction) ? { x: 0, y: height / 2 } : { x: width / 2, y: 0 };
  const far = isHorizontal(direction) ? { x: width, y: height / 2 } : { x: width / 2, y: height };
  const [into, out] = direction === 'down' || direction === 'right' ? [near, far] : [far, near];
  const port = (suffix: string, at: { x: number; y: number }, side: string): ElkPort => ({ id: `${id}${suffix}`, ...at, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } });
  return [port('i', into, SIDES[direction].before), port('o', out, SIDES[direction].after)];
}
