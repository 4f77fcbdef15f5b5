/** Taking back in the page what was changed from it: by keys and by buttons, and never over somebody else's work. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openPreview, photograph, type OpenPreview } from './support.js';

const SHOP = 'zone lan {\n  server web "Web shop"\n  database db\n}\nflow web -> db over mysql as lookup\n';

describe('undo in the page', function () {
  this.timeout(120_000);
  this.bail(true);
  let folder: string;
  let file: string;
  let preview: OpenPreview;
  let page: Page;
  const node = (id: string): ReturnType<Page['locator']> => page.locator(`g.node[data-id="${id}"]`);
  const banner = (said: string): Promise<void> => page.locator('.banner:not([hidden])', { hasText: said }).waitFor();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-undo-'));
    file = join(folder, 'shop.arch');
    writeFileSync(file, SHOP);
    preview = await openPreview(file, 'lan.db', { options: ['--edit'], look: { reducedMotion: 'reduce' } });
    ({ page } = preview);
  });

  after(async () => {
    await preview?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  async function rename(id: string, name: string): Promise<void> {
    await node(id).focus();
    await page.keyboard.press('F2');
    await page.locator('form.edit-form input').first().fill(name);
    await page.keyboard.press('Enter');
    await node(`lan.${name}`).waitFor();
  }

  it('has two buttons that say what they would do, and can do nothing yet', async () => {
    const [undo, redo] = [page.getByRole('button', { name: 'Undo (Ctrl+Z)' }), page.getByRole('button', { name: 'Redo (Shift+Ctrl+Z)' })];
    await undo.waitFor();
    assert.deepEqual([await undo.getAttribute('aria-disabled'), await redo.getAttribute('aria-disabled')], ['true', 'true']);
  });

  it('takes back an edit of the text with Ctrl+Z, says so, and does it again with Shift', async () => {
    await rename('lan.db', 'store');
    const renamed = readFileSync(file, 'utf8');
    assert.notEqual(renamed, SHOP);
    await page.getByRole('button', { name: 'Undo: rename db to store (Ctrl+Z)' }).waitFor();
    await page.keyboard.press('Control+z');
    await node('lan.db').waitFor();
    assert.equal(readFileSync(file, 'utf8'), SHOP);
    await banner('Taken back: rename db to store.');
    await photograph(page, 'undo-taken-back');
    await page.getByRole('button', { name: 'Redo: rename db to store (Shift+Ctrl+Z)' }).waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await node('lan.store').waitFor();
    assert.equal(readFileSync(file, 'utf8'), renamed);
    await page.getByRole('button', { name: /^Undo: rename/u }).click();
    await node('lan.db').waitFor();
  });

  it('takes back a label that was changed with Shift+F2, of a box and of a line', async () => {
    await node('lan.db').focus();
    await page.keyboard.press('Shift+F2');
    await page.locator('form.edit-form input').first().fill('주문 DB');
    await page.keyboard.press('Enter');
    await node('lan.db').filter({ hasText: '주문 DB' }).waitFor();
    assert.equal(readFileSync(file, 'utf8'), SHOP.replace('database db', 'database db "주문 DB"'));
    await page.keyboard.press('l');
    await page.keyboard.press('Shift+F2');
    await page.locator('form.edit-form input').first().fill('Order lookup');
    await page.keyboard.press('Enter');
    await page.locator('g.edge', { hasText: 'Order lookup' }).waitFor();
    await photograph(page, 'label');
    await page.keyboard.press('Control+z');
    await page.locator('g.edge', { hasText: 'Order lookup' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await node('lan.db').filter({ hasText: '주문' }).waitFor({ state: 'detached' });
    assert.equal(readFileSync(file, 'utf8'), SHOP);
  });

  it('takes back where a box was set', async () => {
    const before = (await node('lan.db').boundingBox())!;
    await node('lan.db').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('button', { name: 'Undo: boxes set by hand (Ctrl+Z)' }).waitFor();
    assert.ok(existsSync(`${file}.layout.json`));
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Redo: boxes set by hand (Shift+Ctrl+Z)' }).waitFor();
    assert.ok(!existsSync(`${file}.layout.json`));
    await page.waitForFunction(({ x }) => Math.abs(document.querySelector('g.node[data-id="lan.db"]')!.getBoundingClientRect().x - x) < 1, before);
  });

  it('leaves what somebody else saved since as it is, and says so', async () => {
    await rename('lan.web', 'portal');
    const other = `${readFileSync(file, 'utf8')}server mine\n`;
    writeFileSync(file, other);
    await node('mine').waitFor();
    await node('lan.portal').focus();
    await page.keyboard.press('Control+z');
    await banner('shop.arch was saved by somebody else since');
    await photograph(page, 'undo-refused');
    assert.equal(readFileSync(file, 'utf8'), other);
  });

  it('means what was typed where something is typed', async () => {
    const before = readFileSync(file, 'utf8');
    await node('lan.portal').focus();
    await page.keyboard.press('F2');
    const field = page.locator('form.edit-form input').first();
    await field.press('End');
    await field.pressSequentially('xyz');
    await field.press('Control+z');
    assert.equal(readFileSync(file, 'utf8'), before);
    assert.notEqual(await field.inputValue(), 'portalxyz');
    await field.press('Escape');
    assert.deepEqual(preview.complaints, []);
  });

  it('is not offered where the page may change nothing', async () => {
    const other = await openPreview(file, 'lan.db');
    assert.equal(await other.page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).count(), 0);
    await other.close();
  });
});
