/**
 * What the language server needs of whatever runs it. Its entries (Node, browser worker) hand in files and timers; the
 * server itself touches neither a file system nor a clock.
 */
import type { FileMaker } from '#language/preview/export.js';
import type { FileAccess } from '#language/project/project.js';

export interface WorkspaceFiles extends FileAccess {
  /** URIs of the `.arch` files in a folder and below it. */
  list(folder: string): string[];
  /** The folders that are open; imports may lead into them. */
  setFolders(folders: readonly string[]): void;
  /** A file was opened that may stand outside every open folder: imports may lead to its neighbours. */
  admit(uri: string): void;
  /** Something changed on disk. */
  refresh(): void;
}

export type Cancel = () => void;

export interface Scheduler {
  after(milliseconds: number, run: () => void): Cancel;
  /** As soon as what has arrived meanwhile, such as a key stroke, has been dealt with. */
  soon(run: () => void): Cancel;
  /** Milliseconds from any fixed point; only differences are read. */
  now(): number;
}

/** Earlier states of files, where the host has a repository. */
export interface FileHistory {
  has(uri: string): boolean;
  /** The files of the last commit; the same object as long as it is the last. */
  lastCommit(uri: string): FileAccess | undefined;
}

export interface ServerHost {
  files: WorkspaceFiles;
  scheduler: Scheduler;
  history?: FileHistory;
  /** Makes files of pictures; undefined where there is no machine to make them on. */
  maker?: FileMaker;
  /** Of the project, where it has one: the pages of rules are found below it. */
  homepage?: string;
}
