/** Playback in a real browser: the caption, the charts, stepping back and forth, and two variants in lock step. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { eachRestsOnTheOneBefore } from './stations.js';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

const FILE = join(project, 'examples/s22-active-active-and-standby/high-availability.arch');
const SCENARIO = 'DB 서버가 죽는다 A database server dies';

describe('playback in the preview', function () {
  this.timeout(180_000);
  eachRestsOnTheOneBefore();
  let preview: OpenPreview;
  let page: Page;
  let complaints: string[] = [];
  const seek = async (seconds: number): Promise<void> => {
    await page.locator('input.seek').evaluate((input: HTMLInputElement, at) => {
      input.value = String(at);
      input.dispatchEvent(new Event('input'));
    }, seconds);
    await page.waitForFunction((at) => !document.querySelector('.time.computing') && Math.abs(Number((document.querySelector('input.seek') as HTMLInputElement).value) - at) < 0.7, seconds);
  };
  /** Rules of axe-core that are broken in the state that is shown. */
  const broken = async (): Promise<string[]> => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
  };
  const caption = (of: string): ReturnType<Page['locator']> => page.locator(`${of} .caption .said`);

  before(async () => {
    preview = await openPreview(`${FILE}#active-active`, 'idc.db1');
    ({ page, complaints } = preview);
  });

  after(async () => {
    await preview?.close();
  });

  it('tells in a caption what happens', async () => {
    await page.getByLabel('Scenario', { exact: true }).selectOption(SCENARIO);
    await page.locator('.run .loads').waitFor();
    await page.locator('button.play').click();
    await seek(60);
    await caption('body').filter({ hasText: 'Everything works.' }).waitFor();
    await page.locator('.caption .beside', { hasText: 'Next, at 02:00: db1 fails.' }).waitFor();
    await seek(121);
    await caption('body').filter({ hasText: 'checks db1 every 1 s' }).waitFor();
  });

  it('steps to the event before and after, by keyboard', async () => {
    await page.locator('.stage').first().click({ position: { x: 5, y: 5 } });
    await page.keyboard.press(',');
    await page.locator('.time', { hasText: /^02:0[01] / }).waitFor();
    await seek(200);
    await page.keyboard.press(',');
    await page.locator('.time', { hasText: /^02:0\d / }).waitFor();
    await page.keyboard.press('.');
    await page.locator('.time', { hasText: /^08:00 / }).waitFor();
  });

  it('draws charts whose moments are read by the arrow keys and sought by Enter', async () => {
    const plot = page.locator('.chart', { hasText: 'Throughput' }).locator('.plot');
    await plot.focus();
    await page.keyboard.press('Home');
    for (let press = 0; press < 30; press++) await page.keyboard.press('ArrowRight');
    assert.match(await plot.getAttribute('aria-label') ?? '', /^Throughput\. At 03:00: answered [\d.]+\/s\. Largest: [\d.]+\/s\./);
    await page.keyboard.press('Enter');
    await page.locator('.time', { hasText: /^03:00 / }).waitFor();
    assert.ok((await page.locator('.chart .paths path').first().getAttribute('d'))!.length > 50);
    await page.getByText('As a table').click();
    await page.locator('.numbers tbody tr').nth(10).waitFor();
    await page.getByText('As a table').click();
  });

  it('shows every element with its state in a table', async () => {
    await page.getByText('Elements now').click();
    await page.locator('.parts tr.bad', { hasText: 'db1' }).waitFor();
    await page.locator('.parts tr', { hasText: 'l4#1' }).filter({ hasText: 'active' }).waitFor();
  });

  it('plays the other variant beside it, in lock step, with the figures of the command line', async () => {
    await page.locator('.beside-chooser').selectOption({ label: `${SCENARIO} · 액티브-스탠바이 Active-standby` });
    await page.locator('.picture.beside g.node[data-id="idc.db2"]').waitFor();
    await seek(135);
    await caption('.picture.beside').filter({ hasText: 'Nobody serves for db until db2 takes over' }).waitFor();
    assert.deepEqual(await broken(), []);
    await photograph(page, 'playback-1-beside');
    await seek(600);
    await page.locator('.run .expected .final').first().waitFor();
    const told = JSON.parse(execFileSync(process.execPath, [join(project, 'dist/cli.cjs'), 'simulate', `${FILE}#active-standby`, '--format', 'json'], { encoding: 'utf8' })) as { flows: { name: string; served: number }[] };
    const served = told.flows.find(({ name }) => name === 'shop')!.served.toLocaleString('en');
    await page.locator('.compared tbody tr', { hasText: 'answered' }).filter({ hasText: served }).waitFor();
    await page.locator('.compared tr.worse', { hasText: 'without a server' }).filter({ hasText: '+30 s' }).waitFor();
  });

  it('comes back side by side after a reload, at its moment, with what was done to either', async () => {
    await seek(60);
    await page.locator('.picture.beside g.node[data-id="idc.db2"]').focus();
    await page.keyboard.press('f');
    await page.locator('.picture.beside g.is-failed[data-id="idc.db2"]').waitFor();
    await page.locator('.pictures > .picture:first-child g.node[data-id="idc.db1"]').focus();
    await page.keyboard.press('f');
    await page.locator('.pictures > .picture:first-child g.is-failed[data-id="idc.db1"]').waitFor();
    await page.waitForFunction(() => {
      const { acts, beside } = JSON.parse(sessionStorage.getItem('lintel.preview') ?? '{}') as { acts?: unknown[]; beside?: { acts: unknown[] } };
      return acts?.length === 1 && beside?.acts.length === 1;
    });
    await page.reload();
    await page.locator('.picture.beside g.is-failed[data-id="idc.db2"]').waitFor();
    await page.locator('.pictures > .picture:first-child g.is-failed[data-id="idc.db1"]').waitFor();
    const failed = (within: string): Promise<(string | null)[]> => page.locator(`${within} g.node.is-failed`).evaluateAll((parts) => parts.map((part) => part.getAttribute('data-id')));
    assert.deepEqual([await failed('.pictures > .picture:first-child'), await failed('.picture.beside')], [['idc.db1'], ['idc.db2']]);
    assert.equal(await page.locator('.beside-chooser option:checked').innerText(), `${SCENARIO} · 액티브-스탠바이 Active-standby`);
    await page.locator('.time', { hasText: /^01:00 / }).waitFor();
    await page.locator('.compared tbody tr').first().waitFor();
    await photograph(page, 'playback-3-side-by-side-again');
  });

  it('stacks the two where there is little room', async () => {
    await page.setViewportSize({ width: 700, height: 1000 });
    const [above, below] = await Promise.all(['.pictures > .picture:first-child', '.picture.beside'].map((selector) => page.locator(selector).boundingBox()));
    assert.ok(above!.y + above!.height <= below!.y + 1);
    await photograph(page, 'playback-2-stacked');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows one picture again', async () => {
    await page.locator('.beside-chooser').selectOption('');
    await page.locator('.picture.beside').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('.caption:visible').count(), 1);
    assert.deepEqual(complaints, []);
  });
});
