/** What is told in a real VS Code window: a sequence step by step, two variants side by side, and their charts. */
import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from 'playwright-core';
import { cleanWindow, openWithPreview } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { cursorIsAt, lineOf, photograph, previewOf, runCommand } from './support.js';

const example = (path: string): string => readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8');
const LIBRARY = example('s04-library/library.arch');
const PAIRS = example('s22-active-active-and-standby/high-availability.arch');

describe('stories told in VS Code', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let page: Page;
  let preview: FrameLocator;
  const time = (shown: RegExp): Promise<void> => preview.locator('.time:not(.computing)', { hasText: shown }).first().waitFor();

  before(async () => {
    ({ page } = await cleanWindow({ 'library.arch': LIBRARY, 'pairs.arch': PAIRS }));
    await openWithPreview(page, 'library.arch');
    preview = previewOf(page);
    await preview.locator('g.node').first().waitFor();
  });

  it('a sequence, step by step, each with its caption and its line', async () => {
    await preview.getByRole('button', { name: /A book is lent/ }).click();
    await preview.locator('button.play[title^="Pause"]').click();
    await preview.locator('.steps .line', { hasText: 'write the loan' }).click();
    await preview.locator('.steps .line[aria-current="step"]', { hasText: 'write the loan' }).waitFor();
    await preview.locator('.caption .said', { hasText: 'write the loan' }).waitFor();
    await photograph(page, 'workbench-stories-1-sequence');
    await preview.locator('g.node').first().focus();
    await page.keyboard.press('.');
    await preview.locator('.steps .line[aria-current="step"]', { hasText: 'written' }).waitFor();
  });

  it('two variants side by side, in lock step, with their figures and charts', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openWithPreview(page, 'pairs.arch');
    preview = previewOf(page);
    await preview.getByRole('button', { name: /A database server dies/ }).click();
    await preview.locator('.beside-chooser').selectOption({ label: 'DB 서버가 죽는다 A database server dies · 액티브-스탠바이 Active-standby' });
    await preview.locator('.picture.beside g.node').first().waitFor();
    await preview.locator('input.seek').evaluate((input: HTMLInputElement) => { input.value = '125'; input.dispatchEvent(new Event('input')); });
    await time(/^02:05 /);
    await preview.locator('.picture.beside .caption .said', { hasText: 'db2' }).waitFor();
    await photograph(page, 'workbench-stories-2-beside');
    await preview.locator('.toolbar button[aria-pressed]').last().click();
    await preview.locator('.chart', { hasText: 'Throughput' }).locator('.paths path').first().waitFor({ state: 'attached' });
    await photograph(page, 'workbench-stories-3-charts');
  });

  it('an event of the scenario is shown where it is written', async () => {
    await preview.locator('.run .events .failed .line', { hasText: 'db1' }).first().click();
    await cursorIsAt(page, lineOf(PAIRS, 'fail db1'));
  });
});
