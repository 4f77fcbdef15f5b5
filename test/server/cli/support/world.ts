/** A machine for the command line to run on: a folder of its own, streams that are kept, a clock that stands. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../../../server/cli/run.js';
import type { World } from '../../../../server/cli/world.js';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'lintel-cli-'));
  readonly opened: string[] = [];
  env: Record<string, string> = {};
  terminal = false;
  input = '';
  /** Where fonts are looked for: never those of the machine that runs the tests. */
  fonts = [join(this.folder, 'fonts')];
  /** Ctrl-C comes when this resolves. */
  interrupted: Promise<void> = Promise.resolve();
  /** Called with what reaches stdout, as it comes. */
  onOutput: (text: string) => void = () => undefined;

  constructor(files: Record<string, string> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string): void {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  readBytes(path: string): Uint8Array {
    return readFileSync(join(this.folder, path));
  }

  async run(...args: string[]): Promise<Outcome> {
    let stdout = '';
    let stderr = '';
    const world: World = {
      cwd: this.folder, env: this.env, assets: join(this.folder, 'dist'), fontFolders: this.fonts, version: '1.2.3', now: () => 0,
      stdout: { write: (text) => { stdout += text; this.onOutput(text); }, isTTY: this.terminal },
      stderr: { write: (text) => { stderr += text; }, isTTY: this.terminal },
      readInput: () => Promise.resolve(this.input),
      openBrowser: (url) => { this.opened.push(url); },
      untilInterrupted: () => this.interrupted,
    };
    const code = await run(args, world);
    return { code, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
