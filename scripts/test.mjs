// `npm test`: installs what is missing, builds, and then proves what needs no system package. Each check runs whatever
// the one before it found, so that one run says all that is wrong.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const script = (name, ...args) => [join(project, 'scripts', name), ...args];
const tool = (path, ...args) => [join(project, 'node_modules', path), ...args];

// Files or options given on the command line are mocha's; without a file every test runs.
const given = process.argv.slice(2);
const specs = given.some((each) => each.endsWith('.ts')) ? given : [...given, 'test/**/*.test.ts'];

const CHECKS = {
  types: tool('typescript/bin/tsc', '-b'),
  layers: tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'language', 'server', 'client'),
  'generated files': script('generate.mjs', '--check'),
  // Files side by side, as many as there are processors: no two share a file, a port or a clock.
  tests: tool('mocha/bin/mocha.js', '--parallel', '--jobs', String(Math.max(2, availableParallelism())), ...specs),
};

function passes(title, args) {
  console.log(`\n== ${title}`);
  return spawnSync(process.execPath, args, { cwd: project, stdio: 'inherit' }).status === 0;
}

function test() {
  if (!ensureInstalled(project)) return ['install'];
  // Some tests run what was built.
  if (!passes('build', script('build.mjs'))) return ['build'];
  return Object.entries(CHECKS).filter(([title, args]) => !passes(title, args)).map(([title]) => title);
}

const failed = test();
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
