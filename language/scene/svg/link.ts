/** A part that leads somewhere. The address stands outside the part's own group, so that its styles know nothing of it. */
import type { Id } from '../../model/model.js';
import { escape } from './markup.js';

/** Whatever else a user may have written there is text, and leads nowhere. */
const WEB_ADDRESS = /^https?:\/\/[^\s/\\?#@\p{Cc}][^\s\\\p{Cc}]*$/iu;

export function linked(id: Id | undefined, links: Readonly<Record<Id, string>> | undefined, markup: string): string {
  const address = id !== undefined && links && Object.hasOwn(links, id) ? links[id]! : undefined;
  if (address === undefined || markup === '' || !WEB_ADDRESS.test(address)) return markup;
  return `<a href="${escape(address)}" target="_blank" rel="noopener noreferrer">${markup}</a>`;
}
