/** The preview in a real VS Code window for everybody: by the keyboard alone, in VS Code's high-contrast themes, and without motion. */
import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { cleanWindow, setSettings, type CodeWindow } from './code-window.js';
import { eachRestsOnTheOneBefore } from './stations.js';
import { box, cursorIsAt, openFile, photograph, previewOf } from './support.js';

/** As WCAG 2 counts it, of two colours that getComputedStyle gives. */
function contrast(one: string, other: string): number {
  const [light, dark] = [one, other].map((colour) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number).map((byte) => byte / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  }).sort((a, b) => b - a);
  return light! / dark!;
}

describe('the preview for everybody, in VS Code', function () {
  this.timeout(120_000);
  eachRestsOnTheOneBefore();
  let window: CodeWindow;
  let page: Page;
  let preview: FrameLocator;
  /** Where the focus is, in the page of the preview. */
  const focused = (): Promise<string | null> => preview.locator('body').evaluate((body) => body.ownerDocument.activeElement?.getAttribute('data-id') ?? null);

  before(async () => {
    window = await cleanWindow();
    ({ page } = window);
  });

  after(() => setSettings(window.folder, {}));

  it('is opened, walked, broken and left by the keyboard alone', async () => {
    await openFile(page, 'shop.arch');
    await page.locator('.monaco-editor.focused').first().waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.press('v');
    preview = previewOf(page);
    await box(preview, 'lan.db').waitFor();
    await page.keyboard.press('Control+2');
    // From the panel to the picture: the controls come before it.
    for (let press = 0; press < 40 && await focused() === null; press++) await page.keyboard.press('Tab');
    const first = await focused();
    assert.ok(first);
    for (let step = 0; step < 10 && await focused() !== 'lan.db'; step++) await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'lan.db');
    await photograph(page, 'workbench-access-1-keyboard');
    await page.keyboard.press('f');
    await preview.locator('g.is-failed[data-id="lan.db"]').waitFor();
    await page.keyboard.press('f');
    await preview.locator('g.is-failed').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await cursorIsAt(page, 6);
    await page.locator('.monaco-editor.focused').first().waitFor();
  });

  it('keeps the keys that it took from VS Code', async () => {
    await box(preview, 'lan.db').focus();
    await preview.locator('body').evaluate((body) => {
      const heard: string[] = [];
      Object.assign(body.ownerDocument.defaultView!, { heard });
      body.ownerDocument.defaultView!.addEventListener('keydown', (event) => heard.push(event.key));
    });
    for (const key of ['ArrowUp', 'm', 'Escape', 'F9']) await page.keyboard.press(key);
    assert.deepEqual(await preview.locator('body').evaluate((body) => (body.ownerDocument.defaultView as unknown as { heard: string[] }).heard), ['F9']);
  });

  for (const [theme, kind] of [['Default High Contrast', 'vscode-high-contrast'], ['Default High Contrast Light', 'vscode-high-contrast-light']] as const) {
    it(`follows the theme ${theme}, its texts 7 to 1`, async () => {
      setSettings(window.folder, { 'workbench.colorTheme': theme, 'workbench.reduceMotion': 'on' });
      await preview.locator(`body.${kind}`).waitFor();
      const inks = await preview.locator('.lintel-picture').first().evaluate((svg) => ({
        ground: getComputedStyle(svg.ownerDocument.body).backgroundColor, text: getComputedStyle(svg.querySelector('.name')!).fill, box: getComputedStyle(svg.querySelector('.node:not(.group) > .box')!).fill,
        // Of the controls, too.
        said: getComputedStyle(svg.ownerDocument.querySelector('footer')!).color,
      }));
      assert.ok(contrast(inks.text, inks.box) >= 7, JSON.stringify(inks));
      assert.ok(contrast(inks.said, inks.ground) >= 7, JSON.stringify(inks));
      await photograph(page, `workbench-access-2-${kind}`);
    });
  }

  it('moves no dot between stations where VS Code is told to reduce motion', async () => {
    await preview.locator('body.vscode-reduce-motion').waitFor();
    await preview.locator('button.play').click();
    await preview.locator('.figures', { hasText: /[1-9]\d* requests? answered/ }).waitFor();
    const pictures = await preview.locator('canvas.overlay').first().evaluate(async (canvas: HTMLCanvasElement) => {
      const seen = new Set<string>();
      for (let frame = 0; frame < 40; frame++) {
        await new Promise(requestAnimationFrame);
        seen.add(canvas.toDataURL());
      }
      return seen.size;
    });
    await preview.locator('button.play').click();
    // Some forty frames in which dots that glide would be elsewhere in each.
    assert.ok(pictures <= 12, `${pictures} pictures in 40 frames`);
    assert.deepEqual(window.complaints, []);
  });
});
