/**
 * Wording: a message id and its parameters become a sentence. The catalogue is ICU MessageFormat; lists are joined by
 * the language's own rules, so that no text is ever put together by hand.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Text } from '../model/finding.js';
import { english, type MessageId } from './en/index.js';

export type { MessageId };

const compiled = new Map<string, IntlMessageFormat>();
const lists = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });
/** "Did you mean a or b?": of these parameters one is to be chosen. */
const alternatives = new Intl.ListFormat('en', { style: 'long', type: 'disjunction' });
const CHOICES = new Set(['candidates', 'units', 'expected', 'allowed']);

/** A text of the catalogue; the compiler refuses ids that are not in it. */
export function text(id: MessageId, params?: Text['params']): Text {
  return params ? { id, params } : { id };
}

export function word(message: Text): string {
  let format = compiled.get(message.id);
  if (!format) {
    const source = (english as Record<string, string>)[message.id];
    if (source === undefined) throw new Error(`no message "${message.id}" in the catalogue`);
    format = new IntlMessageFormat(source, 'en', undefined, { ignoreTag: true });
    compiled.set(message.id, format);
  }
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(message.params ?? {})) {
    values[name] = typeof value !== 'object' ? value : 'id' in value ? word(value) : (CHOICES.has(name) ? alternatives : lists).format(value);
  }
  return String(format.format(values));
}
