/** Files are watched through every way in which editors save. */
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileWatch } from '../../../server/preview/watch.js';

describe('watching files', () => {
  let folder: string;
  let file: string;
  let watch: FileWatch;
  let told = 0;
  let wake: () => void = () => {};
  const change = (): Promise<void> => new Promise((resolve) => { wake = resolve; });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-watch-'));
    mkdirSync(join(folder, 'parts'));
    file = join(folder, 'a.arch');
    writeFileSync(file, 'one');
    told = 0;
    watch = new FileWatch(() => { told += 1; wake(); });
    watch.setFiles([file, join(folder, 'parts', 'b.arch'), join(folder, 'missing', 'c.arch')]);
  });
  afterEach(() => { watch.close(); rmSync(folder, { recursive: true }); });

  it('tells of a write, of a replacement, and of a file that comes into being', async () => {
    let next = change();
    writeFileSync(file, 'two');
    await next;
    next = change();
    writeFileSync(join(folder, 'a.tmp'), 'three');
    renameSync(join(folder, 'a.tmp'), file);
    await next;
    next = change();
    writeFileSync(join(folder, 'parts', 'b.arch'), 'new');
    await next;
  });

  it('tells once of several events of one save', async () => {
    const next = change();
    for (let index = 0; index < 5; index++) writeFileSync(file, String(index));
    await next;
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.equal(told, 1);
  });

  it('says nothing of other files, nor of those it no longer watches', async () => {
    watch.setFiles([join(folder, 'parts', 'b.arch')]);
    writeFileSync(file, 'four');
    writeFileSync(join(folder, 'parts', 'other.txt'), 'x');
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(told, 0);
  });
});
