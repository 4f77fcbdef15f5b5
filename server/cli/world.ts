/** What the command line touches of the machine, handed in whole so that tests can watch it. */
export interface Stream {
  write(text: string): void;
  isTTY: boolean;
  /** Width of the terminal in columns, where it is one. */
  columns?: number | undefined;
}

export interface World {
  /** Absolute path: relative arguments start here. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdout: Stream;
  stderr: Stream;
  /** All of standard input, as UTF-8. */
  readInput(): Promise<string>;
  /** Folder of the bundled files: the language server, the preview's script and styles. */
  assets: string;
  /** Where fonts are looked for; the system's folders unless given. */
  fontFolders?: readonly string[];
  version: string;
  /** URL of the repository, where the manifest names one. */
  homepage?: string;
  /** Milliseconds; only to know when work takes long enough to say so. */
  now(): number;
  /** Shows a page to the user; what cannot be shown is no fault. */
  openBrowser(url: string): void;
  /** Resolves when the user wants it to end (Ctrl-C). */
  untilInterrupted(): Promise<void>;
}

/** https://no-color.org: any non-empty value switches colour off; a pipe or a dumb terminal has none. */
export function wantsColour(world: Pick<World, 'env'>, stream: Stream): boolean {
  return stream.isTTY && !world.env['NO_COLOR'] && world.env['TERM'] !== 'dumb';
}
