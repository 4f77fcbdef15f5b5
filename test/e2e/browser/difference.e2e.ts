/** Two revisions in one picture, in a real browser: variants against each other, and the file against its last commit. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eachRestsOnTheOneBefore } from './stations.js';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

const SHOP = readFileSync(join(project, 'examples/s01-traditional-and-improved/web-shop.arch'), 'utf8');

describe('a difference in the preview', function () {
  this.timeout(180_000);
  eachRestsOnTheOneBefore();
  const folder = mkdtempSync(join(tmpdir(), 'lintel-difference-'));
  const file = join(folder, 'web-shop.arch');
  let preview: OpenPreview;
  let page: Page;
  let complaints: string[] = [];
  const against = (): ReturnType<Page['locator']> => page.getByLabel('Compare with', { exact: true });

  before(async () => {
    writeFileSync(file, SHOP);
    const git = (...args: string[]): Buffer => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    preview = await openPreview(`${file}#improved`, 'idc.data.db1');
    ({ page, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows what one variant has and the other lacks, each change in a list that leads to its part', async () => {
    await against().selectOption('traditional');
    await page.locator('g.node.removed[data-id="office.was"]').waitFor();
    await page.locator('g.node.added[data-id="idc"]').waitFor();
    await page.locator('.changes li', { hasText: '− office.db' }).waitFor();
    await photograph(page, 'difference-1-variants');
    await page.locator('.changes li button', { hasText: '+ idc.data.db1' }).click();
    await page.locator('g.node.is-selected[data-id="idc.data.db1"]').waitFor();
  });

  it('shows what was changed since the last commit, as it is written', async () => {
    await against().selectOption('@last-commit');
    await page.locator('.changes summary', { hasText: 'No difference' }).waitFor();
    writeFileSync(file, SHOP.replace('ip 10.1.3.12 }', 'ip 10.1.3.13 }'));
    await page.locator('g.node.changed[data-id="idc.data.db2"]').waitFor();
    await page.locator('.changes small', { hasText: 'ip 10.1.3.12 → 10.1.3.13' }).waitFor();
    await photograph(page, 'difference-2-last-commit');
  });

  it('goes back to the picture of one', async () => {
    await against().selectOption('');
    await page.locator('.changes').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('g.node.changed, g.node.added, g.node.removed').count(), 0);
    assert.deepEqual(complaints, []);
  });
});
