/**
 * Files of this machine, as the command line and the language server's entry read them. Imports may only lead to
 * files inside the workspace: an architecture from somebody else must not print lines of a private file.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { fromPath, isInside, normalise, toPath } from '#language/model/uri.js';

export class NodeFiles {
  private readonly folders: string[];

  /** @param workspace absolute paths of the folders that imports may lead into. */
  constructor(workspace: readonly string[]) {
    this.folders = workspace.map((folder) => fromPath(realPath(folder)));
  }

  /** The text, without a byte order mark; undefined where there is no such file, or it cannot be read. */
  read(uri: string): string | undefined {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return new TextDecoder('utf-8').decode(readFileSync(toPath(uri)));
    } catch {
      return undefined;
    }
  }

  /** Symbolic links count as what they lead to. */
  inWorkspace(uri: string): boolean {
    const real = fromPath(realPath(toPath(normalise(uri))));
    return this.folders.some((folder) => isInside(folder, real));
  }
}

/** The path with its symbolic links followed, as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return cut <= 0 ? path : realPath(path.slice(0, cut)) + path.slice(cut);
  }
}
