/** Levels of detail in the preview: opening, going into a place, around an element, and the way back. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eachRestsOnTheOneBefore } from './stations.js';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

describe('levels of detail', function () {
  this.timeout(90_000);
  eachRestsOnTheOneBefore();
  let folder: string;
  let preview: OpenPreview;
  let page: Page;
  let complaints: string[] = [];
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);
  const trail = (): Promise<string[]> => page.locator('.trail li').allInnerTexts();
  const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('data-id') ?? null);
  const seen = (name: string): Promise<void> => page.locator('.trail [aria-current="page"]', { hasText: name }).waitFor();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-levels-'));
    cpSync(join(project, 'examples/s28-clinical-study/clinical-study.arch'), join(folder, 'study.arch'));
    preview = await openPreview(join(folder, 'study.arch'), 'idc.data.db1');
    ({ page, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('offers the overview, the wiring, written views and places', async () => {
    const groups = await page.locator('.choice select').first().locator('optgroup').evaluateAll((all) => all.map((each) => (each as HTMLOptGroupElement).label));
    assert.deepEqual(groups, ['Views of the file', 'Inside a place']);
    assert.equal((await trail()).length, 1);
  });

  it('closes a place by its handle and opens it again by the keyboard, the focus staying', async () => {
    await node('idc.data').hover({ position: { x: 12, y: 12 } });
    await node('idc.data').locator('.handle').click();
    await node('idc.data.db1').waitFor({ state: 'detached' });
    await photograph(page, 'levels-1-closed');
    await node('idc.data').focus();
    await page.keyboard.press('c');
    await node('idc.data.db1').waitFor();
    assert.equal(await focused(), 'idc.data');
  });

  it('goes into a place by the keyboard', async () => {
    await node('idc.data').focus();
    await page.keyboard.press('Shift+Enter');
    await seen('data');
    await node('idc.app').waitFor();
    assert.equal(await node('idc').count(), 0, 'what is around it is told by the trail');
    assert.deepEqual((await trail()).slice(-2).map((name) => name.trim()), ['On-premise data centre', 'data']);
    assert.equal(await focused(), 'idc.data');
    await photograph(page, 'levels-2-inside');
  });

  it('looks around an element from its menu, further when asked', async () => {
    await node('idc.data.db1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'What it talks to' }).click();
    await seen('Around db1');
    const boxes = await page.locator('g.node').count();
    await page.locator('.trail select').selectOption('3');
    await page.locator('g.node[data-id="world.researchers"]').waitFor();
    assert.ok(await page.locator('g.node').count() > boxes);
    await photograph(page, 'levels-3-around');
  });

  it('goes back and forward, by keys and by buttons', async () => {
    await page.locator('.stage g[tabindex="0"]').focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await seen('data');
    await page.getByRole('button', { name: 'Forward (' }).click();
    await seen('Around db1');
    await page.getByRole('button', { name: 'Back (' }).click();
    await seen('data');
  });

  it('remembers where it was, and the way there, over a reload', async () => {
    // What is remembered is written when the page rests.
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem('lintel.preview') ?? '{}').visited?.at === 3);
    await page.reload();
    await seen('data');
    assert.equal(await page.getByRole('button', { name: 'Forward (' }).getAttribute('aria-disabled'), 'false');
    await page.getByRole('button', { name: 'On-premise data centre' }).click();
    await seen('On-premise data centre');
    await node('idc.edge').waitFor();
    await page.locator('.trail li button').first().click();
    await node('idc').waitFor();
  });

  it('logs nothing to complain about', () => { assert.deepEqual(complaints, []); });
});
