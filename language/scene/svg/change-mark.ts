/** What became of a part between two revisions, told apart by form before colour: a circle with a plus, a square with a minus, a diamond with a tilde. */
import type { Point } from '../laid-out.js';
import type { ChangeMark } from '../scene.js';
import { escape, number } from './markup.js';

const RADIUS = 8;

export function changeMarkup({ change, title }: ChangeMark, at: Point): string {
  return `<g class="change ${change}"><title>${escape(title)}</title>${shape(change, at)}<path class="sign" d="${sign(change, at)}"/></g>`;
}

function shape(change: ChangeMark['change'], { x, y }: Point): string {
  if (change === 'added') return `<circle class="shape" cx="${number(x)}" cy="${number(y)}" r="${RADIUS}"/>`;
  if (change === 'removed') return `<rect class="shape" x="${number(x - 7)}" y="${number(y - 7)}" width="14" height="14" rx="2"/>`;
  return `<path class="shape" d="M${number(x)} ${number(y - 10)}L${number(x + 10)} ${number(y)}L${number(x)} ${number(y + 10)}L${number(x - 10)} ${number(y)}Z"/>`;
}

function sign(change: ChangeMark['change'], { x, y }: Point): string {
  const across = `M${number(x - 3.5)} ${number(y)}h7`;
  if (change === 'added') return `${across}M${number(x)} ${number(y - 3.5)}v7`;
  if (change === 'removed') return across;
  return `M${number(x - 4)} ${number(y + 1)}q2 -4 4 -1t4 -1`;
}
