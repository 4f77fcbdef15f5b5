/** How parts are called in a picture: the label where there is one, instances with their number, times with their unit. */
import { text, word, type MessageId } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import type { Id, Model } from '../model/model.js';
import { clean } from './wrap.js';

export function say(id: MessageId, params?: Text['params']): string {
  return word(text(id, params));
}

export function nameOf(model: Model, id: Id): string {
  const element = model.elements[id];
  if (element?.instance) {
    const group = model.groups[element.instance.group];
    const name = clean(group?.label ?? element.label ?? group?.name ?? element.name.replace(/#\d+$/u, ''));
    return say('scene.instance', { name, index: String(element.instance.index) });
  }
  const thing = element ?? model.groups[id];
  return clean(thing?.label ?? thing?.name ?? id) || id;
}

/** What the whole architecture is called: by its label, else by its file. */
export function architectureTitle(model: Model): string {
  const file = decodedOr(model.root.slice(model.root.lastIndexOf('/') + 1)).replace(/\.arch$/u, '');
  return clean(model.architecture.label ?? file) || say('scene.untitled');
}

function decodedOr(raw: string): string {
  try { return decodeURIComponent(raw); } catch { return raw; }
}

/** Seconds as users write them: 200ms, 30s, 15min, 24h. */
export function duration(seconds: number): string {
  const rounded = (value: number): string => String(Number(value.toPrecision(4)));
  if (seconds < 1e-3) return `${rounded(seconds * 1e6)}µs`;
  if (seconds < 1) return `${rounded(seconds * 1e3)}ms`;
  if (seconds < 120) return `${rounded(seconds)}s`;
  if (seconds < 7200) return `${rounded(seconds / 60)}min`;
  if (seconds <= 172_800) return `${rounded(seconds / 3600)}h`;
  return `${rounded(seconds / 86_400)}d`;
}

/** The first few, and how many more there are. */
export function shortList(items: readonly string[], most: number): string {
  if (items.length <= most) return items.join(', ');
  return say('scene.list', { shown: items.slice(0, most).join(', '), count: items.length - most });
}

/** Lines of a tooltip; a bundle of a thousand flows names the first few. */
export function tooltip(lines: readonly string[], most = 12): string {
  if (lines.length <= most) return lines.join('\n');
  return [...lines.slice(0, most), say('scene.rest', { count: lines.length - most })].join('\n');
}
