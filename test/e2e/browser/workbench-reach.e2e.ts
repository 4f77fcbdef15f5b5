/** Levels of detail, ways and cut sets in a real VS Code window: into a place and back, hop by hop to the rules in the text. */
import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { studyWindow, type CodeWindow } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { box, cursorIsAt, goTo, lineOf, photograph, runCommand, STUDY } from './support.js';

describe('levels and reachability in VS Code', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let window: CodeWindow;
  let page: Page;
  let preview: FrameLocator;
  const inquiry = (): ReturnType<FrameLocator['locator']> => preview.locator('.inquiry');
  const seen = (name: string): Promise<void> => preview.locator('.trail [aria-current="page"]', { hasText: name }).waitFor();
  const menu = async (id: string, name: RegExp): Promise<void> => {
    await box(preview, id).focus();
    await page.keyboard.press('m');
    await preview.locator('.act-menu:not([hidden])').getByText(name).click();
  };

  before(async () => {
    ({ window, page, preview } = await studyWindow());
  });

  it('goes into a place and up again by the names above the picture', async () => {
    await box(preview, 'idc.data').dblclick({ position: { x: 12, y: 8 } });
    await box(preview, 'idc.data.db1').waitFor({ state: 'detached' });
    await box(preview, 'idc.data').focus();
    await page.keyboard.press('Shift+Enter');
    await seen('data');
    await box(preview, 'idc.app').waitFor();
    await photograph(page, 'workbench-reach-1-inside');
    await preview.locator('.trail li button', { hasText: 'On-premise data centre' }).click();
    await seen('On-premise data centre');
    await preview.locator('.trail li button').first().click();
    await box(preview, 'idc.data').waitFor();
    await preview.locator('.trail li').nth(1).waitFor({ state: 'detached' });
  });

  it('lets boxes stand where they stand while the text is edited', async () => {
    // In the picture's own measure: the notes, which say more now, may take room from it.
    const where = (): Promise<number[]> => Promise.all(['world', 'idc.edge', 'idc.dmz'].map((id) => box(preview, id).locator('rect, path').first().evaluate((shape: SVGGraphicsElement) => {
      const [{ y }, { d, f }] = [shape.getBBox(), shape.getCTM()!];
      return Math.round((y * d + f) / d);
    })));
    const before = await where();
    await runCommand(page, 'View: Focus First Editor Group');
    await goTo(page, lineOf(STUDY, 'subnet 10.0.2.0/24'));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('cache 기억');
    await box(preview, 'idc.app.기억').waitFor();
    const after = await where();
    assert.ok(before.every((y, index) => Math.abs(y - before[0]! - after[index]! + after[0]!) <= 2), `${before.join()} became ${after.join()}`);
    await photograph(page, 'workbench-reach-2-edited');
    for (let press = 0; press < 6 && await box(preview, 'idc.app.기억').count() > 0; press++) await page.keyboard.press('Control+Z');
    await box(preview, 'idc.app.기억').waitFor({ state: 'detached' });
  });

  it('shows the way between two clicks, each hop leading to its rule', async () => {
    await box(preview, 'world.researchers').click({ position: { x: 20, y: 12 } });
    await box(preview, 'idc.dmz.lb#1').click({ position: { x: 20, y: 12 }, modifiers: ['Shift'] });
    await inquiry().locator('.verdict.yes').waitFor();
    await preview.locator('.hop-trail .way').first().waitFor({ state: 'attached' });
    await photograph(page, 'workbench-reach-3-way');
    await inquiry().locator('ol.hops.shown li button', { hasText: 'allow world' }).first().click();
    await cursorIsAt(page, lineOf(STUDY, 'allow world -> lb over tcp/443'));
    await box(preview, 'world').focus();
    await page.keyboard.press('Escape');
    await preview.locator('.hop-trail').first().waitFor({ state: 'detached' });
  });

  it('walks the cut sets of a service', async () => {
    await menu('world.researchers', /cut sets of portal/);
    await inquiry().getByText(/Cut set 1 of/).waitFor();
    await preview.locator('.is-cut').first().waitFor({ state: 'attached' });
    await page.keyboard.press(']');
    await inquiry().getByText(/Cut set 2 of/).waitFor();
    await page.keyboard.press('[');
    await inquiry().getByText(/Cut set 1 of/).waitFor();
    await preview.locator('.is-cut').first().waitFor({ state: 'attached' });
    await photograph(page, 'workbench-reach-4-cut-sets');
    await page.keyboard.press('Escape');
    await preview.locator('.is-cut').first().waitFor({ state: 'detached' });
  });

  it('complained of nothing', () => assert.deepEqual(window.complaints, []));
});
