/** Saving and searching in the preview of the command line: every format, the clipboard, and the search box. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eachRestsOnTheOneBefore } from './stations.js';
import { copyWorkspace, openPreview, photograph, type OpenPreview } from './support.js';

describe('saving and searching', function () {
  this.timeout(90_000);
  eachRestsOnTheOneBefore();
  let folder: string;
  let preview: OpenPreview;
  let page: Page;
  let complaints: string[] = [];
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);

  const choose = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: /^Export/ }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const saved = async (name: RegExp): Promise<{ name: string; content: Buffer }> => {
    const [download] = await Promise.all([page.waitForEvent('download'), choose(name)]);
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  };

  before(async () => {
    folder = copyWorkspace();
    preview = await openPreview(join(folder, 'shop.arch'), 'lan.db');
    ({ page, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('saves SVG in resolved colours, with what is marked as failed', async () => {
    await node('lan.db').focus();
    await page.keyboard.press('f');
    await page.locator('g.is-failed[data-id="lan.db"]').waitFor();
    const { name, content } = await saved(/SVG/);
    assert.equal(name, 'shop.svg');
    const svg = content.toString();
    assert.match(svg, /^<svg /);
    assert.ok(!svg.includes('var(--'));
    assert.match(svg, /class="[^"]*is-failed[^"]*"[^>]*data-id="lan\.db"/);
    await node('lan.db').focus();
    await page.keyboard.press('f');
  });

  it('saves PNG at the chosen scale, in colour', async () => {
    const [one, four] = [await saved(/PNG, 1×/), await saved(/PNG, 4×/)];
    assert.equal(one.name, 'shop.png');
    const width = (png: Buffer): number => png.readUInt32BE(16);
    assert.equal(width(four.content), width(one.content) * 4);
    const hues = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const seen = new Set<string>();
      for (let at = 0; at < data.length; at += 4) seen.add(`${data[at]! >> 5} ${data[at + 1]! >> 5} ${data[at + 2]! >> 5}`);
      return seen.size;
    }, `data:image/png;base64,${one.content.toString('base64')}`);
    assert.ok(hues > 8, `${hues} colours`);
  });

  it('saves a page with every view, made by the host', async () => {
    const html = await saved(/HTML/);
    assert.equal(html.name, 'shop.html');
    assert.match(html.content.toString('utf8', 0, 200), /^<!DOCTYPE html>/);
  });

  it('saves PDF, or says which font is missing for it', async () => {
    const download = page.waitForEvent('download', { timeout: 30_000 }).catch(() => undefined);
    const refused = page.locator('.banner', { hasText: /font/ }).waitFor({ timeout: 30_000 }).then(() => true, () => false);
    await choose(/PDF/);
    const first = await Promise.race([download, refused]);
    assert.ok(first);
    if (first !== true) assert.match(readFileSync(await first.path()).toString('latin1', 0, 8), /^%PDF-/);
  });

  it('saves the scene as JSON, its places counted from 1', async () => {
    const { content } = await saved(/JSON/);
    const scene = JSON.parse(content.toString()) as { nodes: { id: string; origin: { file: string; range: { start: { line: number } } } }[] };
    const origin = scene.nodes.find(({ id }) => id === 'lan.db')!.origin;
    const lines = readFileSync(join(folder, 'shop.arch'), 'utf8').split('\n');
    assert.equal(origin.file, 'shop.arch');
    assert.match(lines[origin.range.start.line - 1]!, /\bdb\b/);
  });

  it('copies the picture as an image, or says why it cannot', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose(/Copy as image/);
    await page.locator('.banner', { hasText: 'clipboard' }).waitFor();
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types]));
    assert.ok(types.includes('image/png'), types.join());
    await page.evaluate(() => { navigator.clipboard.write = () => Promise.reject(new Error('not here')); });
    await choose(/Copy as image/);
    await page.locator('.banner', { hasText: 'not here' }).waitFor();
  });

  it('is searched: by keyboard alone, to the box and back', async () => {
    await node('world.shoppers').focus();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Search the architecture' }).fill('data');
    await page.locator('.search li').first().waitFor();
    await photograph(page, 'search');
    await page.getByRole('combobox', { name: 'Search the architecture' }).fill('db');
    await page.locator('.search li', { hasText: 'db' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('g.is-selected[data-id="lan.db"]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.search').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+f');
    await page.locator('.search').waitFor();
    await page.getByRole('combobox', { name: 'Search the architecture' }).fill('no such thing');
    await page.locator('.search .count', { hasText: 'Nothing found' }).waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(complaints, []);
  });
});
