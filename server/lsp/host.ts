/**
 * What the language server needs of whatever runs it. Its entries (Node, browser worker) hand in files and timers; the
 * server itself touches neither a file system nor a clock.
 */
import type { FileMaker } from '#language/preview/export.js';
import type { FileAccess } from '#language/project/project.js';
import type { LayOut } from '#language/scene/index.js';
import type { FileHistory } from '../host/pictures.js';
import type { Scheduler } from '../host/scheduler.js';

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

export interface ServerHost {
  files: WorkspaceFiles;
  scheduler: Scheduler;
  history?: FileHistory;
  /** Lays pictures out in a thread of its own; undefined where there is but one. */
  layOut?: LayOut;
  /** Makes files of pictures; undefined where there is no machine to make them on. */
  maker?: FileMaker;
  /** Of the project, where it has one: the pages of rules are found below it. */
  homepage?: string;
}
