// `npm start`: from a fresh clone to a live picture. Installs what is missing, builds, checks the clinical-study example,
// and opens its preview; with --no-open its address is only printed.
import { spawnSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLE = 'examples/s28-clinical-study/clinical-study.arch';
const lintel = join(project, 'dist', 'cli.cjs');

function run(...args) {
  return spawnSync(process.execPath, args, { cwd: project, stdio: 'inherit' }).status ?? 1;
}

function start() {
  if (!ensureInstalled(project)) return 1;
  console.error('Building …');
  if (run(join(project, 'scripts', 'build.mjs')) !== 0) return 1;
  // Findings are what the example is there to show; only a fault ends here.
  if (run(lintel, 'check', EXAMPLE) > 1) return 2;
  const preview = spawn(process.execPath, [lintel, 'preview', EXAMPLE, ...process.argv.slice(2)], { cwd: project, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => preview.kill(signal));
  preview.on('exit', (code) => { process.exitCode = code ?? 0; });
  return 0;
}

process.exitCode = start();
