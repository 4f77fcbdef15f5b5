/** Boxes set by hand in the preview of the command line: by mouse, by keys, kept in a file, and given back. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eachRestsOnTheOneBefore } from './stations.js';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

describe('boxes set by hand', function () {
  this.timeout(90_000);
  eachRestsOnTheOneBefore();
  let folder: string;
  let layout: string;
  let preview: OpenPreview;
  let page: Page;
  let complaints: string[] = [];
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);
  const boxes = (): Record<string, [number, number]> => (JSON.parse(readFileSync(layout, 'utf8')) as { views: Record<string, Record<string, [number, number]>> }).views['@overview'] ?? {};
  const kept = async (id: string): Promise<[number, number]> => {
    for (;;) {
      if (existsSync(layout) && boxes()[id]) return boxes()[id]!;
      await page.waitForTimeout(50);
    }
  };
  const left = async (id: string): Promise<number> => (await node(id).boundingBox())!.x;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-place-'));
    layout = join(folder, 'study.arch.layout.json');
    cpSync(join(project, 'examples/s28-clinical-study/clinical-study.arch'), join(folder, 'study.arch'));
    preview = await openPreview(join(folder, 'study.arch'), 'idc.data.db1', { options: ['--edit'], look: { reducedMotion: 'reduce' } });
    ({ page, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('are dragged: a row of members as one, kept on the grid beside the model', async () => {
    const box = (await node('idc.app.was#1').boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 100, box.y + 30, { steps: 4 });
    assert.ok(Math.abs(await left('idc.app.was#1') - box.x - 80) < 2, 'it follows the hand');
    await page.mouse.up();
    const [x, y] = await kept('idc.app.was');
    assert.deepEqual([x % 8, y % 8], [0, 0]);
    await page.locator('g.is-loose').first().waitFor({ state: 'detached' });
    await photograph(page, 'place-1-dragged');
  });

  it('leave the picture to be moved where an open place is dragged', async () => {
    const before = readFileSync(layout, 'utf8');
    const [site, world] = [(await node('idc').boundingBox())!, await left('world')];
    await page.mouse.move(site.x + 5, site.y + 200);
    await page.mouse.down();
    await page.mouse.move(site.x + 65, site.y + 200, { steps: 4 });
    await page.mouse.up();
    assert.ok(Math.abs(await left('world') - world - 60) < 2);
    assert.equal(readFileSync(layout, 'utf8'), before);
  });

  it('are moved by the keyboard, several presses as one, the focus staying', async () => {
    await node('idc.data').focus();
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('Shift+ArrowRight');
    await kept('idc.data');
    await page.locator('g.is-loose').first().waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-id')), 'idc.data');
    assert.deepEqual(Object.keys(boxes()), ['idc.app.was', 'idc.data']);
  });

  it('stand there again after a reload, and in the pictures of the command line', async () => {
    const at = (await kept('idc.data'))[0];
    await page.reload();
    await node('idc.data').waitFor();
    const out = join(folder, 'x.json');
    await new Promise((resolve) => spawn(process.execPath, [join(project, 'dist/cli.cjs'), 'render', join(folder, 'study.arch'), '--output', out]).on('exit', resolve));
    const scene = JSON.parse(readFileSync(out, 'utf8')) as { nodes: { id: string; x: number; set?: true }[] };
    const [idc, data] = ['idc', 'idc.data'].map((id) => scene.nodes.find((each) => each.id === id)!);
    assert.deepEqual([data!.x - idc!.x, data!.set], [at, true]);
  });

  it('go back by their menu, the file with the last one', async () => {
    await node('idc.data').focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Back to where' }).click();
    while (Object.hasOwn(boxes(), 'idc.data')) await page.waitForTimeout(50);
    await node('idc.app').focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'All boxes back' }).click();
    while (existsSync(layout)) await page.waitForTimeout(50);
  });

  it('are not written over a file that cannot be read: the box goes back, and the reader is told why', async () => {
    writeFileSync(layout, '<<<<<<< HEAD');
    await page.locator('.finding', { hasText: 'no JSON' }).first().waitFor({ state: 'attached' });
    await node('idc.data').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('cannot be understood, so nothing was written').first().waitFor();
    assert.equal(readFileSync(layout, 'utf8'), '<<<<<<< HEAD');
    assert.equal(await node('idc.data').evaluate((group) => (group as SVGElement).style.transform), '', 'it stands where it stood');
  });

  it('log nothing to complain about', () => { assert.deepEqual(complaints, []); });
});
