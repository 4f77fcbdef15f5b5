/** VS Code's own Markdown preview with the packed extension: blocks of arch are drawn in it, in the colours of the editor. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, startWorkbench, workbenchAddress, type Workbench } from '../../../scripts/vscode/workbench.mjs';
import { copyWorkspace, openFile, packedExtension, photograph, previewOf, runCommand } from './support.js';

const PAGE = '# 문서\n\n```arch title="가게"\nimport "shop.arch"\n```\n\n```arch\nserver broken {{\n```\n\n```js\nlet untouched;\n```\n';

describe('VS Code’s Markdown preview', function () {
  this.timeout(120_000);
  let server: Workbench;
  let browser: Browser;
  let page: Page;
  let folder: string;

  before(async () => {
    folder = copyWorkspace();
    writeFileSync(join(folder, 'page.md'), PAGE);
    server = await startWorkbench({ extensions: [packedExtension()], settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
    browser = await launchBrowser();
    ({ page } = await openPage(browser));
    page.setDefaultTimeout(60_000);
    await page.goto(workbenchAddress(server, folder));
    await page.locator('.explorer-folders-view').getByText('page.md').waitFor();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('draws blocks of arch, tells of broken ones, and leaves others', async () => {
    await openFile(page, 'page.md');
    await runCommand(page, 'Markdown: Open Preview to the Side');
    const preview = previewOf(page);
    await preview.locator('figure.lintel-figure svg.lintel-picture g[data-id="lan.db"]').waitFor();
    await preview.locator('figcaption', { hasText: '가게' }).waitFor();
    await preview.locator('.lintel-refused', { hasText: 'line 1' }).waitFor();
    assert.equal(await preview.locator('code', { hasText: 'untouched' }).count(), 1);
    // The window is dark: so are the pictures.
    const ground = await preview.locator('svg.lintel-picture').first().evaluate((svg) => getComputedStyle(svg).backgroundColor);
    await photograph(page, 'markdown');
    const [red = 255] = /\d+/.exec(ground)?.map(Number) ?? [];
    assert.ok(red < 80, ground);
  });
});
