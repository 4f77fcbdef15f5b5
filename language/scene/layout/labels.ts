/** Small texts with a ground of their own: their size, and where the text stands in them. */
import type { LaidOutNode, PlacedLabel, Rectangle, TextStyle } from '../laid-out.js';
import type { SceneEdge } from '../scene.js';
import { measure } from '../text-metrics.js';
import { clean, cutTo } from '../wrap.js';
import { up } from './grid.js';

export const FONT_SIZE: Record<TextStyle, number> = { name: 13, detail: 11, place: 13, subnet: 11, pill: 11, tag: 10, end: 10, badge: 10, heading: 18 };
const BOLD: ReadonlySet<TextStyle> = new Set(['name', 'place', 'heading', 'badge', 'tag']);
const MOST_WIDTH = 208;

export function weightOf(style: TextStyle): 'bold' | 'regular' {
  return BOLD.has(style) ? 'bold' : 'regular';
}

export function widthOf(text: string, style: TextStyle): number {
  return measure(text, FONT_SIZE[style], weightOf(style));
}

/** Distance from the middle of a line of text to its baseline. */
export function drop(style: TextStyle): number {
  return FONT_SIZE[style] * 0.36;
}

/** A label with its top left corner at the origin. */
export function labelOf(raw: string, style: TextStyle, options: { height?: number; padding?: number; step?: number; most?: number; title?: string; hue?: number } = {}): PlacedLabel {
  const padding = options.padding ?? 8;
  const whole = clean(raw);
  const { text, cut } = cutTo(whole, (options.most ?? MOST_WIDTH) - 2 * padding, FONT_SIZE[style], weightOf(style));
  const width = up(widthOf(text, style) + 2 * padding, options.step ?? 8);
  const height = options.height ?? 20;
  const title = options.title ?? (cut ? whole : undefined);
  return {
    x: 0, y: 0, width, height, text: { text, x: width / 2, y: height / 2 + drop(style), anchor: 'middle', style }, ...(title !== undefined ? { title } : {}),
    ...(options.hue !== undefined ? { hue: options.hue } : {}),
  };
}

const ICON = 12;

/** The pill of an edge: its text, and a small wall where it passes a filter that is drawn elsewhere. */
export function edgeLabel(edge: SceneEdge): PlacedLabel | undefined {
  if (edge.text === undefined && edge.guarded === undefined) return undefined;
  const label = labelOf(edge.text ?? '', 'pill', { height: 20, step: 16, ...(edge.parts.length > 1 || edge.guarded !== undefined ? { title: edge.title } : {}) });
  if (edge.guarded === undefined) return label;
  const width = up(label.width + ICON + (edge.text === undefined ? 0 : 4), 16);
  const from = (width - ICON - (edge.text === undefined ? 0 : 4 + widthOf(label.text.text, 'pill'))) / 2;
  const text = { ...label.text, x: (from + ICON + 4 + (width - from)) / 2 };
  return { ...label, width, text, icon: { name: 'firewall', at: { x: from, y: 4, width: ICON, height: ICON } } };
}

/** The VLAN tags of a cable. */
export function tagsOf(edge: SceneEdge): PlacedLabel[] {
  return (edge.cable?.vlans ?? []).map((tag) => labelOf(tag.text, 'tag', { height: 16, padding: 6, step: 16, hue: tag.hue, title: edge.label }));
}

/** The title and subnet of an open container. */
export function titleBoxes(node: LaidOutNode): Rectangle[] {
  return node.texts.filter((text) => text.anchor === 'start').map((text) => ({ x: text.x - 2, y: text.y - 12, width: labelOf(text.text, text.style, { padding: 2, step: 1, most: 4000 }).width, height: 16 }));
}
