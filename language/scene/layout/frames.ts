/**
 * Frames around groups whose members contain nothing: members of equal size in a row across the direction of the
 * request, replication between neighbours drawn inside. To the layout the frame is one node with fixed ports, so that
 * redundant members always stand side by side.
 */
import type { Id } from '../../model/model.js';
import type { PlacedLabel, PlacedText, Rectangle } from '../laid-out.js';
import type { SceneEdge, SceneNode } from '../scene.js';
import { cutTo } from '../wrap.js';
import type { Frame, FrameMember } from './frame-types.js';
import { innerEdges, type InnerLabels } from './frame-lines.js';
import { bottom, moveLabel, right, up, type Sized } from './grid.js';
import { drop, FONT_SIZE, labelOf, weightOf, widthOf } from './labels.js';
import { sizeOf, widthForLines } from './sizes.js';

const SIDE = 16;
const HEADER = 32;
const GAP = 16;
const PILL_HEIGHT = 20;
/** How far a VIP pill stands above its frame. */
export const VIP_RISE = 8;
/** Width that a frame's name may take where lines lead to its members. */
const NAME_WIDTH = 176;
/** Members without lines of their own wrap into rows of this many. */
const ROW = 4;
/** As many as a page is wide. */
const MOST_IN_ROW = 14;

/** Groups drawn as one node: all members are leaves. */
export function isCompact(node: SceneNode): boolean {
  return node.form === 'frame' && node.children.length > 0 && node.children.every((child) => child.children.length === 0);
}

export interface FrameWishes {
  horizontal: boolean;
  /** How many lines come to a member from above: those run through the header. */
  above: (member: Id) => number;
  /** Leaves room for a VIP pill also where there is none, so that frames side by side stand on one line. */
  rise: boolean;
}

export function frameOf(node: SceneNode, edges: readonly SceneEdge[], { horizontal, above, rise }: FrameWishes): Frame {
  const ids = node.children.map((child) => child.id);
  const inside = edges.filter((edge) => ids.includes(edge.from) && ids.includes(edge.to));
  const lines = (id: string): number => edges.filter((edge) => !inside.includes(edge) && (edge.from === id || edge.to === id)).length;
  const first = node.children.map((child) => sizeOf(child, { [horizontal ? 'height' : 'width']: widthForLines(lines(child.id)), across: horizontal }));
  const size = { width: Math.max(...first.map((each) => each.width)), height: Math.max(...first.map((each) => each.height)) };
  const sized = node.children.map((child) => sizeOf(child, { ...size, across: horizontal }));
  const labels = new Map(inside.map((edge) => [edge.id, edge.text === undefined ? undefined : labelOf(edge.text, 'pill', { height: 16, padding: 6 })]));
  const vips = node.vips.map((vip) => labelOf(vip.text, 'pill', { height: PILL_HEIGHT, title: vip.title, step: 16 }));
  const top = rise || vips.length > 0 ? VIP_RISE : 0;
  const single = horizontal || inside.length > 0 || ids.some((id) => lines(id) > 0);
  const members = horizontal ? column(node, sized, labels, inside, top) : rows(node, sized, labels, inside, top, single);
  const inner = innerEdges(inside, members, labels, horizontal);
  const content = extent(members, inner, 'x') + SIDE;
  const vipWidth = vips.reduce((sum, vip) => sum + vip.width + 8, 0);
  const header = headerOf(node, !horizontal && ids.some((id) => above(id) > 0) ? NAME_WIDTH : Math.max(NAME_WIDTH, content - vipWidth - 96));
  const lacksPlace = (shift: number, taken: Frame['taken']): boolean => !horizontal && members.some((member) => freePlaces(member, shift, taken).length < above(member.node.id));
  const { width, shift, vipAt, taken } = arrange(content, header.width, vips, lacksPlace);
  for (const member of members) member.x += shift;
  return {
    node, width, height: up(extent(members, inner, 'y') + SIDE), top, members, vipAt, taken,
    texts: header.texts.map((text) => ({ ...text, y: text.y + top })), marks: header.marks.map((mark) => moveLabel(mark, 0, top)),
    inner: inner.map(({ edge, points, labelAt }) => ({
      edge, points: points.map((point) => ({ x: point.x + shift, y: point.y })), ...(labelAt ? { labelAt: moveLabel(labelAt, shift, 0) } : {}),
    })),
  };
}

interface Arrangement { width: number; shift: number; vipAt: PlacedLabel[]; taken: Frame['taken'] }

