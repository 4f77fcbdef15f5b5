/**
 * Sizes of the nodes that contain nothing, from their measured texts, with everything placed inside them. Coordinates
 * here are relative to the node's top left corner.
 */
import type { PlacedLabel, PlacedText } from '../laid-out.js';
import type { SceneNode } from '../scene.js';
import { wrap } from '../wrap.js';
import { moveLabel, up, type Sized } from './grid.js';
import { drop, FONT_SIZE, labelOf } from './labels.js';

const PADDING = 12;
const ICON = 20;
const GAP = 8;
const NAME_WIDTH = 168;
/** Of a name that would be cut. */
const LONG_NAME_WIDTH = 232;
const DETAIL_WIDTH = 200;
/** How far the boxes behind the first of a stack look out, upwards and to the right. */
export const STACK_EDGE = 8;
const NAME_LINE = 16;
const DETAIL_LINE = 14;
const LEAST_WIDTH = { internet: 208, place: 144, wall: 192, actor: 112, box: 112, stack: 112, frame: 112, container: 112 };

/** Least width, so that every line that ends here has its own place on the border. */
export function widthForLines(lines: number): number {
  return up(16 * (lines + 1), 16);
}

/** @param least the least size; `across` where lines run from side to side, `lines` how many run through at most. */
export function sizeOf(node: SceneNode, least: { width?: number; height?: number; across?: boolean; lines?: number } = {}): Sized {
  const usual = wrap(node.name, NAME_WIDTH, FONT_SIZE.name, 'bold', 2);
  const name = usual.cut ? wrap(node.name, LONG_NAME_WIDTH, FONT_SIZE.name, 'bold', 2) : usual;
  const detail = node.detail === undefined ? undefined : wrap(node.detail, DETAIL_WIDTH, FONT_SIZE.detail, 'regular', 1);
  const marks = marksOf(node);
  const marksWidth = marks.reduce((sum, mark) => sum + GAP + mark.width, 0);
  const textWidth = Math.max(name.width + marksWidth, detail?.width ?? 0);
  const textHeight = name.lines.length * NAME_LINE + (detail ? DETAIL_LINE : 0);
  const opening = 16 * (Math.max(1, least.lines ?? 1) - 1);
  // A wall has room for its name beside an opening in its middle; above it, where lines run across the page.
  const beside = node.form === 'wall' && !least.across ? ICON + GAP + textWidth + 80 + opening : 0;
  const above = node.form === 'wall' && least.across ? 2 * (Math.max(textHeight, ICON) + 8) + 24 + opening : 0;
  const round = node.form === 'actor' || node.form === 'internet' ? 8 : 0;
  const behind = node.form === 'stack' ? STACK_EDGE : 0;
  const width = Math.max(up(behind + 2 * PADDING + 2 * round + ICON + GAP + textWidth + beside, 16), node.form === 'wall' && least.across ? LEAST_WIDTH.box : LEAST_WIDTH[node.form], least.width ?? 0);
  const height = Math.max(up(behind + textHeight + 16), up(above, 16), 48, least.height ?? 0);
  const left = node.form === 'wall' ? Math.round((width - ICON - GAP - textWidth) / 2) : PADDING + round;
  const top = behind + (height - behind - textHeight) / 2;
  const x = left + ICON + GAP;
  return {
    width, height, iconAt: { x: left, y: behind + (height - behind - ICON) / 2, width: ICON, height: ICON }, texts: textsOf(name.lines, detail?.lines[0], x, top),
    marks: placeMarks(marks, x + name.width + GAP, top), vipAt: [],
  };
}

function marksOf(node: SceneNode): PlacedLabel[] {
  const words: { text: string; title?: string }[] = [
    ...(node.standby ? [{ text: node.standby.word }] : []), ...node.membership, ...(node.form === 'stack' && node.group ? [{ text: node.group.badge }] : []), ...(node.guards ? [node.guards] : []),
  ];
  return words.map(({ text, title }) => labelOf(text, 'badge', { height: 16, padding: 6, step: 2, most: 96, ...(title === undefined ? {} : { title }) }));
}

function textsOf(lines: readonly string[], detail: string | undefined, x: number, top: number): PlacedText[] {
  const texts: PlacedText[] = lines.map((text, index) => ({ text, x, y: top + (index + 0.5) * NAME_LINE + drop('name'), anchor: 'start', style: 'name' }));
  if (detail !== undefined) texts.push({ text: detail, x, y: top + lines.length * NAME_LINE + DETAIL_LINE / 2 + drop('detail'), anchor: 'start', style: 'detail' });
  return texts;
}

function placeMarks(marks: readonly PlacedLabel[], from: number, top: number): PlacedLabel[] {
  let x = from;
  return marks.map((mark) => {
    const placed = moveLabel(mark, x, top);
    x += mark.width + GAP;
    return placed;
  });
}
