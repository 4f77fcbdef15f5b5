/**
 * The files of a revision, as git keeps them: read without a checkout. Git is started with its arguments apart and never
 * through a shell, so that no path and no revision is read as anything else.
 */
import { execFileSync } from 'node:child_process';
import { posix, relative, resolve, sep } from 'node:path';
import { fromPath, isInside, normalise, toPath } from '#language/model/uri.js';

const LARGEST = 256 * 1024 * 1024;

/** The top folder of the work tree around a folder; undefined outside one, and where there is no git. */
export function workTreeOf(folder: string): string | undefined {
  return git(folder, ['rev-parse', '--show-toplevel'])?.trimEnd();
}

/** The full name of the commit; undefined where the revision is none. */
export function commitOf(workTree: string, revision: string): string | undefined {
  // What begins with a hyphen is an option to git, whatever it was meant to be.
  if (revision === '' || revision.startsWith('-')) return undefined;
  return git(workTree, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])?.trim();
}

export class GitFiles {
  private readonly texts = new Map<string, string | undefined>();

  /** @param commit full name, so that a branch that moves meanwhile changes nothing. */
  constructor(private readonly workTree: string, private readonly commit: string) {}

  /** The text, without a byte order mark; undefined where the revision has no such file. */
  read(uri: string): string | undefined {
    if (!this.inWorkspace(uri)) return undefined;
    const path = this.pathOf(uri);
    if (!this.texts.has(path)) {
      const content = git(this.workTree, ['cat-file', 'blob', `${this.commit}:${path}`]);
      this.texts.set(path, content?.replace(/^\ufeff/u, ''));
    }
    return this.texts.get(path);
  }

  inWorkspace(uri: string): boolean {
    return uri.startsWith('file:') && isInside(fromPath(this.workTree), normalise(uri));
  }

  /** Paths from the top folder of all `.arch` files in a folder of the revision, sorted; undefined where it has no such folder. */
  list(folder: string): string[] | undefined {
    const inside = posix.normalize(folder).replace(/^\.$/u, '').replace(/\/$/u, '');
    if (inside !== '' && git(this.workTree, ['cat-file', '-t', `${this.commit}:${inside}`])?.trim() !== 'tree') return undefined;
    const listed = git(this.workTree, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', this.commit, ...(inside === '' ? [] : ['--', `${inside}/`])]) ?? '';
    return listed.split('\0').filter((path) => path.endsWith('.arch') && !path.split('/').some((name) => name === 'node_modules' || (name.startsWith('.') && name !== '.'))).sort();
  }

  has(path: string): boolean {
    return git(this.workTree, ['cat-file', '-t', `${this.commit}:${path}`])?.trim() === 'blob';
  }

  uriOf(path: string): string {
    return fromPath(resolve(this.workTree, path));
  }

  private pathOf(uri: string): string {
    return relative(this.workTree, toPath(normalise(uri))).split(sep).join('/');
  }
}

/** Undefined where git says no, or there is none. */
function git(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, '-c', 'core.quotepath=off', ...args], { encoding: 'utf8', maxBuffer: LARGEST, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
