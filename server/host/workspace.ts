/** Where a project begins: imports stay inside it, and paths in reports for code hosts start there. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder upward, the given one included, that holds one of these names; undefined where none does. */
export function folderWith(names: readonly string[], folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (names.some((name) => existsSync(join(current, name)))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/** The folder of the repository that a folder belongs to. */
export function repositoryOf(folder: string): string | undefined {
  return folderWith(['.git'], folder);
}

/** What a file may import from: its repository, else the folder with its settings, else the folder it stands in. */
export function workspaceOf(file: string): string {
  const folder = dirname(file);
  return repositoryOf(folder) ?? folderWith(['lintel.json'], folder) ?? folder;
}
