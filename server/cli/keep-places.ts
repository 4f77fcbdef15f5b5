/** Boxes set by hand in `lintel preview --edit`: written beside the file that is shown, and nowhere else. */
import { basename } from 'node:path';
import { text, word } from '#language/messages/word.js';
import { layoutFileOf } from '#language/model/manual-layout.js';
import { toPath } from '#language/model/uri.js';
import type { PlaceRequest } from '#language/protocol/server.js';
import { layoutAfter } from '#language/syntax/layout-file/write.js';
import { textOf, type EditHistory } from './edit-history.js';
import { reasonOf } from './fault.js';

/** @returns what went wrong, worded. */
export function keepPlaces(root: string, { key, boxes }: Pick<PlaceRequest, 'key' | 'boxes'>, history: EditHistory): string | undefined {
  const path = toPath(layoutFileOf(root));
  try {
    const before = textOf(path);
    const after = layoutAfter(before, key, boxes);
    if (after === 'unreadable') return word(text('preview.place-unreadable', { file: basename(path) }));
    history.make(word(text('undo.place')), [{ path, before, after }]);
    return undefined;
  } catch (thrown) {
    return word(text('preview.place-failed', { reason: reasonOf(thrown) }));
  }
}
