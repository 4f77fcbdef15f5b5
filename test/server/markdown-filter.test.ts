/** `lintel markdown`: the blocks of a page are drawn, and every other byte stays. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { Machine } from './cli/support/world.js';

const BLOCK = '```arch title="가게"\nserver a "가"\nserver b\nflow a -> b over https\n```';

describe('lintel markdown', () => {
  let machine: Machine;
  beforeEach(() => { machine = new Machine(); });
  afterEach(() => machine.remove());

  const filtered = async (page: string, ...args: string[]): Promise<string> => {
    machine.write('page.md', page);
    const { code, stdout, stderr } = await machine.run('markdown', 'page.md', ...args);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    return stdout;
  };

  it('draws a block in its place and leaves the rest byte for byte', async () => {
    const [before, after] = ['# 제목 Title\t \n\ntext  \n\n', '\n\n* a\n+ b\n\n```js\nx\n```\nlast line without end'];
    const out = await filtered(before + BLOCK + after);
    assert.ok(out.startsWith(before) && out.endsWith(after));
    const figure = out.slice(before.length, out.length - after.length);
    assert.match(figure, /^<figure class="lintel-figure">[\s\S]*<figcaption>가게<\/figcaption><\/figure>$/);
    assert.doesNotMatch(figure, /\n\s*\n/);
  });

  it('writes back a page without blocks as it was: CRLF, CR, a byte order mark, no end of line', async () => {
    for (const page of ['', 'a', '\ufeffa\r\nb\r\n', 'a\rb\r', '```arch fragment\r\nserver a\r\n```\r\n', '\n\n\n', '```js\n```arch\n']) {
      assert.equal(await filtered(page), page, JSON.stringify(page));
    }
  });

  it('keeps the line endings of a page', async () => {
    const out = await filtered(`하나\r\n\r\n${BLOCK.replaceAll('\n', '\r\n')}\r\n끝\r\n`);
    assert.ok(out.startsWith('하나\r\n\r\n<figure'));
    assert.ok(out.endsWith('</figure>\r\n\r\n끝\r\n'));
    assert.equal(out.replaceAll('\r\n', '').includes('\n'), false);
  });

  it('knows where a block begins and ends: longer fences, tildes, quotes, lists, indents', async () => {
    const inner = `\`\`\`\`markdown\n${BLOCK}\n\`\`\`\`\n`;
    assert.equal(await filtered(inner), inner);
    const code = '    ```arch\n    server a\n    ```\n';
    assert.equal(await filtered(code), code);
    const html = (text: string): string => new MarkdownIt({ html: true }).render(text);
    for (const page of [
      '~~~arch\nserver a\n~~~\nafter\n', '   ```arch\n   server a\n   ```\n', '> quote\n> ```arch\n> server a\n> ```\n> after\n',
      '1. one\n\n   ```arch\n   server a\n   ```\n\n2. two\n', '- ```arch\n  server a\n  ```\n- next\n', '> - deep\n>   ```arch\n>   server a\n>   ```\n>   after\n',
      'paragraph\n```arch\nserver a\n```\nparagraph\n', '```arch\nserver a\n',
    ]) {
      const out = html(await filtered(page));
      const skeleton = (text: string): string => text.replace(/<figure[\s\S]*?<\/figure>\s*/g, '[]').replace(/<pre><code class="language-arch">[\s\S]*?<\/code><\/pre>\s*/g, '[]').replace(/\s*\[\]\s*/g, '[]').replace(/<\/?p>|\n/g, '');
      assert.equal(skeleton(out), skeleton(html(page)), page);
      assert.equal([...out.matchAll(/<figure/g)].length, 1, page);
    }
  });

  it('keeps pictures as files beside the page, with the figures of a scenario as a table', async () => {
    machine.write('docs/a b.md', `text\n${BLOCK}\nmore\n\n\`\`\`arch file=s.arch scenario="부하"\n\`\`\`\n`);
    machine.write('docs/s.arch', 'users u\nserver a { workers 10  service-time 10ms }\nflow u -> a over https as calls\nscenario "부하" { load calls 10/s for 10s  expect availability of calls >= 90% }\n');
    const { code, stderr } = await machine.run('markdown', 'docs/a b.md', '--output', 'site/', '--images', 'site/img');
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const out = machine.read('site/docs/a b.md');
    assert.match(out, /^text\n\n!\[가게\]\(\.\.\/img\/docs-a%20b-1\.svg\)\n\n\*가게\*\n\nmore\n\n!\[/);
    assert.match(out, /\| calls \| \d+ \| 0 \| 100% \|/);
    assert.match(out, /- ✓ holds: availability of calls \\>= 90%/);
    const svg = machine.read('site/img/docs-a b-1.svg');
    assert.match(svg, /^<svg [\s\S]*<\/svg>\n$/);
    assert.ok(!svg.includes('var(--'));
    assert.ok(existsSync(join(machine.folder, 'site/img/docs-a b-2.svg')));
  });

  it('is a pipe: standard input to standard output', async () => {
    machine.input = `${BLOCK}\n`;
    const { code, stdout } = await machine.run('markdown');
    assert.equal(code, 0);
    assert.match(stdout, /^<figure/);
    assert.equal((await machine.run('markdown', '-')).stdout, stdout);
  });

  it('says what cannot be drawn, at its line, and leaves the block to be read', async () => {
    machine.write('page.md', 'one\n\n```arch\nserver a\nserver b {{\n```\ntwo\n');
    const { code, stdout, stderr } = await machine.run('markdown', 'page.md');
    assert.equal(code, 1);
    assert.match(stderr, /^lintel: page\.md:5: /);
    assert.match(stdout, /<\/figure>\n\n```arch\nserver a\nserver b \{\{\n```\ntwo\n$/);
  });

  it('refuses several pages without a folder for them, and what is no text', async () => {
    machine.write('a.md', 'a');
    machine.write('b.md', 'b');
    assert.match((await machine.run('markdown', 'a.md', 'b.md')).stderr, /several pages need a folder/);
    assert.equal((await machine.run('markdown', 'a.md', 'b.md', '--output', 'out')).code, 0);
    assert.equal(machine.read('out/a.md') + machine.read('out/b.md'), 'ab');
    assert.match((await machine.run('markdown', 'gone.md')).stderr, /there is no file or folder gone\.md/);
  });
});
