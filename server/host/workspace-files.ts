/**
 * The files of the open folders, as the language server reads them. Which files imports may reach is asked at every
 * key stroke, so the answers are kept until something changes on disk.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromPath, isInside, normalise, toPath } from '#language/model/uri.js';
import { NodeFiles } from './node-files.js';
import { workspaceOf } from './workspace.js';

/** Folders of generated and installed files are nobody's architecture; a folder of this many is not searched to its end. */
const SKIPPED = new Set(['node_modules', 'dist', 'out']);
const MOST_FILES = 20_000;
const DEEPEST = 24;

export class WorkspaceFiles {
  private folders: string[] = [];
  private readonly admitted = new Set<string>();
  private files = new NodeFiles([]);
  private readonly inside = new Map<string, boolean>();

  setFolders(folders: readonly string[]): void {
    this.folders = folders.filter((uri) => uri.startsWith('file:')).map((uri) => toPath(normalise(uri)));
    this.renew();
  }

  /** A file outside every open folder may import what its own repository or folder holds. */
  admit(uri: string): void {
    if (!uri.startsWith('file:') || this.folders.some((folder) => isInside(fromPath(folder), uri))) return;
    const folder = workspaceOf(toPath(uri));
    if (this.admitted.has(folder)) return;
    this.admitted.add(folder);
    this.renew();
  }

  read(uri: string): string | undefined {
    return this.files.read(uri);
  }

  inWorkspace(uri: string): boolean {
    let known = this.inside.get(uri);
    if (known === undefined) this.inside.set(uri, (known = uri.startsWith('file:') && this.files.inWorkspace(uri)));
    return known;
  }

  refresh(): void {
    this.inside.clear();
  }

  list(folder: string): string[] {
    const found: string[] = [];
    if (folder.startsWith('file:')) collect(toPath(normalise(folder)), found, 0);
    return found.map(fromPath);
  }

  private renew(): void {
    this.files = new NodeFiles([...this.folders, ...this.admitted]);
    this.refresh();
  }
}

/** Links to folders are not followed: they may lead in circles. What cannot be read is not there. */
function collect(folder: string, found: string[], depth: number): void {
  if (depth > DEEPEST || found.length >= MOST_FILES) return;
  const entries = (() => {
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch {
      return [];
    }
  })();
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !SKIPPED.has(entry.name)) collect(join(folder, entry.name), found, depth + 1);
    } else if (entry.name.endsWith('.arch')) found.push(join(folder, entry.name));
  }
}
