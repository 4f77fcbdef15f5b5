// How a generator ends: it writes its files, or with --check compares them with what is there and exits 1 on drift.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

/** @param {{path: string, content: string}[]} files paths from the project's folder, line breaks LF */
export function writeOrCompare(files) {
  const checking = process.argv.includes('--check');
  for (const { path, content } of files) {
    const target = join(project, path);
    if (!checking) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    } else if (present(target) !== content) {
      console.error(`${path} differs from what generates it: run “npm run generate”.`);
      process.exitCode = 1;
    }
  }
}

function present(path) {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
