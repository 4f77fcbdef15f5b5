/** Where an answer goes: the terminal or pipe, or the file that `--output` names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { text } from '#language/messages/word.js';
import { Fault, reasonOf } from './fault.js';
import type { World } from './world.js';

export function answer(content: string, output: string | undefined, world: World): void {
  if (output === undefined) world.stdout.write(content);
  else writeFile(output, content, world);
}

/** Folders on the way are made. */
export function writeFile(path: string, content: string | Uint8Array, { cwd }: Pick<World, 'cwd'>): void {
  const target = resolve(cwd, path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  } catch (thrown) {
    throw new Fault(text('cli.fault.unwritable', { path, reason: reasonOf(thrown) }), { cause: thrown });
  }
}
