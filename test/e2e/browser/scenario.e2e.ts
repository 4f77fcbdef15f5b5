/** A scenario that is played in a real browser: what one sees of a failover, what one can do to it, and that its figures are the command line's. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eachRestsOnTheOneBefore } from './stations.js';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

const FILE = join(project, 'examples/s28-clinical-study/clinical-study.arch');

interface Simulated { flows: { name: string; served: number; failed: number }[]; expectations: { actual: string }[] }

describe('a scenario in the preview', function () {
  this.timeout(180_000);
  eachRestsOnTheOneBefore();
  let preview: OpenPreview;
  let page: Page;
  let complaints: string[] = [];
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);
  const slider = (): ReturnType<Page['locator']> => page.locator('input.seek');
  const seek = (seconds: number): Promise<void> => slider().evaluate((input: HTMLInputElement, at) => {
    input.value = String(at);
    input.dispatchEvent(new Event('input'));
  }, seconds);
  const served = (): Promise<string> => page.locator('.run .loads tbody td').first().innerText();

  before(async () => {
    preview = await openPreview(FILE, 'idc.data.db1');
    ({ page, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
  });

  it('is chosen by its name and plays', async () => {
    assert.equal(await page.locator('.run').isVisible(), false);
    await page.getByLabel('Scenario', { exact: true }).selectOption('active DB dies');
    await page.locator('.run .loads').waitFor();
    await page.locator('button.play[title^="Pause"]').waitFor();
    await page.waitForFunction(() => Number(document.querySelector('.run .loads tbody td')?.textContent.replaceAll(',', '')) > 1000);
    await page.locator('button.play').click();
  });

  it('shows the failover: who is down, that nobody serves, who takes over', async () => {
    await seek(615);
    await page.locator('g.is-failed[data-id="idc.data.db1"]').waitFor();
    await page.locator('.run .now .nobody', { hasText: 'db' }).waitFor();
    await page.locator('g.edge.is-falls').first().waitFor({ state: 'attached' });
    await photograph(page, 'scenario-1-nobody-serves');
    await seek(640);
    await page.locator('.run .now .serves', { hasText: 'db2' }).waitFor();
    assert.doesNotMatch(await node('idc.data.db2').getAttribute('class') ?? '', /standby/);
    await page.locator('.run .events', { hasText: 'db2 serves for db' }).waitFor();
    await photograph(page, 'scenario-2-taken-over');
  });

  it('steps to what happens next', async () => {
    await page.getByLabel('Step to the next event (.)').click();
    await page.locator('.time', { hasText: '0:40:00' }).waitFor();
    await page.locator('.run .events .recovered').waitFor();
  });

  it('ends with the figures and verdicts of the command line', async () => {
    const told = JSON.parse(execFileSync(process.execPath, [join(project, 'dist/cli.cjs'), 'simulate', FILE, '--format', 'json'], { encoding: 'utf8' })) as Simulated;
    await seek(3600);
    await page.locator('.run .expected .final').first().waitFor();
    const portal = told.flows.find(({ name }) => name === 'portal')!;
    assert.equal(await served(), portal.served.toLocaleString('en'));
    assert.equal(await page.locator('.run .loads td.bad').first().innerText(), portal.failed.toLocaleString('en'));
    assert.deepEqual(await page.locator('.run .expected small').allInnerTexts(), told.expectations.map(({ actual }) => actual));
  });

  it('takes what the reader does, by the keyboard, from its moment on, and tells it as text', async () => {
    await seek(360);
    await page.locator('.run h2 small', { hasText: '0:06:00' }).waitFor();
    const before = await served();
    await node('idc.app.was#1').focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: /^Its software ends/ }).waitFor();
    await photograph(page, 'scenario-3-menu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('g.is-failed[data-id="idc.app.was#1"]').waitFor();
    await page.locator('.run .acts pre', { hasText: 'at 360s kill idc.app.was#1' }).waitFor();
    assert.equal(await served(), before, 'what was before is as it was');
    assert.equal(await node('idc.app.was#1').evaluate((element) => document.activeElement === element), true, 'the focus is back');
    await photograph(page, 'scenario-4-killed');
  });

  it('goes on without a scenario', async () => {
    await page.getByLabel('Scenario', { exact: true }).selectOption('');
    await page.locator('.run').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('g.is-failed').count(), 0);
    assert.deepEqual(complaints, []);
  });
});
