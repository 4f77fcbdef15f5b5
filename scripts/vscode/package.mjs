// Packs the extension into a .vsix. The bundles carry every dependency, so none is packed beside them; the limit on the
// size keeps it that way.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const LIMIT = 5 * 1024 * 1024;
const project = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const file = join(project, `${manifest.name}-${manifest.version}.vsix`);

// The README of the repository shows pictures by relative paths, which mean nothing in an installed extension.
await createVSIX({ cwd: project, packagePath: file, readmePath: 'client/README.md', dependencies: false, allowMissingRepository: true });
const size = statSync(file).size;
console.log(`${file}: ${(size / 1024 / 1024).toFixed(2)} MB`);
if (size >= LIMIT) {
  console.error(`larger than ${LIMIT / 1024 / 1024} MB`);
  process.exit(1);
}
