/**
 * The packed extension in a real VS Code window, by mouse and keyboard, as its user works with it: squiggle, hover,
 * completion, preview, from picture to source and back, requests in motion, failure. Each station is photographed.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { isUp, listen, openWindow, type CodeWindow } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { arrow, box, line, openFile, photograph, previewOf, runCommand } from './support.js';

describe('the extension in a VS Code window', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let window: CodeWindow;
  let page: Page;

  before(async () => {
    window = await openWindow();
    ({ page } = window);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(page, 'failed');
  });

  after(() => window?.close());

  it('colours the text before and after the language server is up', async () => {
    await openFile(page, 'mistake.arch');
    const colours = async (): Promise<number> => new Set(await page.locator('.editor-instance .view-line span > span').evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color))).size;
    for (let round = 0; round < 100 && await colours() < 3; round++) await page.waitForTimeout(100);
    assert.ok(await colours() >= 3);
  });

  it('underlines a mistake and lists it with its reason', async () => {
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await runCommand(page, 'Problems: Focus on Problems View');
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'wbe' }).first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /lintel/);
    await photograph(page, '1-squiggle');
    await runCommand(page, 'View: Toggle Problems');
  });

  it('explains on hover', async () => {
    await openFile(page, 'shop.arch');
    const word = line(page, 'software mysql').locator('span', { hasText: /^\s*mysql\s*$/ }).last();
    const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: /mysql/i }).first();
    // An editor asks once per visit of the mouse: a visit before the server is up gets no answer.
    for (let visit = 0; visit < 10 && !await hover.isVisible(); visit++) {
      await word.waitFor();
      const place = await word.boundingBox();
      if (!place) continue; // the line was coloured anew in between
      const { x, y, width, height } = place;
      await page.mouse.move(x + 300, y + 300);
      await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
      await page.waitForTimeout(1500);
    }
    await hover.waitFor();
    await photograph(page, '2-hover');
    await page.keyboard.press('Escape');
  });

  it('completes a name in its place', async () => {
    await line(page, 'expect world cannot reach db').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('flow shoppers -> ', { delay: 20 });
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row .label-name', { hasText: /^lb$/ }).first().waitFor();
    await photograph(page, '3-completion');
    await page.keyboard.type('lb');
    await page.keyboard.press('Enter');
    for (let round = 0; round < 100 && await page.locator('.editor-instance .view-line', { hasText: /^flow\sshoppers\s->\slb\s*$/ }).count() === 0; round++) await page.waitForTimeout(100);
    assert.equal(await page.locator('.editor-instance .view-line', { hasText: /^flow\sshoppers\s->\slb\s*$/ }).count(), 1);
    await runCommand(page, 'File: Revert File');
    await page.locator('.tab.active:not(.dirty)').first().waitFor();
  });

  it('draws the architecture beside the text at the press of a button', async () => {
    await page.locator('.editor-actions .codicon-open-preview').first().click();
    const preview = previewOf(page);
    await box(preview, 'lan.db').waitFor();
    for (const id of ['world', 'world.shoppers', 'lan', 'lan.lb', 'lan.web#1', 'lan.web#2']) await box(preview, id).waitFor();
    assert.ok(await preview.locator('text', { hasText: '손님' }).count() > 0);
    await page.waitForTimeout(500);
    await photograph(page, '4-preview');
  });

  it('leads from a box to its line', async () => {
    await box(previewOf(page), 'lan.db').click({ position: { x: 12, y: 12 } });
    await page.locator('.statusbar-item', { hasText: /Ln 6,/ }).first().waitFor();
    await page.locator('.monaco-editor.focused').first().waitFor();
    await photograph(page, '5-click-to-source');
  });

  it('highlights in the picture what the cursor stands on', async () => {
    await line(page, 'loadbalancer lb').click();
    await previewOf(page).locator('g.is-selected[data-id="lan.lb"]').waitFor();
    await photograph(page, '6-cursor-to-picture');
  });

  it('plays requests that travel and come back', async () => {
    const preview = previewOf(page);
    const status = preview.locator('.figures');
    await preview.locator('button.play').click();
    await preview.locator('.figures', { hasText: /[1-9]\d* requests? answered/ }).waitFor();
    const time = async (): Promise<number> => Number.parseFloat(await preview.locator('output.time').innerText());
    const before = await time();
    await page.waitForTimeout(600);
    assert.ok(await time() > before);
    assert.match(await status.innerText(), / 0 lost/);
    await photograph(page, '7-play');
    await preview.locator('button.play').click();
    const paused = await time();
    await page.waitForTimeout(400);
    assert.equal(await time(), paused);
    for (let step = 0; step < 5; step++) await preview.getByRole('button', { name: /Step/ }).click();
    assert.ok(await time() > paused);
  });

  it('shows what falls when a database fails, and that it recovers', async () => {
    const preview = previewOf(page);
    await preview.locator('button.break').click();
    await box(preview, 'lan.db').click({ position: { x: 12, y: 12 } });
    await preview.locator('g.node.is-failed[data-id="lan.db"]').waitFor();
    await preview.locator('.services.broken', { hasText: 'shop' }).waitFor();
    assert.match(await arrow(preview, 'shop').first().getAttribute('class') ?? '', /is-falls/);
    await preview.locator('button.play').click();
    await preview.locator('.lost', { hasText: 'db' }).waitFor();
    await photograph(page, '8-failed');
    await box(preview, 'lan.db').click({ position: { x: 12, y: 12 } });
    await preview.locator('.services.broken').waitFor({ state: 'detached' });
    assert.equal(await preview.locator('g.is-failed').count(), 0);
  });

  it('holds while one of two web servers is down', async () => {
    const preview = previewOf(page);
    await box(preview, 'lan.web#1').click({ position: { x: 12, y: 12 } });
    await preview.locator('.services .holds').waitFor();
    assert.equal(await preview.locator('.services.broken').count(), 0);
    await preview.getByRole('button', { name: 'Recover all' }).click();
    await preview.locator('button.break').click();
    await preview.locator('button.play').click();
  });

  it('keeps the last good picture while the text is broken, and says so', async () => {
    const preview = previewOf(page);
    await line(page, 'link world -- edge').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' {{{');
    await preview.locator('.banner.broken').waitFor();
    assert.equal(await box(preview, 'lan.db').count(), 1);
    await photograph(page, '9-broken-text');
    for (let times = 0; times < 5; times++) await page.keyboard.press('Control+Z');
    await preview.locator('.banner.broken').waitFor({ state: 'hidden' });
  });

  it('follows an edit', async () => {
    const preview = previewOf(page);
    await line(page, 'database db').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('cache session');
    await box(preview, 'lan.session').waitFor();
    await photograph(page, '10-edit');
  });

  it('renames from the picture, and takes it back in the editor', async () => {
    const preview = previewOf(page);
    await box(preview, 'lan.db').click({ button: 'right', position: { x: 12, y: 12 } });
    await preview.getByRole('menuitem', { name: /^Rename/ }).click();
    const name = preview.locator('.edit-form input');
    await name.fill('web');
    await name.press('Enter');
    await preview.locator('.edit-form .problem', { hasText: 'is taken' }).waitFor();
    await name.fill('orders');
    await name.press('Enter');
    await line(page, 'database orders { software mysql }').waitFor();
    await line(page, 'over http -> orders over mysql').waitFor();
    await box(preview, 'lan.orders').waitFor();
    await photograph(page, '12-renamed');
    await line(page, 'database orders').click();
    await page.keyboard.press('Control+Z');
    await line(page, 'database db { software mysql }').waitFor();
    await line(page, 'over http -> db over mysql').waitFor();
    await box(preview, 'lan.db').waitFor();
  });

  it('comes back after the window was closed and opened again', async () => {
    // What a window writes down when it is left, it does not where its page is only thrown away.
    await page.goto('about:blank');
    await page.close();
    page = await window.context.newPage();
    listen(page, window.complaints);
    await page.goto(window.address);
    await isUp(page);
    // The text that comes back may be that of a moment before: what was typed last is written down a second later.
    await box(previewOf(page), 'lan.lb').waitFor({ timeout: 60_000 });
    await photograph(page, '11-restored');
  });

  it('ran within its content policy and asked nothing of the world outside', () => {
    assert.deepEqual(window.complaints, []);
    const outside = window.blocked.map((url) => new URL(url)).filter((url) => !/\.(vscode-cdn\.net|vscode-unpkg\.net|microsoft\.com|visualstudio\.com|azureedge\.net|open-vsx\.org|github(usercontent)?\.com|githubcopilot\.com)$/.test(url.hostname));
    assert.deepEqual(outside.map(String), []);
  });
});
