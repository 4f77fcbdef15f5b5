/** What the arguments name: files, folders, `FILE#VARIANT`. */
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from '#language/messages/word.js';
import { fromPath } from '#language/model/uri.js';
import { Fault, reasonOf } from './fault.js';
import type { World } from './world.js';

export interface Given {
  uri: string;
  /** Absolute. */
  path: string;
  /** As the user wrote it, the variant left out. */
  written: string;
  variant?: string;
}

/** Every file that the arguments name, each once, folders searched through; the current folder where there are no arguments. */
export function givenFiles(args: readonly string[], world: Pick<World, 'cwd'>): Given[] {
  const wanted = args.length > 0 ? args : ['.'];
  const found = new Map<string, Given>();
  for (const arg of wanted) {
    for (const given of filesOf(arg, world)) found.set(`${given.uri}#${given.variant ?? ''}`, given);
  }
  if (found.size === 0) throw new Fault(text('cli.fault.no-arch-files', { paths: wanted }));
  return [...found.values()];
}

/** The one file of commands that take one. */
export function givenFile(arg: string, world: Pick<World, 'cwd'>): Given {
  const given = named(arg, world);
  if (given.kind === 'folder') throw new Fault(text('cli.fault.not-a-file', { path: arg }));
  return readable(given.given);
}

function filesOf(arg: string, world: Pick<World, 'cwd'>): Given[] {
  const given = named(arg, world);
  if (given.kind === 'file') return [readable(given.given)];
  return archFiles(given.given.path).map((path) => readable({ path, uri: fromPath(path), written: path }));
}

/** A path that exists wins over `FILE#VARIANT`. */
function named(arg: string, { cwd }: Pick<World, 'cwd'>): { kind: 'file' | 'folder'; given: Given } {
  const path = resolve(cwd, arg);
  const whole = stat(path);
  if (whole) return { kind: whole.isDirectory() ? 'folder' : 'file', given: { path, uri: fromPath(path), written: arg } };
  const cut = arg.lastIndexOf('#');
  const file = cut > 0 ? resolve(cwd, arg.slice(0, cut)) : undefined;
  if (file === undefined || !stat(file)?.isFile()) throw new Fault(text('cli.fault.no-such-file', { path: arg }));
  return { kind: 'file', given: { path: file, uri: fromPath(file), written: arg.slice(0, cut), variant: arg.slice(cut + 1) } };
}

function stat(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** A file that somebody names must be read: silence about it would look like approval. */
function readable(given: Given): Given {
  try {
    readFileSync(given.path);
    return given;
  } catch (thrown) {
    throw new Fault(text('cli.fault.unreadable', { path: given.written, reason: reasonOf(thrown) }), { cause: thrown });
  }
}

/** Sorted by path. Hidden folders and installed packages are nobody's architecture; links to folders may lead in circles. */
function archFiles(folder: string): string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const entry of entriesOf(current)) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') pending.push(path);
      } else if (entry.name.endsWith('.arch') && stat(path)?.isFile()) found.push(path);
    }
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch (thrown) {
    throw new Fault(text('cli.fault.unreadable', { path: folder, reason: reasonOf(thrown) }), { cause: thrown });
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
