/** The text of a page as it is: a byte order mark and every line ending included, so that it can be written again as it was. */
import { existsSync, readFileSync } from 'node:fs';
import { text } from '#language/messages/word.js';
import { Fault, reasonOf } from './fault.js';

/** @throws Fault where it cannot be read, or is not UTF-8. */
export function readPage(written: string, path: string): string {
  if (!existsSync(path)) throw new Fault(text('cli.fault.no-such-file', { path: written }));
  try {
    return decoded(readFileSync(path));
  } catch (thrown) {
    throw new Fault(text('cli.fault.unreadable', { path: written, reason: reasonOf(thrown) }), { cause: thrown });
  }
}

/** @throws TypeError where the bytes are no UTF-8. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}
