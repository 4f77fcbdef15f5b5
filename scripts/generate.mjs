// Writes everything that is generated and committed, in the order in which one rests on the other. With --check nothing
// is written: it fails where something is out of date, and says what.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const GENERATORS = ['build-names', 'build-parser', 'build-library', 'build-icons', 'build-rule-pages', 'build-settings-schema', 'build-textmate', 'build-notices', 'build-pictures'];

const mode = process.argv.slice(2);
for (const name of GENERATORS) {
  const script = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, [script, ...mode], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
