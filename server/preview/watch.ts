/**
 * Watches the files of an architecture. Folders are watched, not files: editors save by replacing the file, which a
 * watch on the file itself loses. The set of files may change with every edit, as imports come and go.
 */
import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Milliseconds in which the several events of one save become one. */
const SETTLE = 40;

export class FileWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private files = new Set<string>();
  private pending: NodeJS.Timeout | undefined;

  constructor(private readonly changed: () => void) {}

  /** Absolute paths; replaces those before. */
  setFiles(paths: Iterable<string>): void {
    this.files = new Set(paths);
    const folders = new Set([...this.files].map((path) => dirname(path)));
    for (const [folder, watcher] of this.watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.watchers.delete(folder);
    }
    for (const folder of folders) if (!this.watchers.has(folder)) this.watchFolder(folder);
  }

  private watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: true }, (_event, name) => {
        // Some systems do not say which file it was: then it may be any.
        if (name === null || [...this.files].some((path) => dirname(path) === folder && basename(path) === name)) this.settle();
      });
      watcher.on('error', () => { watcher.close(); this.watchers.delete(folder); });
      this.watchers.set(folder, watcher);
    } catch {
      // A folder that is gone, as of a missing import: nothing to watch until the text names another.
    }
  }

  private settle(): void {
    clearTimeout(this.pending);
    this.pending = setTimeout(this.changed, SETTLE);
  }

  close(): void {
    clearTimeout(this.pending);
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }
}
