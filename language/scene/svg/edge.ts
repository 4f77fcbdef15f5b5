/** One edge as markup: its line by medium and form, its head, its texts. */
import type { Icon } from '../icons.generated.js';
import type { LaidOutEdge, Point } from '../laid-out.js';
import type { PartState } from '../theme.js';
import { badgeMarkup } from './badge.js';
import { distance, escape, labelMarkup, number, roundedPath, towards } from './markup.js';

const HEAD_LENGTH = 9;
const HEAD_WIDTH = 8;
const WIRELESS = new Set(['wifi', 'bluetooth', 'zigbee']);
const STORAGE = new Set(['sas', 'sata', 'scsi']);

export function edgeMarkup(edge: LaidOutEdge, drawing: { prefix: string; index: number; states: readonly PartState[]; interactive: boolean; icons: Readonly<Record<string, Icon>> }): string {
  if (edge.points.length < 2) return '';
  const classes = ['part', 'edge', edge.form, ...(edge.dashed && edge.form !== 'link' ? ['dashed'] : []), ...(edge.pale ? ['pale'] : []),
    ...(edge.emphasis === 'highlighted' ? ['highlighted'] : edge.emphasis === 'muted' ? ['is-muted'] : []), ...(edge.change ? [edge.change.change] : []), ...drawing.states.map((state) => `is-${state}`)];
  const parts = JSON.stringify(edge.parts.map((part) => part.id));
  return `<g class="${classes.join(' ')}" id="${drawing.prefix}edge-${drawing.index}" data-id="${escape(edge.id)}" data-parts="${escape(parts)}" role="graphics-object" aria-label="${escape(edge.label)}" tabindex="-1">`
    + `<title>${escape(edge.title)}</title>${drawing.interactive ? `<path class="reach" d="${roundedPath(edge.points)}"/>` : ''}${lineMarkup(edge)}`
    + `${edge.labelAt ? labelMarkup(edge.labelAt, 'pill', edge.labelAt.height / 2, drawing.icons) : ''}${edge.tagsAt.map((tag) => labelMarkup(tag, `tag${tag.hue !== undefined && tag.hue >= 0 ? ` hue-${tag.hue}` : ''}`, 3)).join('')}`
    + `${edge.endsAt.map((end) => `<g class="end"><text x="${number(end.text.x)}" y="${number(end.text.y)}" text-anchor="middle">${escape(end.text.text)}</text></g>`).join('')}`
    + `${edge.badgesAt.map((at, index) => badgeMarkup(edge.findings[index]!, at)).join('')}</g>`;
}

function lineMarkup(edge: LaidOutEdge): string {
  const { line, head } = strokes(edge.points, edge.arrow);
  if (head !== '') return `<path class="line" d="${line}"/><path class="head" d="${head}"/>`;
  if (edge.cable?.trunk) return `<path class="line trunk" d="${line}"/><path class="core" d="${line}"/>`;
  return `<path class="line${strokeOf(edge)}" d="${line}"/>`;
}

/** What a line is drawn with, as path data: all of it, what is stroked, and its head, empty where there is none. Equally many points give equally many commands. */
export function strokes(points: readonly Point[], arrow: boolean): { whole: string; line: string; head: string } {
  const whole = roundedPath(points);
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!arrow || !tip || !before) return { whole, line: whole, head: '' };
  const size = Math.min(HEAD_LENGTH, distance(before, tip));
  return { whole, line: roundedPath([...points.slice(0, -1), towards(tip, before, size - 1)]), head: headOf(tip, towards(tip, before, size)) };
}

function strokeOf({ cable }: LaidOutEdge): string {
  if (!cable) return '';
  if (cable.tunnel) return ' tunnel';
  if (cable.medium === 'fc') return ' fc';
  if (WIRELESS.has(cable.medium)) return ' wireless';
  return STORAGE.has(cable.medium) ? ' storage' : '';
}

function headOf(tip: Point, neck: Point): string {
  const [dx, dy] = [tip.x - neck.x, tip.y - neck.y];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [(-dy / length) * (HEAD_WIDTH / 2), (dx / length) * (HEAD_WIDTH / 2)];
  return `M${number(tip.x)} ${number(tip.y)}L${number(neck.x + nx)} ${number(neck.y + ny)}L${number(neck.x - nx)} ${number(neck.y - ny)}Z`;
}
