/** `lintel preview` in a browser without VS Code: the same page, fed by the command line, and closed to everybody else. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { theBrowser } from './shared.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { copyWorkspace, openPreview, photograph, type OpenPreview } from './support.js';

describe('the preview of the command line', function () {
  this.timeout(90_000);
  eachRestsOnTheOneBefore();
  let folder: string;
  let file: string;
  let preview: OpenPreview;
  let page: Page;
  let blocked: string[] = [];
  let complaints: string[] = [];
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);
  const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('data-id') ?? null);

  before(async () => {
    folder = copyWorkspace();
    file = join(folder, 'shop.arch');
    preview = await openPreview(file, 'lan.db');
    ({ page, blocked, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('draws the file', async () => {
    await photograph(page, 'page-1-light');
    for (const id of ['world.shoppers', 'lan.lb', 'lan.web#1', 'lan.web#2']) assert.equal(await node(id).count(), 1, id);
    assert.ok(await page.locator('.findings summary').innerText());
  });

  it('is walked by the keyboard along its links, with one tab stop', async () => {
    assert.equal(await page.locator('.stage [tabindex="0"]').count(), 1);
    await node('world.shoppers').focus();
    await page.keyboard.press('ArrowDown');
    const next = await focused();
    assert.ok(next && next !== 'world.shoppers');
    for (let step = 0; step < 6 && await focused() !== 'lan.db'; step++) await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'lan.db');
    assert.equal(await page.locator('.stage [tabindex="0"]').count(), 1);
    await page.keyboard.press('f');
    await page.locator('g.is-failed[data-id="lan.db"]').waitFor();
    await page.keyboard.press('Space');
    await page.locator('.lost', { hasText: 'db' }).waitFor();
    await photograph(page, 'page-2-failed');
    await page.keyboard.press('Space');
    await page.keyboard.press('f');
    await page.locator('g.is-failed').first().waitFor({ state: 'detached' });
  });

  it('names everything for a screen reader', async () => {
    const svg = page.locator('.stage svg').first();
    assert.equal(await svg.getAttribute('role'), 'graphics-document');
    assert.match(await svg.getAttribute('aria-label') ?? '', /Arrow keys/);
    const nameless = await page.locator('.stage g[data-id]').evaluateAll((parts) => parts.filter((part) => part.getAttribute('role') !== 'graphics-object' || !part.getAttribute('aria-label')).length);
    assert.equal(nameless, 0);
    const unnamed = await page.locator('button, select, input').evaluateAll((controls) => controls.filter((control) => !(control.getAttribute('aria-label') || control.textContent)).length);
    assert.equal(unnamed, 0);
  });

  it('moves no dot between stations where motion is unwanted', async () => {
    const painted = (): Promise<string> => page.locator('canvas.overlay').first().evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    // Looks for so many frames, or until it has seen enough: how soon a request sets out depends on the machine.
    const distinct = async (frames: number, enough = Infinity): Promise<number> => {
      await page.keyboard.press('.');
      const seen = new Set<string>();
      await page.getByLabel('Speed', { exact: true }).selectOption('0.25');
      await page.locator('button.play').click();
      for (let frame = 0; frame < frames && seen.size < enough; frame++) { seen.add(await painted()); await page.waitForTimeout(60); }
      await page.locator('button.play').click();
      return seen.size;
    };
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const still = await distinct(8);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const gliding = await distinct(150, still + 3);
    assert.ok(still < gliding, `${still} pictures with reduced motion, ${gliding} without`);
  });

  it('shows cables when asked, and dark where the system is', async () => {
    await page.locator('.toolbar select').nth(1).selectOption('links');
    await page.locator('g.edge.link').first().waitFor({ state: 'attached' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await photograph(page, 'page-3-cables-dark');
    await page.locator('.toolbar select').nth(1).selectOption('');
    await page.locator('g.edge.flow').first().waitFor({ state: 'attached' });
  });

  it('follows the file, and keeps the last good picture while it is broken', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('  loadbalancer lb', '  cache session\n  loadbalancer lb'));
    await node('lan.session').waitFor();
    writeFileSync(file, `${text}\nlink {{{ "`);
    await page.locator('.banner.broken').waitFor();
    assert.equal(await node('lan.session').count(), 1);
    writeFileSync(file, text);
    await page.locator('.banner.broken').waitFor({ state: 'hidden' });
    await node('lan.session').waitFor({ state: 'detached' });
  });

  it('is closed to a page from elsewhere, even with the address in hand', async () => {
    const stranger = await (await (await theBrowser()).newContext()).newPage();
    const outcome = await stranger.evaluate(async (url) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}socket`);
      const opened = await new Promise((resolve) => { socket.onopen = () => resolve(true); socket.onerror = () => resolve(false); });
      const fetched = await fetch(url).then((response) => response.status, () => 'refused');
      return { opened, fetched };
    }, preview.url);
    assert.deepEqual(outcome, { opened: false, fetched: 'refused' });
    await stranger.context().close();
  });

  it('says when its server is gone', async () => {
    preview.child.kill();
    await page.locator('.banner.lost').waitFor();
    assert.deepEqual(complaints.filter((each) => !/WebSocket|ERR_CONNECTION/.test(each)), []);
    assert.deepEqual(blocked, []);
  });
});
