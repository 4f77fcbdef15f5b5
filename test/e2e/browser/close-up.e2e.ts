/** The view of a scenario goes near what happens, where the whole picture is too small to read, and leaves the reader's own view alone. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

const FILE = join(project, 'examples/s28-clinical-study/clinical-study.arch');

describe('the close-up of a scenario', function () {
  this.timeout(180_000);
  this.bail(true);
  let preview: OpenPreview;
  let page: Page;
  const scaleIs = (from: number, to: number): Promise<unknown> => page.waitForFunction(([least, most]) => {
    const scale = Number(/scale\(([\d.]+)\)/.exec(document.querySelector<HTMLElement>('.sheet')!.style.transform)?.[1]);
    return scale >= least! && scale <= most!;
  }, [from, to]);
  const isNear = (): Promise<unknown> => scaleIs(1, 1);
  const isWhole = (): Promise<unknown> => scaleIs(0.1, 0.8);
  const seek = (seconds: number): Promise<void> => page.locator('input.seek').evaluate((input: HTMLInputElement, at) => {
    input.value = String(at);
    input.dispatchEvent(new Event('input'));
  }, seconds);
  const toggle = (): ReturnType<Page['locator']> => page.getByRole('button', { name: 'Go near what happens' });
  const isInWindow = async (id: string): Promise<boolean> => {
    const [box, stage] = [await page.locator(`g.node[data-id="${id}"]`).boundingBox(), await page.locator('main.stage').boundingBox()];
    return box!.y >= stage!.y && box!.y + box!.height <= stage!.y + stage!.height;
  };

  before(async () => {
    preview = await openPreview(FILE, 'idc.data.db1', { look: { viewport: { width: 1280, height: 800 } } });
    ({ page } = preview);
    assert.equal(await toggle().isVisible(), false);
    await page.getByLabel('Scenario', { exact: true }).selectOption('active DB dies');
    await page.locator('.run .loads').waitFor();
    await page.locator('button.play[title^="Pause"]').click();
  });

  after(() => preview?.close());

  it('shows the whole while nothing happens, and goes near a failover, with who asks', async () => {
    await seek(300);
    await isWhole();
    await seek(615);
    await isNear();
    assert.deepEqual([await isInWindow('idc.data.db1'), await isInWindow('idc.data.db2'), await isInWindow('idc.app.was#1')], [true, true, true]);
    await photograph(page, 'close-up');
  });

  it('goes back when it is over', async () => {
    await seek(1200);
    await isWhole();
    await seek(632);
    await isNear();
  });

  it('gives the whole picture where the reader asks for it, and keeps to a view of the reader', async () => {
    await page.getByRole('button', { name: /^Fit/ }).click();
    await isWhole();
    await seek(300);
    await seek(615);
    await isNear();
    await page.getByRole('button', { name: /^Zoom in/ }).click();
    await scaleIs(1.05, 2);
    await seek(300);
    await page.locator('.caption', { hasText: 'Everything works' }).waitFor();
    await scaleIs(1.05, 2);
    await page.getByRole('button', { name: /^Fit/ }).click();
  });

  it('is switched off, and stays so over a reload', async () => {
    await seek(615);
    await isNear();
    await toggle().click();
    await isWhole();
    assert.equal(await toggle().getAttribute('aria-pressed'), 'false');
    await page.waitForFunction(() => Object.values(sessionStorage).concat(Object.values(localStorage)).some((kept: unknown) => typeof kept === 'string' && kept.includes('"follow":false')));
    await page.reload();
    await page.locator('.caption', { hasText: 'no longer answers' }).waitFor();
    await isWhole();
    assert.equal(await toggle().getAttribute('aria-pressed'), 'false');
  });

  it('complains of nothing', () => assert.deepEqual(preview.complaints, []));
});
