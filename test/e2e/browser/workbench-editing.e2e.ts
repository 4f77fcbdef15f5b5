/**
 * Between text and picture in a real VS Code window: the cursor lights up what its line is about, a click shows the line, and
 * what is changed in the picture is an edit of the editor, which its undo takes back.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { studyWindow, type CodeWindow } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { arrow, box, cursorIsAt, goTo, line, lineOf, photograph, runCommand, STUDY } from './support.js';

describe('text and picture, both ways, in VS Code', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let window: CodeWindow;
  let page: Page;
  let preview: FrameLocator;
  const at = (needle: string): Promise<void> => goTo(page, lineOf(STUDY, needle), 7);
  const lit = (kind: 'node' | 'edge', id: string): Promise<void> => preview.locator(kind === 'node' ? `g.node.is-selected[data-id="${id}"]` : `g.edge.is-selected[data-parts*='${JSON.stringify(id)}']`).first().waitFor({ state: 'attached' });
  const form = (): Locator => preview.locator('.edit-form');
  /** By the keyboard, so that nothing depends on what lies over what. */
  const menu = async (id: string, name: RegExp): Promise<void> => {
    await box(preview, id).focus();
    await page.keyboard.press('m');
    await preview.locator('.act-menu:not([hidden])').getByText(name).click();
  };
  /** Back as it was, by the undo of the editor. */
  const undo = async (until: Locator): Promise<void> => {
    await runCommand(page, 'View: Focus First Editor Group');
    await page.keyboard.press('Control+Z');
    await until.waitFor({ state: 'detached' });
  };

  before(async () => {
    ({ window, page, preview } = await studyWindow());
  });

  it('lights up what the cursor stands on: a flow, a rule’s filter, what an expectation and a scenario speak of, a cable', async () => {
    await at('flow researchers -> lb');
    await lit('edge', 'portal');
    await at('allow world -> lb over tcp/443');
    await lit('node', 'idc.edge');
    await at('expect was can reach db');
    await lit('node', 'idc.app.was');
    await lit('node', 'idc.data.db');
    await at('at 10m fail db1');
    await lit('node', 'idc.data.db1');
    await photograph(page, 'workbench-editing-1-cursor');
    await preview.getByLabel('Lines', { exact: true }).selectOption('links');
    await preview.locator('g.edge.link').first().waitFor({ state: 'attached' });
    await at('link world -- edge');
    await lit('edge', 'world -- idc.edge');
  });

  it('shows the line of a cable, of an arrow, of a finding and of what a scenario expects', async () => {
    await preview.locator('g.edge[data-parts*="world -- idc.edge"] .hit, g.edge[data-parts*="world -- idc.edge"] path').first().click({ force: true });
    await cursorIsAt(page, lineOf(STUDY, 'link world -- edge'));
    await box(preview, 'idc.core').click({ position: { x: 12, y: 12 } });
    await cursorIsAt(page, lineOf(STUDY, 'l3switch core'));
    await preview.getByLabel('Lines', { exact: true }).selectOption('');
    await arrow(preview, 'portal').locator('.pill').first().click({ force: true });
    await cursorIsAt(page, lineOf(STUDY, 'flow researchers -> lb'));
    await preview.locator('.findings summary').click();
    await preview.locator('.finding .line', { hasText: 'world -- edge' }).first().click();
    await cursorIsAt(page, lineOf(STUDY, 'link world -- edge'));
    await photograph(page, 'workbench-editing-2-finding');
    await preview.locator('.findings summary').click();
  });

  it('adds an element, which the editor’s undo takes back', async () => {
    await menu('idc.data', /^Add inside/);
    await form().locator('input[name="kind"]').fill('cache');
    await form().locator('input[name="name"]').fill('기억');
    await photograph(page, 'workbench-editing-3-add');
    await form().getByRole('button', { name: 'Add' }).click();
    await box(preview, 'idc.data.기억').waitFor();
    await line(page, 'cache 기억').waitFor();
    await preview.locator('g.node.is-selected[data-id="idc.data.기억"]').waitFor();
    await undo(box(preview, 'idc.data.기억'));
    assert.equal(await line(page, 'cache 기억').count(), 0);
  });

  it('connects two boxes by a drag with Alt, which the editor’s undo takes back', async () => {
    const [from, to] = [await box(preview, 'idc.data.db2').boundingBox(), await box(preview, 'idc.edge').boundingBox()];
    await page.keyboard.down('Alt');
    await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2);
    await page.mouse.down();
    await page.mouse.move(to!.x + to!.width / 3, to!.y + to!.height / 2, { steps: 4 });
    await preview.locator('.rubber-band').waitFor({ state: 'attached' });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await form().locator('input[name="over"]').fill('https');
    await photograph(page, 'workbench-editing-4-connect');
    await form().getByRole('button', { name: 'Connect' }).click();
    const made = arrow(preview, 'idc.data.db2 -> idc.edge').first();
    await made.waitFor({ state: 'attached' });
    await line(page, 'flow db2 -> edge over https').waitFor();
    await undo(made);
  });

  it('keeps a dragged box in the file beside the model, and finds it to be gone when its element is renamed outside', async () => {
    const layout = join(window.folder, 'study.arch.layout.json');
    const set = (): string[] => Object.keys((JSON.parse(readFileSync(layout, 'utf8')) as { views: Record<string, Record<string, unknown>> }).views['@overview']!);
    const before = (await box(preview, 'idc.edge').boundingBox())!;
    await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width / 2 + 70, before.y + before.height / 2 + 10, { steps: 4 });
    await photograph(page, 'workbench-editing-5-dragged');
    await page.mouse.up();
    for (let round = 0; round < 200 && !existsSync(layout); round++) await page.waitForTimeout(50);
    assert.deepEqual(set(), ['idc.edge']);
    await page.locator('.explorer-folders-view').getByText('study.arch.layout.json').waitFor();
    // Somebody else renames it, who knows nothing of pictures.
    writeFileSync(join(window.folder, 'study.arch'), STUDY.replaceAll(/\bedge\b/g, 'wall'));
    await box(preview, 'idc.wall').waitFor();
    await runCommand(page, 'Problems: Focus on Problems View');
    await page.locator('.viewpane-filter input').first().fill('stale-position');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'idc.edge' }).first().waitFor();
    await photograph(page, 'workbench-editing-6-drift');
    await page.locator('.viewpane-filter input').first().fill('');
    await runCommand(page, 'View: Hide Panel');
  });

  it('complained of nothing', () => assert.deepEqual(window.complaints, []));
});
