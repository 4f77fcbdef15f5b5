/** One edge as markup: its line by medium and form, its head, its texts. */
import type { LaidOutEdge, Point } from '../laid-out.js';
import type { PartState } from '../theme.js';
import { badgeMarkup } from './badge.js';
import { distance, escape, labelMarkup, number, roundedPath, towards } from './markup.js';

const HEAD_LENGTH = 9;
const HEAD_WIDTH = 8;
const WIRELESS = new Set(['wifi', 'bluetooth', 'zigbee']);
const STORAGE = new Set(['sas', 'sata', 'scsi']);

export function edgeMarkup(edge: LaidOutEdge, drawing: { prefix: string; index: number; states: readonly PartState[]; interactive: boolean }): string {
  if (edge.points.length < 2) return '';
  const classes = ['part', 'edge', edge.form, ...(edge.dashed && edge.form !== 'link' ? ['dashed'] : []), ...(edge.pale ? ['pale'] : []),
    ...(edge.emphasis === 'highlighted' ? ['highlighted'] : edge.emphasis === 'muted' ? ['is-muted'] : []), ...(edge.change ? [edge.change.change] : []), ...drawing.states.map((state) => `is-${state}`)];
  const parts = JSON.stringify(edge.parts.map((part) => part.id));
  return `<g class="${classes.join(' ')}" id="${drawing.prefix}edge-${drawing.index}" data-id="${escape(edge.id)}" data-parts="${escape(parts)}" role="graphics-object" aria-label="${escape(edge.label)}" tabindex="-1">`
    + `<title>${escape(edge.title)}</title>${drawing.interactive ? `<path class="reach" d="${roundedPath(edge.points)}"/>` : ''}${lineMarkup(edge)}`
    + `${edge.labelAt ? labelMarkup(edge.labelAt, 'pill') : ''}${edge.tagsAt.map((tag) => labelMarkup(tag, `tag${tag.hue !== undefined && tag.hue >= 0 ? ` hue-${tag.hue}` : ''}`, 3)).join('')}`
    + `${edge.endsAt.map((end) => `<g class="end"><text x="${number(end.text.x)}" y="${number(end.text.y)}" text-anchor="middle">${escape(end.text.text)}</text></g>`).join('')}`
    + `${edge.badgesAt.map((at, index) => badgeMarkup(edge.findings[index]!, at)).join('')}</g>`;
}

function lineMarkup(edge: LaidOutEdge): string {
  if (!edge.arrow) {
    const path = roundedPath(edge.points);
    if (edge.cable?.trunk) return `<path class="line trunk" d="${path}"/><path class="core" d="${path}"/>`;
    return `<path class="line${strokeOf(edge)}" d="${path}"/>`;
  }
  const tip = edge.points.at(-1)!;
  const before = edge.points.at(-2)!;
  const size = Math.min(HEAD_LENGTH, distance(before, tip));
  const neck = towards(tip, before, size);
  return `<path class="line" d="${roundedPath([...edge.points.slice(0, -1), towards(tip, before, size - 1)])}"/>${head(tip, neck)}`;
}

function strokeOf({ cable }: LaidOutEdge): string {
  if (!cable) return '';
  if (cable.tunnel) return ' tunnel';
  if (cable.medium === 'fc') return ' fc';
  if (WIRELESS.has(cable.medium)) return ' wireless';
  return STORAGE.has(cable.medium) ? ' storage' : '';
}

function head(tip: Point, neck: Point): string {
  const [dx, dy] = [tip.x - neck.x, tip.y - neck.y];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [(-dy / length) * (HEAD_WIDTH / 2), (dx / length) * (HEAD_WIDTH / 2)];
  return `<path class="head" d="M${number(tip.x)} ${number(tip.y)}L${number(neck.x + nx)} ${number(neck.y + ny)}L${number(neck.x - nx)} ${number(neck.y - ny)}Z"/>`;
}
