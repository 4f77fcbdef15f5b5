/** What a preview has to bear: labels of attackers, reloads, tabs that nobody sees, five thousand elements. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openPage } from '../../../scripts/vscode/workbench.mjs';
import { generateModel } from '../../bench/generate-model.js';
import { theBrowser } from './shared.js';
import { photograph, project, startPreview } from './support.js';

const STUDY = readFileSync(join(project, 'examples/s28-clinical-study/clinical-study.arch'), 'utf8');
const SCRIPT = '<script>window.hit = 1</script>';
const IMAGE = '\\"><img src=x onerror=window.hit=2><svg onload=window.hit=3>';
const TURNED = 'שלום \u202eevil\u202c العربية';
const HOSTILE = `architecture "${SCRIPT}${IMAGE}" { owner "${IMAGE}" }
internet world "${SCRIPT}" { users people "${IMAGE}" }
zone lan "${TURNED}" {
  /** ${SCRIPT} ${IMAGE} */
  server web "${SCRIPT}" { software nginx  tag x  technology "${IMAGE}"  doc "javascript:window.hit=4"  meta note "${SCRIPT}" }
  server long "${'가나다 abc '.repeat(1300)}" { software tomcat }
  server turned "${TURNED}" { software tomcat }
}
flow people -> web over https as shop "${IMAGE}"
flow web -> long over http/8080
flow web -> turned over http/8080
expect availability of shop >= 99.99999%
view v "${SCRIPT}" { show flows }
sequence "${SCRIPT}" {
  people -> web "${IMAGE}"
  web -> long "${SCRIPT}"
}
scenario "${IMAGE}" {
  load people -> web 5/s for 1min
  at 10s fail lan.web
}
`;

describe('a preview under strain', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'lintel-robust-'));
  const children: ChildProcess[] = [];

  after(async () => {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(name: string, text: string): Promise<{ page: Page; file: string; complaints: string[]; close(): Promise<void> }> {
    const file = join(folder, name);
    writeFileSync(file, text);
    const { child, url } = await startPreview(file);
    children.push(child);
    const { page, context } = await openPage(await theBrowser(), { colorScheme: 'light' });
    const complaints: string[] = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(url);
    await page.locator('g.node').first().waitFor({ timeout: 120_000 });
    return { page, file, complaints, close: async () => { await context.close(); child.kill(); } };
  }

  it('shows labels of attackers as the text that they are', async () => {
    const { page, complaints, close } = await opened('hostile.arch', HOSTILE);
    await page.locator('g.node[data-id="lan.web"]').click();
    await page.locator('g.is-selected').first().waitFor();
    for (const option of await page.locator('.toolbar select option').evaluateAll((all) => all.map((each) => each.textContent ?? ''))) assert.equal(typeof option, 'string');
    await page.getByLabel('Scenario', { exact: true }).selectOption({ index: 1 });
    await page.locator('.run .loads').waitFor();
    await page.locator('.run .events li').first().waitFor();
    await page.locator('g.node[data-id="lan.web"]').focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Scenario', { exact: true }).selectOption({ index: 2 });
    await page.locator('.time').waitFor();
    assert.equal(await page.evaluate(() => (window as unknown as { hit?: number }).hit), undefined);
    assert.equal(await page.locator('.stage script, .stage img, .notes script, .notes img, .toolbar img, .trail img, [onload], [onerror], a[href^="javascript:"]').count(), 0);
    assert.ok((await page.locator('g.node[data-id="lan.web"]').textContent())!.includes('<script>'));
    const widths = await page.locator('g.node[data-id="lan.long"] > rect').evaluateAll((boxes: SVGRectElement[]) => boxes.map((box) => box.width.baseVal.value));
    assert.ok(Math.max(...widths) < 400, String(widths));
    await photograph(page, 'robust-1-hostile');
    assert.deepEqual(complaints, []);
    await close();
  });

  it('comes back after a reload as it was: view, place, selection, scenario and moment', async () => {
    const { page, close } = await opened('study.arch', STUDY);
    await page.getByLabel('Lines', { exact: true }).selectOption('all');
    await page.locator('g.edge.link').first().waitFor({ state: 'attached' });
    await page.locator('g.node[data-id="idc.data.db2"]').click();
    await page.getByLabel('Scenario', { exact: true }).selectOption('active DB dies');
    await page.locator('button.play[title^="Pause"]').click();
    await page.locator('input.seek').evaluate((input: HTMLInputElement) => { input.value = '640'; input.dispatchEvent(new Event('input')); });
    await page.locator('.run .now .serves', { hasText: 'db2' }).waitFor();
    await page.locator('.stage').first().hover();
    await page.mouse.wheel(0, 60);
    const seen = (): Promise<unknown> => page.evaluate(() => ({ transform: document.querySelector<HTMLElement>('.sheet')!.style.transform, time: document.querySelector<HTMLInputElement>('input.seek')!.value, lines: document.querySelectorAll('g.edge.link').length }));
    const before = await seen();
    // Written at rest; the slider goes in steps of its own.
    await page.waitForFunction(() => (JSON.parse(sessionStorage.getItem('lintel.preview') ?? '{}') as { view?: object }).view !== undefined);
    await page.reload();
    await page.locator('.run .now .serves', { hasText: 'db2' }).waitFor();
    await page.locator('g.is-selected[data-id="idc.data.db2"]').waitFor();
    assert.deepEqual(await seen(), before);
    await close();
  });

  it('draws nothing for a tab that nobody sees, and what it missed once it is seen', async () => {
    const { page, file, close } = await opened('hidden.arch', STUDY);
    const look = (state: 'hidden' | 'visible'): Promise<void> => page.evaluate((to) => {
      Object.defineProperty(document, 'visibilityState', { value: to, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
    await page.locator('.findings[aria-busy="false"]').waitFor({ state: 'attached' });
    await page.evaluate(() => {
      const counted = window as unknown as { drawn: number };
      counted.drawn = 0;
      new MutationObserver((changes) => { counted.drawn += changes.length; }).observe(document.querySelector('.sheet')!, { childList: true });
    });
    await look('hidden');
    writeFileSync(file, `${STUDY}\nserver spare1\n`);
    await page.waitForTimeout(1500);
    assert.equal(await page.evaluate(() => (window as unknown as { drawn: number }).drawn), 0);
    await look('visible');
    await page.locator('g.node[data-id="spare1"]').waitFor();
    await close();
  });

  it('stays usable with five thousand elements', async () => {
    const { page, complaints, close } = await opened('large.arch', generateModel(5000));
    const boxes = await page.locator('g.node').count();
    assert.ok(boxes >= 8 && boxes <= 450, `${boxes} boxes`);
    await photograph(page, 'robust-2-five-thousand');
    await page.locator('.stage').first().hover({ position: { x: 300, y: 300 } });
    for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, -120);
    await page.mouse.down();
    await page.mouse.move(500, 400, { steps: 10 });
    await page.mouse.up();
    await page.locator('g.node.collapsed').first().focus();
    await page.keyboard.press('c');
    await page.waitForFunction((count) => document.querySelectorAll('g.node').length > count, boxes);
    assert.deepEqual(complaints, []);
    await close();
  });
});
