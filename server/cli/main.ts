/** Where the command line meets the machine: the only file here that knows `process`. */
import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openBrowser } from './open-browser.js';
import { decoded } from './read-page.js';
import { run } from './run.js';
import type { Stream } from './world.js';

/** The bundle lies in `dist` beside what it needs; run from source, `dist` is found from here. */
function assetsFolder(): string {
  const here = dirname(realpathSync(process.argv[1]!));
  return basename(here) === 'dist' ? here : join(here, '..', '..', 'dist');
}

interface Manifest { version: string; homepage?: string }

function stream(of: NodeJS.WriteStream): Stream {
  // A reader that has seen enough (`| head`) is no fault.
  of.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });
  return { write: (text) => { of.write(text); }, isTTY: of.isTTY ?? false, get columns() { return of.columns as number | undefined; } };
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return decoded(Buffer.concat(chunks));
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function main(): Promise<void> {
  const assets = assetsFolder();
  const manifest = JSON.parse(readFileSync(join(assets, '..', 'package.json'), 'utf8')) as Manifest;
  const { version, homepage } = manifest;
  // Set, not exit: what was written to a pipe must still get through.
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(), env: process.env, stdout: stream(process.stdout), stderr: stream(process.stderr),
    readInput, assets, version, ...(homepage === undefined ? {} : { homepage }), now: () => performance.now(), openBrowser, untilInterrupted,
  });
}

void main();
