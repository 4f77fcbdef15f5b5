/** Pictures where one reads, in a real VS Code window: in its Markdown preview, in hovers, and behind the lines above views and scenarios. */
import assert from 'node:assert/strict';
import { cleanWindow, type CodeWindow } from './code-window.js';
import { box, goTo, lineOf, openFile, photograph, previewOf, runCommand, STUDY } from './support.js';

const PAGE = `# 문서

\`\`\`arch title="가게"
import "shop.arch"
\`\`\`

\`\`\`arch file=study.arch view=overview
\`\`\`

\`\`\`arch file=study.arch scenario="active DB dies" at=615s
\`\`\`

\`\`\`arch
server broken {{
\`\`\`

\`\`\`js
let untouched;
\`\`\`
`;

describe('pictures where one reads, in VS Code', function () {
  this.timeout(120_000);
  let window: CodeWindow;

  beforeEach(async () => { window = await cleanWindow({ 'page.md': PAGE, 'study.arch': STUDY }); });

  it('stand in the Markdown preview: of a text, a view, and a moment of a scenario; broken ones say why, others stay', async () => {
    const { page } = window;
    await openFile(page, 'page.md');
    await runCommand(page, 'Markdown: Open Preview to the Side');
    const preview = previewOf(page);
    const drawn = (index: number): ReturnType<typeof preview.locator> => preview.locator('figure.lintel-figure').nth(index);
    await drawn(0).locator('svg.lintel-picture g[data-id="lan.db"]').waitFor({ state: 'attached' });
    await drawn(0).locator('figcaption', { hasText: '가게' }).waitFor();
    await drawn(1).locator('g.collapsed[data-id="idc.data"]').waitFor({ state: 'attached' });
    await drawn(2).locator('g.is-failed[data-id="idc.data.db1"]').waitFor({ state: 'attached' });
    await preview.locator('.lintel-refused', { hasText: 'line 1' }).waitFor();
    assert.equal(await preview.locator('code', { hasText: 'untouched' }).count(), 1);
    await photograph(page, 'workbench-inline-1-markdown');
    // The window is dark: so are the pictures.
    const [red = 255] = /\d+/.exec(await drawn(0).locator('svg.lintel-picture').evaluate((svg) => getComputedStyle(svg).backgroundColor))?.map(Number) ?? [];
    assert.ok(red < 80, String(red));
  });

  it('are shown by the pointer: of a flow its way', async () => {
    const { page } = window;
    await openFile(page, 'study.arch');
    await page.locator('.codelens-decoration a', { hasText: 'Open preview' }).waitFor(); // the server is up
    await goTo(page, lineOf(STUDY, 'flow researchers -> lb'), 3);
    await runCommand(page, 'Show or Focus Hover');
    const picture = page.locator('.monaco-hover:not(.hidden) img').first();
    await picture.waitFor();
    assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)) > 50);
    await photograph(page, 'workbench-inline-2-hover');
  });

  it('open from the lines above the architecture, a view and a scenario', async () => {
    const { page } = window;
    await openFile(page, 'study.arch');
    const lens = (text: RegExp): ReturnType<typeof page.locator> => page.locator('.codelens-decoration a', { hasText: text }).first();
    await goTo(page, lineOf(STUDY, 'architecture "'));
    await lens(/Open preview · \d+ elements, 4 flows · no errors/).waitFor();
    await goTo(page, lineOf(STUDY, 'view overview'));
    await photograph(page, 'workbench-inline-3-lenses');
    await lens(/^Open picture$/).click();
    const preview = previewOf(page);
    await preview.locator('g.collapsed[data-id="idc.dmz"]').waitFor();
    await preview.locator('.trail [aria-current="page"]', { hasText: 'Portal at a glance' }).waitFor();
    await lens(/^▶ Play/).click();
    await preview.locator('.run h2', { hasText: 'active DB dies' }).waitFor();
    await preview.locator('button.play[title^="Pause"]').waitFor();
    await photograph(page, 'workbench-inline-4-played');
    await box(preview, 'idc.edge').waitFor();
  });

  it('complained of nothing', () => assert.deepEqual(window.complaints, []));
});
