/** Arrows and cables by keyboard: walked from their box, heard by name, chosen as by a click, and left again. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('lines by keyboard', function () {
  this.timeout(120_000);
  let folder: string;
  let preview: OpenPreview;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-lines-'));
    const file = join(folder, 'clinical-study.arch');
    cpSync(join(project, 'examples/s28-clinical-study/clinical-study.arch'), file);
    preview = await openPreview(file, 'idc.data.db1', { options: ['--edit'] });
  });

  after(async () => {
    await preview?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const focused = (page: Page): Promise<{ name: string | null; id: string | undefined; stops: number }> => page.evaluate(() => {
    const { activeElement } = document;
    return { name: activeElement!.getAttribute('aria-label'), id: (activeElement as SVGGElement).dataset['id'], stops: document.querySelectorAll('.stage [tabindex="0"]').length };
  });

  it('are walked from their box, with a name each and one stop of Tab in all', async () => {
    const { page } = preview;
    await page.locator('g.node[data-id="idc.app.was"]').focus();
    const heard = new Set<string>();
    for (let press = 0; press < 6; press += 1) {
      await page.keyboard.press('l');
      const { name, stops } = await focused(page);
      heard.add(name ?? '');
      assert.equal(stops, 1);
    }
    assert.deepEqual([...heard].sort(), ['Flow from WAS to db1: mysql writes', 'Flow from WAS to db2: mysql reads', 'Flow from lb to WAS: http/8080']);
    await page.keyboard.press('Shift+L');
    assert.match((await focused(page)).name ?? '', /^Flow from/u);
  });

  it('are marked themselves, and lead by arrows to the boxes at their ends', async () => {
    const { page } = preview;
    await page.locator('g.node[data-id="world.researchers"]').focus();
    await page.keyboard.press('l');
    assert.equal((await focused(page)).name, 'Flow from 임상연구자 to Web firewall: portal over https');
    const mark = await page.locator('g.edge:focus-visible .reach').evaluate((path) => getComputedStyle(path).stroke);
    assert.notEqual(mark, 'rgba(0, 0, 0, 0)');
    await photograph(page, 'lines-focus');
    await page.keyboard.press('ArrowDown');
    assert.equal((await focused(page)).id, 'idc.edge');
  });

  it('are chosen with Enter as by a click: lit, with their notes, and break no rule of axe-core', async () => {
    const { page } = preview;
    await page.locator('g.node[data-id="world.researchers"]').focus();
    await page.keyboard.press('l');
    await page.keyboard.press('Enter');
    await page.locator('g.edge.is-selected[data-parts*="portal"]').first().waitFor({ state: 'attached' });
    await page.locator('.notes', { hasText: 'portal' }).first().waitFor();
    assert.match((await focused(page)).name ?? '', /portal/u);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`), []);
    await photograph(page, 'lines-chosen');
  });

  it('offer with M what can be done to them, and Esc leads back to their box', async () => {
    const { page } = preview;
    await page.locator('g.node[data-id="idc.dmz.lb"]').focus();
    await page.keyboard.press('l');
    const { id } = await focused(page);
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: /Delete/u }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'hidden' });
    assert.equal((await focused(page)).id, id);
    await page.keyboard.press('Escape');
    assert.equal((await focused(page)).id, 'idc.dmz.lb');
  });

  it('are cables where cables are drawn, and stay where the reader is when the picture comes anew', async () => {
    const { page } = preview;
    await page.getByLabel('Lines', { exact: true }).selectOption('links');
    await page.locator('g.edge.link').first().waitFor();
    await page.locator('g.node[data-id="world"]').focus();
    await page.keyboard.press('l');
    const before = await focused(page);
    assert.match(before.name ?? '', /link between/iu);
    const file = join(folder, 'clinical-study.arch');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nserver spare\nlink spare -- idc.core\n`);
    await page.locator('g.node[data-id="spare"]').waitFor();
    assert.deepEqual(await focused(page), before);
    assert.deepEqual(preview.complaints, []);
  });
});
