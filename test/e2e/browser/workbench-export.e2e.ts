/** Saving the picture in a real VS Code window: by its dialog, in every format, and into the clipboard. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { cleanWindow, openWithPreview, type CodeWindow } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { box, photograph, previewOf, runCommand } from './support.js';

describe('saving the picture in VS Code', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let window: CodeWindow;
  let page: Page;
  let preview: FrameLocator;
  const dialog = (): ReturnType<Page['locator']> => page.locator('.quick-input-widget input').first();

  before(async () => {
    window = await cleanWindow();
    ({ page } = window);
    await openWithPreview(page, 'shop.arch');
    preview = previewOf(page);
    await box(preview, 'lan.db').waitFor();
  });

  /** Accepts the place that the dialog proposes, beside the text, under another name. */
  async function saved(name: string): Promise<Buffer> {
    const path = join(window.folder, name);
    await page.locator('.quick-input-title', { hasText: 'Save the picture as' }).waitFor();
    // Named after the text, with the format's ending.
    const proposed = `/shop.${name.split('.').at(-1)!}`;
    for (let round = 0; round < 200 && !(await dialog().inputValue()).endsWith(proposed); round++) await page.waitForTimeout(50);
    assert.ok((await dialog().inputValue()).endsWith(proposed), await dialog().inputValue());
    await dialog().fill(path);
    await photograph(page, `workbench-export-${name.split('.').at(-1)!}`);
    await page.keyboard.press('Enter');
    for (let round = 0; round < 400 && !(existsSync(path) && readFileSync(path).length > 0); round++) await page.waitForTimeout(50);
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    return readFileSync(path);
  }

  async function choose(format: string): Promise<void> {
    await preview.getByRole('button', { name: 'Export (E)' }).click();
    await preview.getByRole('menuitem', { name: format }).click();
  }

  it('saves SVG, PNG and PDF by the menu of the picture', async () => {
    await choose('Picture: SVG');
    const svg = (await saved('drawn.svg')).toString();
    assert.match(svg, /^<svg[^]*손님[^]*<\/svg>\s*$/);
    assert.doesNotMatch(svg, /var\(/);
    await choose('Picture: PNG, 2×');
    const png = await saved('drawn.png');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    const [, width] = /<svg[^>]* width="(\d+)/.exec(svg)!;
    assert.equal(png.readUInt32BE(16), 2 * Number(width));
    await choose('Picture: PDF');
    const pdf = await saved('drawn.pdf');
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  });

  it('saves a page with every view by the command', async () => {
    await runCommand(page, 'Lintel: Export Picture');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'HTML' }).click();
    const html = (await saved('drawn.html')).toString();
    // What is in it, another file of tests opens and plays.
    assert.ok(html.startsWith('<!DOCTYPE html>') && html.includes('<title>shop</title>'), html.slice(0, 500));
  });

  it('writes nothing when the dialog is left', async () => {
    await choose('Laid-out scene: JSON');
    await page.locator('.quick-input-title', { hasText: 'Save the picture as' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    assert.equal(existsSync(join(window.folder, 'shop.json')), false);
  });

  it('puts an image into the clipboard', async () => {
    await choose('Copy as image');
    await preview.locator('.banner', { hasText: 'in the clipboard' }).waitFor();
    await photograph(page, 'workbench-export-copied');
    assert.deepEqual(await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => [...item.types])), ['image/png']);
    assert.deepEqual(window.complaints, []);
  });
});
