/**
 * Titles of open places and containers: in the band under the upper border, as far left as no line runs through. A
 * title that finds no room is reported, and the layout is repeated with room for it.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutNode, PlacedLabel, Rectangle } from '../laid-out.js';
import { cutTo } from '../wrap.js';
import { passagesOf, shiftTexts } from './bands.js';
import { TITLE_BAND } from './graph-types.js';
import { bottom, moveLabel, moveText, right, segmentBox, up } from './grid.js';
import { drop, FONT_SIZE, labelOf, titleBoxes, weightOf, widthOf } from './labels.js';
import type { Placed } from './graph-types.js';

const ICON = 16;
const EDGE_CLEAR = 6;
const INSET = 12;
const BADGE = 22;
/** From a line through a wall to the edge of its opening. */
export const GATE = 8;

interface Stretch { from: number; to: number }

/** Returns what needs more room; with `anyhow`, titles are cut to what there is. */
export function placeTitles(placed: Placed, anyhow: boolean): { id: Id; room: number }[] {
  const parents = new Set(placed.nodes.map((node) => node.parent));
  const crowded: { id: Id; room: number }[] = [];
  for (const node of placed.nodes) {
    if (node.form === 'wall') placeWallText(node, placed);
    if (!parents.has(node.id) || node.texts.length > 0) continue;
    const room = placeTitle(node, placed, anyhow);
    if (room > 0) crowded.push({ id: node.id, room });
  }
  if (crowded.length > 0) return crowded;
  return [];
}

/** Where the title of an open place stands when no line is in its way, with the room that it keeps from lines. */
export function titleRoom({ x, y, width, name, group }: LaidOutNode): Rectangle {
  const whole = ICON + 6 + widthOf(name, 'place') + (group ? 10 + badgeOf(group.badge).width : 0);
  return { x, y, width: Math.min(INSET + whole + EDGE_CLEAR, width), height: TITLE_BAND + 4 };
}

function placeTitle(node: LaidOutNode, placed: Placed, anyhow: boolean): number {
  const free = freeStretches(node, placed);
  const whole = ICON + 6 + widthOf(node.name, 'place');
  const middle = node.y + TITLE_BAND / 2 + 2;
  let stretch = free.find((each) => each.to - each.from >= whole);
  if (!stretch && !anyhow) return up(Math.min(whole, 320) - (free[0] && free[0].from === node.x + INSET ? free[0].to - free[0].from : 0) + 8, 16);
  stretch ??= free.reduce((best, each) => (each.to - each.from > best.to - best.from ? each : best), free[0] ?? { from: node.x + INSET, to: node.x + INSET });
  const { text } = cutTo(node.name, Math.max(0, stretch.to - stretch.from - ICON - 6), FONT_SIZE.place, weightOf('place'));
  if (stretch.to - stretch.from < ICON + 24) return 0;
  node.iconAt = { x: stretch.from, y: middle - ICON / 2, width: ICON, height: ICON };
  let x = stretch.from + ICON + 6;
  node.texts.push({ text, x, y: middle + drop('place'), anchor: 'start', style: 'place' });
  x += widthOf(text, 'place') + 10;
  stretch.from = x;
  const put = (width: number): number | undefined => {
    const fits = free.find((each) => each.to - each.from >= width);
    if (!fits) return undefined;
    const at = fits.from;
    fits.from += width + 8;
    return at;
  };
  if (node.detail !== undefined) {
    const at = put(widthOf(node.detail, 'subnet'));
    if (at !== undefined) node.texts.push({ text: node.detail, x: at, y: middle + drop('subnet') + 0.5, anchor: 'start', style: 'subnet' });
  }
  const words = [...(node.group ? [node.group.badge] : []), ...(node.standby ? [node.standby.word] : []), ...node.membership.map((each) => each.text), ...(node.guards ? [node.guards.text] : [])];
  for (const word of words) {
    const label = badgeOf(word);
    const at = put(label.width);
    if (at !== undefined) node.marks.push(moveLabel(label, at, middle - 8));
  }
  for (const vip of node.vips) {
    const label: PlacedLabel = labelOf(vip.text, 'pill', { height: 20, title: vip.title });
    const at = put(label.width);
    if (at !== undefined) node.vipAt.push(moveLabel(label, at, middle - 10));
  }
  return 0;
}

function badgeOf(word: string): PlacedLabel {
  return labelOf(word, 'badge', { height: 16, padding: 6, step: 2, most: 120 });
}

/** Stretches of the title band that no line runs through and where no finding sits. */
function freeStretches(node: LaidOutNode, placed: Placed): Stretch[] {
  const band = { x: node.x, y: node.y, width: node.width, height: TITLE_BAND + 4 };
  const blocked: Stretch[] = [];
  for (const edge of placed.edges) {
    for (let index = 1; index < edge.points.length; index += 1) {
      const piece = segmentBox(edge.points[index - 1]!, edge.points[index]!);
      if (piece.y < band.y + band.height && piece.y + piece.height > band.y && piece.x < right(band) && right(piece) > band.x - 1) blocked.push({ from: piece.x - EDGE_CLEAR, to: right(piece) + EDGE_CLEAR });
    }
  }
  blocked.sort((a, b) => a.from - b.from);
  const free: Stretch[] = [];
  let from = node.x + INSET;
  const end = right(node) - INSET - node.findings.length * BADGE;
  for (const each of blocked) {
    if (each.from > from) free.push({ from, to: Math.min(each.from, end) });
    from = Math.max(from, each.to);
  }
  if (end > from) free.push({ from, to: end });
  return free;
}

/** The name of a wall stands beside its opening, so that the line is seen to pass. */
function placeWallText(node: LaidOutNode, placed: Placed): void {
  const ways = passagesOf(node, placed.edges.filter((edge) => edge.from === node.id || edge.to === node.id));
  if (ways.length === 0 || !node.iconAt) return;
  const left = node.iconAt.x;
  const width = Math.max(...node.texts.map((text) => text.x + widthOf(text.text, text.style)), ...node.marks.map(right)) - left;
  if (ways.some(({ run }) => run === 'level')) { clearLevel(node, ways.filter(({ run }) => run === 'level').map(({ at }) => at)); return; }
  const taken = ways.map(({ at }) => ({ from: at.x, to: right(at) })).sort((a, b) => a.from - b.from);
  let from = node.x;
  for (const [index, stretch] of [...taken, { from: right(node), to: right(node) }].entries()) {
    if (stretch.from - from - 36 >= width) {
      shiftTexts(node, (index === taken.length && taken.length > 0 ? from + 20 : stretch.from - 20 - width) - left);
      return;
    }
    from = Math.max(from, stretch.to);
  }
}

/** Where lines run through from side to side, the name stands above them, or below, where there is room. */
function clearLevel(node: LaidOutNode, ways: readonly Rectangle[]): void {
  const icon = node.iconAt!;
  const boxes = [icon, ...titleBoxes(node), ...node.marks];
  const [top, foot] = [Math.min(...boxes.map((box) => box.y)), Math.max(...boxes.map(bottom))];
  const [low, high] = [Math.min(...ways.map((at) => at.y)) - GATE, Math.max(...ways.map(bottom)) + GATE];
  const dy = low - node.y >= foot - top + 4 ? Math.round((node.y + low - top - foot) / 2) : bottom(node) - high >= foot - top + 4 ? Math.round((high + bottom(node) - top - foot) / 2) : 0;
  node.texts = node.texts.map((text) => moveText(text, 0, dy));
  node.marks = node.marks.map((mark) => moveLabel(mark, 0, dy));
  node.iconAt = { ...icon, y: icon.y + dy };
}
