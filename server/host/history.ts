/** What the repository has of the files of this machine: the last commit, read without a checkout. */
import { dirname } from 'node:path';
import { toPath } from '#language/model/uri.js';
import { commitOf, GitFiles, workTreeOf } from './git-files.js';
import { repositoryOf } from './workspace.js';

export class History {
  private readonly workTrees = new Map<string, string | undefined>();
  /** The commit that was read last, by work tree. */
  private readonly last = new Map<string, { commit: string; files: GitFiles }>();

  /** Whether the file stands in a repository; git is not asked. */
  has(uri: string): boolean {
    return uri.startsWith('file:') && repositoryOf(dirname(toPath(uri))) !== undefined;
  }

  /** The files of the last commit; undefined where there is none yet, or no git. The same object as long as the commit is the same. */
  lastCommit(uri: string): GitFiles | undefined {
    if (!this.has(uri)) return undefined;
    const folder = dirname(toPath(uri));
    if (!this.workTrees.has(folder)) this.workTrees.set(folder, workTreeOf(folder));
    const workTree = this.workTrees.get(folder);
    const commit = workTree === undefined ? undefined : commitOf(workTree, 'HEAD');
    if (workTree === undefined || commit === undefined) return undefined;
    const known = this.last.get(workTree);
    if (known?.commit === commit) return known.files;
    const files = new GitFiles(workTree, commit);
    this.last.set(workTree, { commit, files });
    return files;
  }
}
