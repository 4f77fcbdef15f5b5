/** The program as a process: what only a real one shows. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandFor } from '../../../server/cli/open-browser.js';
import { Machine } from './support/world.js';

const main = fileURLToPath(new URL('../../../server/cli/main.ts', import.meta.url));

interface Ended { code: number | null; stdout: string; stderr: string }

/** @param read stops reading after the first chunk, as `| head` does, when false. */
function lintel(args: string[], cwd: string, read = true): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      said.stdout += chunk.toString();
      if (!read) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => { said.stderr += chunk.toString(); });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

describe('the program', () => {
  let machine: Machine;
  beforeEach(() => { machine = new Machine({ 'a.arch': 'server a { ip 10.0.0.999 }\n' }); });
  afterEach(() => machine.remove());

  it('has the exit status of what it found, and the version of the manifest', async () => {
    const checked = await lintel(['check', 'a.arch'], machine.folder);
    assert.equal(checked.code, 1, checked.stderr);
    assert.match(checked.stdout, /model\/bad-address/);
    assert.equal((await lintel(['check', 'nowhere'], machine.folder)).code, 2);
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
    assert.equal((await lintel(['--version'], machine.folder)).stdout, `${version}\n`);
  });

  it('writes all of a long answer into a pipe, and takes a reader that leaves', async () => {
    machine.write('many.arch', Array.from({ length: 1500 }, (_, index) => `server s${index} { ip 10.0.0.${index + 300} }\n`).join(''));
    const whole = await lintel(['check', '--format', 'json', 'many.arch'], machine.folder);
    assert.equal((JSON.parse(whole.stdout) as { summary: { errors: number } }).summary.errors, 1500);
    const left = await lintel(['check', '--format', 'json', 'many.arch'], machine.folder, false);
    assert.equal(left.stderr, '');
  });

  it('knows how each system opens a page', () => {
    assert.deepEqual(commandFor('darwin', 'u'), ['open', 'u']);
    assert.deepEqual(commandFor('linux', 'u'), ['xdg-open', 'u']);
    assert.deepEqual(commandFor('win32', 'u'), ['rundll32', 'url.dll,FileProtocolHandler', 'u']);
  });
});
