/** In a VS Code window: Ctrl+Z in the picture is the undo of the editor that has the text. */
import type { Page } from 'playwright-core';
import { openWindow, type CodeWindow } from './code-window.js';
import { box, line, openFile, photograph, previewOf, runCommand } from './support.js';

describe('undo in the picture, in a VS Code window', function () {
  this.timeout(120_000);
  let window: CodeWindow;
  let page: Page;

  before(async () => {
    window = await openWindow();
    ({ page } = window);
    await openFile(page, 'shop.arch');
    await runCommand(page, 'Lintel: Open Preview to the Side');
    await box(previewOf(page), 'lan.db').waitFor({ timeout: 60_000 });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(page, 'undo-failed');
  });

  after(() => window?.close());

  it('takes back a label that was set there, and does it again', async () => {
    const preview = previewOf(page);
    await box(preview, 'lan.db').click();
    await page.keyboard.press('Shift+F2');
    await preview.locator('form.edit-form input').first().fill('Orders');
    await page.keyboard.press('Enter');
    await box(preview, 'lan.db').filter({ hasText: 'Orders' }).waitFor();
    await line(page, '"Orders"').waitFor();
    await box(preview, 'lan.db').focus();
    await page.keyboard.press('Control+z');
    await line(page, '"Orders"').waitFor({ state: 'detached' });
    await box(preview, 'lan.db').filter({ hasText: 'Orders' }).waitFor({ state: 'detached' });
    await box(preview, 'lan.db').focus();
    await page.keyboard.press('Control+Shift+Z');
    await line(page, '"Orders"').waitFor();
    await photograph(page, 'undo-window');
  });
});
