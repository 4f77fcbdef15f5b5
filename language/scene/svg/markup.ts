/** Escaping and the few shapes that everything is made of. Labels are users' text: they only ever become text. */
import type { Icon } from '../icons.generated.js';
import type { PlacedLabel, PlacedText, Point, Rectangle } from '../laid-out.js';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that XML 1.0 does not allow are dropped, the rest is escaped for text and attributes alike. */
export function escape(text: string): string {
  return text.replace(/[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"']/gu, (character) => ESCAPES[character]!);
}

export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function textOf(text: PlacedText, className: string): string {
  const anchor = text.anchor === 'start' ? '' : ` text-anchor="${text.anchor}"`;
  return `<text class="${className}" x="${number(text.x)}" y="${number(text.y)}"${anchor}>${escape(text.text)}</text>`;
}

export function labelMarkup(label: PlacedLabel, className: string, radius = label.height / 2, icons: Readonly<Record<string, Icon>> = {}): string {
  const title = label.title === undefined ? '' : `<title>${escape(label.title)}</title>`;
  return `<g class="${className}">${title}<rect x="${number(label.x)}" y="${number(label.y)}" width="${number(label.width)}" height="${number(label.height)}" rx="${number(radius)}"/>${label.icon ? iconMarkup(icons[label.icon.name], label.icon.at) : ''}${textOf(label.text, label.text.style)}</g>`;
}

export function iconMarkup(icon: Icon | undefined, { x, y, width, height }: Rectangle): string {
  if (!icon) return '';
  const { size, body } = icon;
  return `<svg class="icon" x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${size} ${size}" aria-hidden="true">${body}</svg>`;
}

/** An orthogonal line with rounded bends. */
export function roundedPath(points: readonly Point[], radius = 6): string {
  if (points.length === 0) return '';
  let path = `M${number(points[0]!.x)} ${number(points[0]!.y)}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, at, after] = [points[index - 1]!, points[index]!, points[index + 1]!];
    const size = Math.min(radius, distance(before, at) / 2, distance(at, after) / 2);
    const [into, out] = [towards(at, before, size), towards(at, after, size)];
    path += `L${number(into.x)} ${number(into.y)}Q${number(at.x)} ${number(at.y)} ${number(out.x)} ${number(out.y)}`;
  }
  const last = points.at(-1)!;
  return points.length > 1 ? `${path}L${number(last.x)} ${number(last.y)}` : path;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0 ? from : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}