/** Lines into a member may run neither through the title nor through a VIP: VIPs give way to the right, members last. */
function arrange(content: number, header: number, vips: readonly PlacedLabel[], lacksPlace: (shift: number, taken: Frame['taken']) => boolean): Arrangement {
  const room = vips.reduce((sum, vip) => sum + vip.width + 8, 0);
  const least = up(Math.max(content, header + SIDE + room + 16), 16);
  const centred = Math.floor((least - content) / 2 / 8) * 8;
  const beyond = up(content + room, 16);
  const aside = up(header + room + 24, 16);
  const choices = [
    { width: least, shift: centred, from: (least - room + 8) / 2 }, { width: least, shift: centred, from: least - SIDE - room + 8 },
    { width: beyond, shift: 0, from: beyond - SIDE - room + 8 }, { width: up(content + aside, 16), shift: aside, from: 0 },
  ].map(({ width, shift, from }): Arrangement => {
    const vipAt = placeVips(vips, Math.max(up(SIDE + header + 16), up(from)));
    const taken = [{ from: SIDE - 8, to: SIDE + header + 8 }, ...vipAt.map((vip) => ({ from: vip.x - 4, to: right(vip) + 4 }))];
    return { width: Math.max(width, ...vipAt.map((vip) => up(right(vip) + SIDE, 16))), shift, vipAt, taken };
  });
  return choices.find((choice) => !lacksPlace(choice.shift, choice.taken)) ?? choices[3]!;
}

/** Places on a member's upper border that lines reach without running through the title or a VIP. */
export function freePlaces(member: Rectangle, shift: number, taken: Frame['taken']): number[] {
  const free: number[] = [];
  for (let at = up(member.x + shift + 8); at <= right(member) + shift - 8; at += 8) if (!taken.some((stretch) => at > stretch.from && at < stretch.to)) free.push(at);
  return free;
}

/** How far members and the lines between them reach. */
function extent(members: readonly FrameMember[], inner: Frame['inner'], along: 'x' | 'y'): number {
  const boxes = [...members, ...inner.flatMap((each) => (each.labelAt ? [each.labelAt] : []))].map((box) => (along === 'x' ? right(box) : bottom(box)));
  return Math.max(...boxes, ...inner.flatMap((each) => each.points.map((point) => point[along])));
}

function headerOf(node: SceneNode, most: number): { width: number; texts: PlacedText[]; marks: PlacedLabel[] } {
  const badge = node.group ? labelOf(node.group.badge, 'badge', { height: 16, padding: 6, step: 2, title: node.title }) : undefined;
  const { text } = cutTo(node.name, most, FONT_SIZE.place, weightOf('place'));
  const textWidth = widthOf(text, 'place');
  const marks = badge ? [moveLabel(badge, SIDE + textWidth + 8, (HEADER - 16) / 2 + 1)] : [];
  return {
    width: textWidth + (badge ? 8 + badge.width : 0), marks, texts: [{ text, x: SIDE, y: HEADER / 2 + 1 + drop('place'), anchor: 'start', style: 'place' }],
  };
}

/** Room between two neighbours: enough for the text of a line that joins them. */
function gapBetween(ids: readonly Id[], index: number, labels: InnerLabels, inside: readonly SceneEdge[], along: 'width' | 'height'): number {
  const room = inside.flatMap((edge) => {
    const ends = [ids.indexOf(edge.from), ids.indexOf(edge.to)];
    if (Math.min(...ends) !== index - 1) return [];
    // A line that goes further has its text here too, where no line from a member can run into it.
    return [(labels.get(edge.id)?.[along] ?? 8) + (Math.max(...ends) === index ? 32 : 16)];
  });
  return up(Math.max(GAP, ...room), 16);
}

/** Hundreds of members, opened by a reader, are a block rather than a tower. */
function widthOfRows(members: number): number {
  return Math.max(ROW, Math.min(MOST_IN_ROW, Math.ceil(Math.sqrt(0.64 * members))));
}

function rows(node: SceneNode, sized: readonly Sized[], labels: InnerLabels, inside: readonly SceneEdge[], top: number, single: boolean): FrameMember[] {
  const ids = node.children.map((child) => child.id);
  const perRow = single ? Infinity : node.children.length <= ROW + 1 ? ROW + 1 : widthOfRows(node.children.length);
  let x = SIDE;
  let y = top + HEADER;
  return node.children.map((child, index) => {
    if (index > 0 && index % perRow === 0) { x = SIDE; y += sized[0]!.height + GAP; }
    else if (index > 0) x += gapBetween(ids, index, labels, inside, 'width');
    const member = { node: child, sized: sized[index]!, x, y, width: sized[index]!.width, height: sized[index]!.height };
    x += member.width;
    return member;
  });
}

function column(node: SceneNode, sized: readonly Sized[], labels: InnerLabels, inside: readonly SceneEdge[], top: number): FrameMember[] {
  const ids = node.children.map((child) => child.id);
  let y = top + HEADER;
  return node.children.map((child, index) => {
    if (index > 0) y += gapBetween(ids, index, labels, inside, 'height');
    const member = { node: child, sized: sized[index]!, x: SIDE, y, width: sized[index]!.width, height: sized[index]!.height };
    y += member.height;
    return member;
  });
}

function placeVips(vips: readonly PlacedLabel[], from: number): PlacedLabel[] {
  let x = from;
  return vips.map((vip) => {
    const placed = moveLabel(vip, x, 0);
    x += vip.width + 8;
    return placed;
  });
}
