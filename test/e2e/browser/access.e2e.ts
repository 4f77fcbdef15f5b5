/**
 * The preview for everybody: axe-core's rules hold in every state that a reader can bring it into, everything can be
 * done by keyboard, and nothing moves where motion is unwanted.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openPage } from '../../../scripts/vscode/workbench.mjs';
import { theBrowser } from './shared.js';
import { photograph, project, startPreview } from './support.js';

const FILE = join(project, 'examples/s28-clinical-study/clinical-study.arch');
const VARIANTS = join(project, 'examples/s01-traditional-and-improved/web-shop.arch#improved');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Opened { page: Page; close(): Promise<void> }

describe('the preview for everybody', function () {
  this.timeout(240_000);
  let preview: { child: ChildProcess; url: string };
  let compared: { child: ChildProcess; url: string };

  before(async () => {
    [preview, compared] = await Promise.all([startPreview(FILE), startPreview(VARIANTS)]);
  });

  after(async () => {
    preview?.child.kill();
    compared?.child.kill();
  });

  async function opened(options: BrowserContextOptions = {}, url = preview.url): Promise<Opened> {
    const { page, context } = await openPage(await theBrowser(), { colorScheme: 'light', ...options });
    await page.goto(url);
    await page.locator('g.node').first().waitFor();
    return { page, close: () => context.close() };
  }

  /** No rule is broken: of WCAG 2.0 to 2.2, A and AA, and what axe-core calls best practice. */
  async function sound(page: Page, state: string): Promise<void> {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
    const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 4).map(({ html, failureSummary }) => `    ${html.slice(0, 200)}\n      ${failureSummary?.replaceAll('\n', ' ') ?? ''}`).join('\n')}`);
    assert.deepEqual(told, [], state);
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of axe-core while nothing plays, and while a part is selected (${colorScheme})`, async () => {
      const { page, close } = await opened({ colorScheme });
      await sound(page, 'idle');
      await page.locator('g.node[data-id="idc.data.db1"]').click();
      await page.locator('g.is-selected').first().waitFor();
      await sound(page, 'selected');
      await page.locator('g.node[data-id="idc.dmz.lb"]').focus();
      await page.keyboard.press('l');
      await page.keyboard.press('Enter');
      await page.locator('g.edge.is-selected').first().waitFor({ state: 'attached' });
      await sound(page, 'a line selected');
      await close();
    });

    it(`breaks none while a scenario plays, after a failure, and with its menu open (${colorScheme})`, async () => {
      const { page, close } = await opened({ colorScheme });
      await page.getByLabel('Scenario', { exact: true }).selectOption('active DB dies');
      await page.locator('.run .loads').waitFor();
      await page.locator('input.seek').evaluate((input: HTMLInputElement) => { input.value = '620'; input.dispatchEvent(new Event('input')); });
      await page.locator('g.is-failed[data-id="idc.data.db1"]').waitFor();
      await sound(page, 'nobody serves');
      await page.locator('g.node[data-id="idc.app.was#1"]').focus();
      await page.keyboard.press('m');
      await page.getByRole('menuitem').first().waitFor();
      await sound(page, 'menu');
      await photograph(page, `access-${colorScheme}`);
      await close();
    });

    it(`breaks none while two revisions are compared (${colorScheme})`, async () => {
      const { page, close } = await opened({ colorScheme }, compared.url);
      await page.getByLabel('Compare with', { exact: true }).selectOption('traditional');
      await page.locator('g.node.removed').first().waitFor();
      await sound(page, 'compared');
      await close();
    });
  }

  it('lists all keys, breaks no rule meanwhile, and gives the focus back', async () => {
    const { page, close } = await opened();
    await page.locator('g.node[data-id="idc.data.db1"]').focus();
    await page.keyboard.press('?');
    await page.locator('dialog.keys[open] kbd', { hasText: 'Shift+Enter' }).waitFor();
    await sound(page, 'keys');
    await photograph(page, 'access-keys');
    await page.keyboard.press('Escape');
    await page.locator('dialog.keys[open]').waitFor({ state: 'detached' });
    assert.equal(await page.locator('g.node[data-id="idc.data.db1"]').evaluate((element) => document.activeElement === element), true);
    await close();
  });

  it('breaks none under forced colours and in a narrow window', async () => {
    const { page, close } = await opened({ forcedColors: 'active', viewport: { width: 480, height: 700 } });
    await sound(page, 'forced colours, narrow');
    await photograph(page, 'access-narrow');
    await close();
  });
});
