/** The offline page of `lintel render --output X.html`: opened from disk, without a network, it shows, plays and finds. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { openPage } from '../../../scripts/vscode/workbench.mjs';
import { theBrowser } from './shared.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { photograph, project } from './support.js';

describe('the offline page', function () {
  this.timeout(90_000);
  eachRestsOnTheOneBefore();
  let folder: string;
  let context: BrowserContext;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-offline-'));
    const file = join(folder, 'page.html');
    execFileSync(process.execPath, [join(project, 'dist/cli.cjs'), 'render', join(project, 'examples/s23-haproxy-keepalived/haproxy-keepalived.arch'), '--output', file]);
    ({ page, context } = await openPage(await theBrowser(), { colorScheme: 'light' }));
    await page.context().setOffline(true);
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    await node('idc.front.lb1').waitFor();
  });

  after(async () => {
    await context?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('tells nobody where its file stood', () => {
    assert.ok(!readFileSync(join(folder, 'page.html'), 'utf8').includes(project));
  });

  it('offers every view, and shows the one that is chosen', async () => {
    const views = page.getByRole('combobox', { name: 'View' });
    assert.ok((await views.locator('option').allTextContents()).includes('배선 Wiring'));
    await views.selectOption('wiring');
    await page.locator('g.edge.link').first().waitFor({ state: 'attached' });
    await views.selectOption('');
    await page.locator('g.edge.flow').first().waitFor({ state: 'attached' });
  });

  it('zooms, selects, and lists the findings', async () => {
    const transform = (): Promise<string> => page.locator('main.stage').evaluate((stage) => stage.innerHTML.match(/(transform|viewBox)[^>]*/)?.[0] ?? '');
    const before = await transform();
    await page.getByRole('button', { name: /Zoom in/ }).click();
    assert.notEqual(await transform(), before);
    await page.getByRole('button', { name: /^Fit/ }).click();
    await node('idc.front.lb1').click();
    await page.locator('g.is-selected[data-id="idc.front.lb1"]').waitFor();
    await page.locator('.findings summary').click();
    await page.locator('.findings li').first().waitFor();
  });

  it('plays a scenario to its end, with the figures of the engine', async () => {
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption({ index: 1 });
    await page.getByRole('button', { name: /^Pause/ }).click();
    await page.locator('.run h2', { hasText: '마스터가 죽는다' }).waitFor();
    await page.locator('input[type="range"]').first().evaluate((range: HTMLInputElement) => {
      range.value = range.max;
      range.dispatchEvent(new Event('input', { bubbles: true }));
      range.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.locator('.expected li.passed.final').first().waitFor();
    await photograph(page, 'offline-1-played');
    assert.equal(await page.locator('.expected li.missed').count(), 0);
  });

  it('asked nobody for anything', () => {
    assert.deepEqual(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:') && !url.startsWith('blob:')), []);
    assert.deepEqual(complaints, []);
  });
});
