// Installs what package-lock.json lists and node_modules lacks, so that a fresh clone needs one command. Where everything
// is there it costs a few milliseconds and no network.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LOWEST = [20, 19];

/** The packages of a lock file by their folder; those of other systems are optional, and may be absent. */
function packagesOf(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(packages).filter(([folder, { optional }]) => folder !== '' && !optional);
}

/** @param {string} project folder with package.json */
export function isInstalled(project) {
  const installed = join(project, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = new Map(packagesOf(installed).map(([folder, { version }]) => [folder, version]));
  return packagesOf(join(project, 'package-lock.json')).every(([folder, { version, link }]) => link || present.get(folder) === version);
}

export function ensureInstalled(project) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < LOWEST[0] || (major === LOWEST[0] && minor < LOWEST[1])) {
    console.error(`Lintel needs Node ${LOWEST.join('.')} or newer; this is ${process.versions.node}.`);
    return false;
  }
  if (isInstalled(project)) return true;
  console.error('Installing packages (npm ci) …');
  // npm is a script of another name on Windows; its own path is known where npm started us.
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const { status } = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: project, stdio: ['ignore', 2, 'inherit'], shell: !npm && process.platform === 'win32' });
  return status === 0;
}

const isProgram = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram && !ensureInstalled(fileURLToPath(new URL('..', import.meta.url)))) process.exitCode = 1;
