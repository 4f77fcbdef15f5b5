/** Boxes set by hand in `lintel preview --edit`: written beside the file that is shown, and nowhere else. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { text, word } from '#language/messages/word.js';
import { layoutFileOf } from '#language/model/manual-layout.js';
import { toPath } from '#language/model/uri.js';
import type { PlaceRequest } from '#language/protocol/server.js';
import { layoutAfter } from '#language/syntax/layout-file/write.js';
import { reasonOf } from './fault.js';

/** @returns what went wrong, worded. */
export function keepPlaces(root: string, { key, boxes }: Pick<PlaceRequest, 'key' | 'boxes'>): string | undefined {
  const path = toPath(layoutFileOf(root));
  try {
    const after = layoutAfter(existsSync(path) ? readFileSync(path, 'utf8') : undefined, key, boxes);
    if (after === 'unreadable') return word(text('preview.place-unreadable', { file: basename(path) }));
    if (after === undefined) rmSync(path, { force: true });
    else replaceFile(path, after);
    return undefined;
  } catch (thrown) {
    return word(text('preview.place-failed', { reason: reasonOf(thrown) }));
  }
}

/** Whole or not at all: who reads it meanwhile must not see half of it. */
export function replaceFile(path: string, content: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}
