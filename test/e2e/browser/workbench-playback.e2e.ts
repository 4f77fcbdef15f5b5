/** A scenario played in a real VS Code window: from the line above it, to and fro, with what the reader breaks, and back into the text. */
import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { studyWindow, type CodeWindow } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { box, cursorIsAt, goTo, line, lineOf, openFile, photograph, runCommand, STUDY } from './support.js';

describe('a scenario played in VS Code', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let window: CodeWindow;
  let page: Page;
  let preview: FrameLocator;
  const time = (shown: RegExp): Promise<void> => preview.locator('.time:not(.computing)', { hasText: shown }).waitFor();
  const seek = (seconds: number): Promise<void> => preview.locator('input.seek').evaluate((input: HTMLInputElement, at) => {
    input.value = String(at);
    input.dispatchEvent(new Event('input'));
  }, seconds);

  before(async () => {
    ({ window, page, preview } = await studyWindow());
  });

  it('plays, pauses by a command, changes its speed, and stands at any moment', async () => {
    await preview.getByLabel('Scenario', { exact: true }).selectOption('active DB dies');
    await preview.locator('button.play[title^="Pause"]').waitFor();
    await runCommand(page, 'Lintel: Pause');
    await preview.locator('button.play[title^="Play"]').waitFor();
    await preview.getByLabel('Speed', { exact: true }).selectOption('10');
    await time(/10 ×$/);
    await seek(615);
    await time(/^0:10:15 /);
    await box(preview, 'idc.data.db1').and(preview.locator('.is-failed')).waitFor();
    await preview.locator('.caption .said', { hasText: 'db2' }).waitFor();
    await photograph(page, 'workbench-playback-1-nobody-serves');
  });

  it('leads from what happened to its line', async () => {
    await preview.locator('.run .events .failed .line', { hasText: 'db1' }).first().click();
    await cursorIsAt(page, lineOf(STUDY, 'at 10m fail db1'));
    await preview.locator('.run .expected .line', { hasText: 'downtime of db' }).click();
    await cursorIsAt(page, lineOf(STUDY, 'expect downtime of db'));
  });

  it('takes what the reader breaks and mends', async () => {
    await seek(360);
    await time(/^0:06:00 /);
    await box(preview, 'idc.app.was#1').focus();
    await page.keyboard.press('m');
    await preview.getByRole('menuitem', { name: /^Its software ends/ }).click();
    await box(preview, 'idc.app.was#1').and(preview.locator('.is-failed')).waitFor();
    await seek(396);
    await time(/^0:06:36 /);
    await box(preview, 'idc.app.was#1').focus();
    await page.keyboard.press('f');
    await preview.locator('.run .acts pre', { hasText: 'recover' }).waitFor();
    await preview.locator('g.node.is-failed').first().waitFor({ state: 'detached' });
    await photograph(page, 'workbench-playback-2-broken-and-mended');
  });

  it('is behind another tab for a while, and comes back as it was left', async () => {
    await openFile(page, 'mistake.arch'); // in the group that was used last, the preview's
    await page.locator('iframe.webview.ready').waitFor({ state: 'hidden' });
    await page.locator('.tab', { hasText: 'Preview study.arch' }).click();
    await preview.locator('.run .acts pre', { hasText: 'recover' }).waitFor();
    await time(/^0:06:36 /);
    await photograph(page, 'workbench-playback-3-back');
  });

  it('is copied as a scenario of the text, which the editor takes without an error', async () => {
    await preview.getByRole('button', { name: 'Copy as a scenario' }).click();
    await preview.getByRole('button', { name: 'Copied' }).waitFor();
    await openFile(page, 'study.arch');
    await goTo(page, STUDY.split('\n').length);
    await page.keyboard.press('Control+V');
    await line(page, 'kill').waitFor();
    await page.locator('.codelens-decoration a', { hasText: '▶ Play' }).nth(1).waitFor({ state: 'attached' });
    assert.equal(await page.locator('.squiggly-error').count(), 0);
    await photograph(page, 'workbench-playback-4-pasted');
    await runCommand(page, 'File: Revert File');
  });

  it('complained of nothing', () => assert.deepEqual(window.complaints, []));
});
