/** What a reader asks of colours: more contrast, forced colours, and VS Code's high-contrast themes. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openPreview, photograph, project, type OpenPreview } from './support.js';

interface Inks { text: string; box: string; line: number; severity: string }

describe('contrast', function () {
  this.timeout(90_000);
  let preview: OpenPreview;
  let page: Page;

  const inks = async (): Promise<Inks> => {
    // No function gets a name in the page: the transpiler would ask for a helper that is not there.
    const [text, box, line, severity] = await page.evaluate(() => ['.name', '.box', '.flow .line', '.badge.warning text'].map((selector) => {
      const { fill, strokeWidth } = getComputedStyle(document.querySelector(`.lintel-picture ${selector}`)!);
      return { fill, width: parseFloat(strokeWidth) };
    }));
    return { text: text!.fill, box: box!.fill, line: line!.width, severity: severity!.fill };
  };

  before(async () => {
    preview = await openPreview(join(project, 'examples/s28-clinical-study/clinical-study.arch'), 'idc.data.db1');
    ({ page } = preview);
  });

  after(async () => {
    await preview?.close();
  });

  it('thickens lines and blackens texts where more contrast is asked for', async () => {
    const usual = await inks();
    await page.emulateMedia({ contrast: 'more' });
    const more = await inks();
    assert.equal(more.text, 'rgb(0, 0, 0)');
    assert.ok(more.line > 1.3 * usual.line, `${more.line} beside ${usual.line}`);
    await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
    const dark = await inks();
    assert.deepEqual([dark.text, dark.box], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  });

  it('takes the system\'s colours where they are forced, and keeps the number on a badge readable', async () => {
    await page.emulateMedia({ contrast: null, colorScheme: 'light', forcedColors: 'active' });
    const forced = await inks();
    const system = await page.evaluate(() => ['Canvas', 'CanvasText'].map((colour) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = colour;
      const found = getComputedStyle(probe).color;
      probe.remove();
      return found;
    }));
    assert.deepEqual([forced.box, forced.text], system);
    assert.equal(forced.severity, system[0], 'the number stands on a ground of the text\'s colour');
    await photograph(page, 'contrast-forced');
  });

  it('follows the editor\'s high-contrast themes', async () => {
    await page.emulateMedia({ contrast: null, colorScheme: 'light', forcedColors: 'none' });
    const usual = await inks();
    await page.evaluate(() => {
      document.body.classList.add('vscode-high-contrast');
      for (const [name, value] of [['editor-background', '#000000'], ['editor-foreground', '#ffffff'], ['contrastBorder', '#6fc3df']]) document.body.style.setProperty(`--vscode-${name}`, value!);
    });
    const high = await inks();
    assert.deepEqual([high.text, high.box], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    assert.ok(high.line > 1.3 * usual.line);
  });
});
