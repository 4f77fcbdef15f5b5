/** What the first command of a fresh clone rests on: knowing when packages are missing, and when they are not. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = new URL('../../scripts/ensure-install.mjs', import.meta.url).href;

describe('ensure-install', () => {
  let folder: string;
  let isInstalled: (project: string) => boolean;
  before(async () => { ({ isInstalled } = (await import(script)) as { isInstalled: typeof isInstalled }); });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-install-'));
    mkdirSync(join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const lock = (path: string, packages: object): void => writeFileSync(join(folder, path), JSON.stringify({ packages }));
  const wanted = { '': { version: '1' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/only-on-mars': { version: '2.0.0', optional: true } };

  it('sees that nothing, too little or something else is installed', () => {
    lock('package-lock.json', wanted);
    assert.equal(isInstalled(folder), false);
    lock('node_modules/.package-lock.json', {});
    assert.equal(isInstalled(folder), false);
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } });
    assert.equal(isInstalled(folder), false);
  });

  it('is content with what is needed here, and with more', () => {
    lock('package-lock.json', wanted);
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '3.0.0' } });
    assert.equal(isInstalled(folder), true);
  });
});
