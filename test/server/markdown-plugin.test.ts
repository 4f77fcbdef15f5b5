/** The plugin as documentation sites take it in: a page's own folder is where its imports are read from. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import lintel from '../../server/markdown/plugin.js';
import { Machine } from './cli/support/world.js';

const PAGE = '```arch\nimport "parts.arch"\nserver a\nflow a -> shared over https\n```\n';

describe('the plugin for markdown-it', () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine({ 'parts.arch': 'server shared "여기"\n', '둘째 쪽/parts.arch': 'server shared "저기"\n' });
  });
  afterEach(() => machine.remove());

  it('reads imports from the folder that it is told, or that the renderer tells', () => {
    const md = new MarkdownIt().use(lintel, { folder: machine.folder });
    assert.match(md.render(PAGE, {}), />여기</);
    const elsewhere = join(machine.folder, '둘째 쪽', 'page.md');
    for (const env of [{ currentDocument: { toString: () => pathToFileURL(elsewhere).href } }, { path: elsewhere }, { page: { inputPath: elsewhere } }]) assert.match(md.render(PAGE, env), />저기</);
    assert.match(md.render(PAGE, { currentDocument: 'untitled:Untitled-1' }), /lintel-figure/);
    assert.match(md.render(PAGE), />여기</);
  });

  it('is what the package offers, and what VS Code is told of', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { exports: Record<string, string>; contributes: Record<string, unknown> };
    assert.equal(manifest.exports['./markdown-it'], './dist/markdown-it-lintel.cjs');
    assert.equal(manifest.contributes['markdown.markdownItPlugins'], true);
    assert.match(readFileSync(new URL('../../.vscodeignore', import.meta.url), 'utf8'), /^!dist\/markdown-it-lintel\.cjs$/m);
  });
});
