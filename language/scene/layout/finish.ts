/** The last step: the picture's size, its legend, everything moved to begin at the margin. */
import type { LaidOutEdge, LaidOutNode, LaidOutScene, Rectangle } from '../laid-out.js';
import type { LegendEntry, Scene } from '../scene.js';
import { extentOf } from './bands.js';
import { bottom, moveLabel, moveText, right, up } from './grid.js';
import { widthOf } from './labels.js';
import type { Placed } from './graph-types.js';

const MARGIN = 24;
const LEGEND_ROW = 24;
/** Sample and gap before a legend's text. */
const SAMPLE = 40;
const LEAST_LEGEND = 320;

export function finish(scene: Scene, placed: Placed): LaidOutScene {
  // Badges of findings stand over the border, into the margin: a picture does not shift when they come.
  const boxes: Rectangle[] = [
    ...placed.nodes, ...placed.nodes.flatMap((node) => node.vipAt),
    ...placed.edges.flatMap((edge) => [...edge.points.map((point) => ({ ...point, width: 0, height: 0 })), ...(edge.labelAt ? [edge.labelAt] : []), ...edge.tagsAt, ...edge.endsAt]),
  ];
  const extent = boxes.length > 0 ? extentOf(boxes) : { x: MARGIN, y: MARGIN, width: 192, height: 48 };
  const [dx, dy] = [up(MARGIN - extent.x), up(MARGIN - extent.y)];
  const legend = legendAt(scene.legend, bottom(extent) + dy + 16, extent.width);
  const { version, title, view, variant, show, direction, routes, stands } = scene;
  const laidOut: LaidOutScene = {
    version, title, ...(view !== undefined ? { view } : {}), ...(variant !== undefined ? { variant } : {}), show, direction,
    width: up(Math.max(right(extent) + dx, legend ? right(legend.at) : 0) + MARGIN), height: up((legend ? bottom(legend.at) : bottom(extent) + dy) + MARGIN),
    ...(dx !== 0 || dy !== 0 ? { zero: { x: dx, y: dy } } : {}),
    nodes: placed.nodes.map((node) => ({ ...moveNode(node, dx, dy), ...(Object.hasOwn(scene.set, node.id) ? { set: true as const } : {}) })), edges: placed.edges.map((edge) => moveEdge(edge, dx, dy)), routes, stands, ...(legend ? { legend } : {}),
  };
  // Plain data as JSON has it: no member that is undefined, so that what is sent is what was made.
  return JSON.parse(JSON.stringify(laidOut)) as LaidOutScene;
}

/** Side by side as far as the picture is wide, then in the next row. */
function legendAt(entries: readonly LegendEntry[], top: number, room: number): LaidOutScene['legend'] {
  if (entries.length === 0) return undefined;
  const widths = entries.map((entry) => up(SAMPLE + widthOf(entry.text, 'detail') + 24));
  let [x, y, width] = [MARGIN, up(top), 0];
  const placed = entries.map((entry, index) => {
    if (x > MARGIN && x + widths[index]! > MARGIN + Math.max(room, LEAST_LEGEND)) { x = MARGIN; y += LEGEND_ROW; }
    const at = { ...entry, x, y: y + LEGEND_ROW / 2 };
    x += widths[index]!;
    width = Math.max(width, x - MARGIN);
    return at;
  });
  return { entries: placed, at: { x: MARGIN, y: up(top), width, height: y + LEGEND_ROW - up(top) } };
}

function moveNode(node: LaidOutNode, dx: number, dy: number): LaidOutNode {
  return {
    ...node, x: node.x + dx, y: node.y + dy, texts: node.texts.map((text) => moveText(text, dx, dy)), marks: node.marks.map((mark) => moveLabel(mark, dx, dy)),
    vipAt: node.vipAt.map((vip) => moveLabel(vip, dx, dy)), badgesAt: node.badgesAt.map((at) => ({ x: at.x + dx, y: at.y + dy })),
    ...(node.iconAt ? { iconAt: { ...node.iconAt, x: node.iconAt.x + dx, y: node.iconAt.y + dy } } : {}),
  };
}

function moveEdge(edge: LaidOutEdge, dx: number, dy: number): LaidOutEdge {
  return {
    ...edge, points: edge.points.map((point) => ({ x: point.x + dx, y: point.y + dy })), ...(edge.labelAt ? { labelAt: moveLabel(edge.labelAt, dx, dy) } : {}),
    tagsAt: edge.tagsAt.map((tag) => moveLabel(tag, dx, dy)), endsAt: edge.endsAt.map((end) => moveLabel(end, dx, dy)), badgesAt: edge.badgesAt.map((at) => ({ x: at.x + dx, y: at.y + dy })),
  };
}
