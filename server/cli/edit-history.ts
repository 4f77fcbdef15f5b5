/**
 * What the picture changed, so that it can be taken back and done again: files as they were and as they became. A file
 * that somebody else saved since is never written over, whichever way: it is said so, and everything stays as it is.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isLayoutFile } from '#language/model/manual-layout.js';
import { text, word } from '#language/messages/word.js';
import type { EditHistoryNames } from '#language/protocol/preview.js';
import { replaceFile } from './replace-file.js';

/** A file and its text; undefined where there is none. */
export interface FileChange {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

interface Entry { what: string; files: readonly FileChange[] }

/** So many edits can be taken back. */
const MOST = 200;

export class EditHistory {
  private done: Entry[] = [];
  private undone: Entry[] = [];

  /** What could be taken back and done again, in words. */
  get names(): EditHistoryNames {
    const [undo, redo] = [this.done.at(-1)?.what, this.undone.at(-1)?.what];
    return { ...(undo === undefined ? {} : { undo }), ...(redo === undefined ? {} : { redo }) };
  }

  /** Writes what the files become. @throws where that fails; then all of them are as before. */
  make(what: string, files: readonly FileChange[]): void {
    const changes = files.filter(({ before, after }) => before !== after);
    if (changes.length === 0) return;
    write(changes);
    this.done = [...this.done, { what, files: changes }].slice(-MOST);
    this.undone = [];
  }

  /** @returns what became of it, worded. */
  undo(): string {
    const entry = this.done.at(-1);
    if (!entry) return word(text('undo.nothing'));
    const back = entry.files.map(({ path, before, after }) => ({ path, before: after, after: before }));
    const problem = turn(entry.what, back, 'undo.changed');
    if (problem !== undefined) return problem;
    this.undone.push(this.done.pop()!);
    return word(text('undo.undone', { what: entry.what }));
  }

  redo(): string {
    const entry = this.undone.at(-1);
    if (!entry) return word(text('undo.nothing-ahead'));
    const problem = turn(entry.what, entry.files, 'undo.changed-ahead');
    if (problem !== undefined) return problem;
    this.done.push(this.undone.pop()!);
    return word(text('undo.redone', { what: entry.what }));
  }
}

/** @returns why it was not done. */
function turn(what: string, files: readonly FileChange[], changed: 'undo.changed' | 'undo.changed-ahead'): string | undefined {
  const other = files.find(({ path, before }) => textOf(path) !== before);
  if (other) return word(text(changed, { what, file: basename(other.path) }));
  write(files);
  return undefined;
}

function write(files: readonly FileChange[]): void {
  const written: FileChange[] = [];
  try {
    for (const file of files) {
      put(file.path, file.after);
      written.push(file);
    }
  } catch (thrown) {
    for (const { path, before } of written) put(path, before);
    throw thrown;
  }
}

function put(path: string, content: string | undefined): void {
  if (content === undefined) rmSync(path, { force: true });
  else if (isLayoutFile(path)) replaceFile(path, content);
  // The reader's own file stays the same one: its links and its rights are not ours.
  else writeFileSync(path, content);
}

export function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
