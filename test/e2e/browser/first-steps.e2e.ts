/** What somebody finds who sees the preview for the first time: what can be played, what was found, what a part is, what takes a service down. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

const FILE = join(project, 'examples/s28-clinical-study/clinical-study.arch');

describe('first steps in the preview', function () {
  this.timeout(120_000);
  this.bail(true);
  let preview: OpenPreview;
  let page: Page;

  before(async () => {
    preview = await openPreview(FILE, 'idc.data.db1', { look: { viewport: { width: 1280, height: 800 } } });
    ({ page } = preview);
  });

  after(() => preview?.close());

  it('tell how much was found, and how bad it is', async () => {
    await page.locator('.findings summary', { hasText: /^3 findings: 3 warnings$/ }).waitFor();
  });

  it('offer what can be played, and play it', async () => {
    const offers = page.locator('.offers');
    await photograph(page, 'first-steps-1-offers');
    await offers.getByRole('button', { name: 'active DB dies' }).click();
    await page.locator('.run .loads').waitFor();
    assert.equal(await offers.isVisible(), false);
    await page.locator('button.play[title^="Pause"]').click();
    await page.getByLabel('Scenario', { exact: true }).selectOption('');
    await offers.waitFor();
  });

  it('say of a group how it stands together, who its members are and where it answers', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('idc.dmz.lb');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const told = await page.locator('.about dl').innerText();
    assert.match(told, /active-standby group of 2/);
    assert.match(told, /lb#1, lb#2/);
    assert.match(told, /10\.0\.1\.10/);
  });

  it('walk the cut sets of the only service by a key, whatever is selected', async () => {
    await page.locator('g.node[data-id="idc.app.was#1"]').focus();
    await page.keyboard.press(']');
    await page.locator('.inquiry', { hasText: 'portal' }).waitFor();
    await page.locator('g.node.is-cut').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('complain of nothing', () => assert.deepEqual(preview.complaints, []));
});
