/** Pictures as PNG and PDF: set in the fonts that are there, and honest about what these lack. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { fontFolders } from '../../../server/export/font-files.js';
import { blockFont, LATIN } from '../../support/block-font.js';
import { Machine } from '../cli/support/world.js';

const KOREAN = 'architecture "가게"\ninternet world { users u "손님" }\nzone lan {\n  server web "웹 서버" { doc "https://wiki.example/web?a=1&b=2" }\n  database db { software mysql }\n}\nflow u -> web over https\nflow web -> db over mysql\n';
const HANGUL = '손님웹서버';

describe('a picture as a file', () => {
  let machine: Machine;
  beforeEach(() => {
    machine = new Machine({ 'shop.arch': KOREAN });
    mkdirSync(join(machine.folder, 'dist'));
    copyFileSync(new URL('../../../node_modules/@resvg/resvg-wasm/index_bg.wasm', import.meta.url), join(machine.folder, 'dist/resvg.wasm'));
  });
  afterEach(() => machine.remove());

  const withFont = (name: string, font: Buffer): void => {
    mkdirSync(join(machine.folder, 'fonts'), { recursive: true });
    writeFileSync(join(machine.folder, 'fonts', name), font);
  };
  const bytes = (name: string): Buffer => Buffer.from(machine.readBytes(name));
  const size = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

  describe('PNG', () => {
    it('is as large as the scale says', async () => {
      withFont('NotoSansKR-Regular.ttf', blockFont('Noto Sans KR', LATIN + HANGUL));
      assert.deepEqual(await machine.run('render', 'shop.arch', '--output', 'one.png', '--scale', '1'), { code: 0, stdout: '', stderr: '' });
      await machine.run('render', 'shop.arch', '--output', 'half.png', '--scale', '0.5');
      await machine.run('render', 'shop.arch', '--output', 'usual.png');
      const [width, height] = size(bytes('one.png'));
      assert.equal(bytes('one.png').toString('latin1', 1, 4), 'PNG');
      assert.ok(width > 100 && height > 100);
      assert.ok(Math.abs(size(bytes('half.png'))[0] - width / 2) <= 1);
      assert.deepEqual(size(bytes('usual.png')), [width * 2, height * 2]);
    });

    it('is drawn with the font: another font, another picture; the same font, the same bytes', async () => {
      withFont('NotoSansKR-Regular.ttf', blockFont('Noto Sans KR', LATIN + HANGUL));
      await machine.run('render', 'shop.arch', '--output', 'a.png');
      await machine.run('render', 'shop.arch', '--output', 'b.png');
      withFont('NotoSansKR-Regular.ttf', blockFont('Noto Sans KR', LATIN));
      await machine.run('render', 'shop.arch', '--output', 'c.png');
      assert.ok(bytes('a.png').equals(bytes('b.png')));
      assert.ok(!bytes('a.png').equals(bytes('c.png')));
    });

    it('says on stderr which characters no font has', async () => {
      withFont('DejaVuSans.ttf', blockFont('DejaVu Sans', LATIN));
      const { code, stderr } = await machine.run('render', 'shop.arch', '--output', 'x.png');
      assert.equal(code, 0);
      assert.match(stderr, /no font on this machine has the characters 손 님 웹 서 버, so x\.png lacks them; install/);
      machine.write('latin.arch', 'server a\nserver b\nflow a -> b over https\n');
      assert.equal((await machine.run('render', 'latin.arch', '--output', 'y.png')).stderr, '');
    });

    it('takes a second family for what the first lacks, and a font that is named before all', async () => {
      withFont('Inter-Regular.ttf', blockFont('Inter', LATIN));
      withFont('NanumGothic.ttf', blockFont('NanumGothic', HANGUL));
      assert.equal((await machine.run('render', 'shop.arch', '--output', 'x.png')).stderr, '');
      writeFileSync(join(machine.folder, 'own.ttf'), blockFont('Own', LATIN + HANGUL));
      machine.fonts = [];
      assert.deepEqual(await machine.run('render', 'shop.arch', '--output', 'own.png', '--font', 'own.ttf'), { code: 0, stdout: '', stderr: '' });
    });

    it('refuses what nobody could open, and a machine without a font, in one line', async () => {
      const none = await machine.run('render', 'shop.arch', '--output', 'x.png');
      assert.equal(none.code, 2);
      assert.match(none.stderr, /^lintel: this machine has no font .* --font\n$/);
      withFont('Inter-Regular.ttf', blockFont('Inter', LATIN));
      const wide = Array.from({ length: 60 }, (_, index) => `server s${index}\n`).join('');
      machine.write('wide.arch', wide);
      const large = await machine.run('render', 'wide.arch', '--output', 'x.png', '--scale', '32');
      assert.equal(large.code, 2);
      assert.match(large.stderr, /would be \d+ × \d+ pixels/);
      for (const scale of ['0', '-1', 'x', '33', '1e2']) {
        const { code, stderr } = await machine.run('render', 'shop.arch', '--output', 'x.png', `--scale=${scale}`);
        assert.equal(code, 2, scale);
        assert.match(stderr, /is not a number from 0\.1 to 32/);
      }
    });
  });

  describe('PDF', () => {
    /** The page's drawing, unpacked. */
    const streams = (pdf: Buffer): string => {
      const text = pdf.toString('latin1');
      return [...text.matchAll(/stream\r?\n/g)].map((match) => {
        const start = match.index + match[0].length;
        try { return inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1'); } catch { return ''; }
      }).join('\n');
    };

    it('is one page of the picture’s size, with lines and text, the used glyphs of its font, and links', async () => {
      withFont('NotoSansKR-Regular.ttf', blockFont('Noto Sans KR', LATIN + HANGUL));
      withFont('NotoSansKR-Bold.ttf', blockFont('Noto Sans KR', LATIN + HANGUL, { bold: true }));
      assert.deepEqual(await machine.run('render', 'shop.arch', '--output', 'shop.pdf'), { code: 0, stdout: '', stderr: '' });
      await machine.run('render', 'shop.arch', '--output', 'shop.svg');
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(machine.read('shop.svg'))!.map(Number);
      const pdf = bytes('shop.pdf');
      const text = pdf.toString('latin1');
      assert.match(text, /^%PDF-1\.\d/);
      assert.equal([...text.matchAll(/\/Type \/Page\b/g)].length, 1);
      const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)!.slice(1).map(Number);
      assert.ok(Math.abs(box[0]! - width! * 0.75) < 0.01 && Math.abs(box[1]! - height! * 0.75) < 0.01, String(box));
      assert.match(text, /\/BaseFont \/[A-Z]+\+NotoSansKR-Bold/);
      assert.match(text, /\/URI \(https:\/\/wiki\.example\/web\?a=1&b=2\)/);
      const drawn = streams(pdf);
      assert.match(drawn, /\bTJ\b/);
      assert.match(drawn, / c\n/);
      // Text can be searched: the glyphs lead back to their characters.
      for (const character of '웹서버') assert.ok(drawn.toLowerCase().includes(`<${character.codePointAt(0)!.toString(16)}>`), character);
    });

    it('has the same bytes each time, and notes what it lacks', async () => {
      withFont('DejaVuSans.ttf', blockFont('DejaVu Sans', LATIN));
      const { stderr } = await machine.run('render', 'shop.arch', '--output', 'a.pdf');
      assert.match(stderr, /no font on this machine has the characters 손/);
      await machine.run('render', 'shop.arch', '--output', 'b.pdf');
      assert.ok(bytes('a.pdf').equals(bytes('b.pdf')));
    });
  });

  describe('SVG', () => {
    it('leads to the page of a part, and to its line where lines have an address', async () => {
      await machine.run('render', 'shop.arch', '--output', 'shop.svg', '--link-source', 'https://git.example/main/{file}#L{line}');
      const svg = machine.read('shop.svg');
      assert.match(svg, /<a href="https:\/\/wiki\.example\/web\?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"><g class="part node box"[^>]* data-id="lan\.web"/);
      assert.match(svg, /<a href="https:\/\/git\.example\/main\/shop\.arch#L5"[^>]*><g class="part node box"[^>]* data-id="lan\.db"/);
      assert.match(svg, /<a href="https:\/\/git\.example\/main\/shop\.arch#L8"[^>]*><g class="part edge flow"/);
      await machine.run('render', 'shop.arch', '--output', 'plain.svg');
      assert.equal([...machine.read('plain.svg').matchAll(/<a /g)].length, 1);
    });

    it('never leads to a script', async () => {
      machine.write('bad.arch', 'server a { doc "javascript:alert(1)" }\nserver b { doc "data:text/html,x" }\n');
      await machine.run('render', 'bad.arch', '--output', 'bad.svg', '--link-source', 'javascript:{file}');
      assert.ok(!machine.read('bad.svg').includes('<a '));
    });
  });
});

describe('where fonts are looked for', () => {
  it('is where each system keeps them', () => {
    assert.deepEqual(fontFolders('linux', '/home/kim', {}), ['/home/kim/.local/share/fonts', '/home/kim/.fonts', '/usr/local/share/fonts', '/usr/share/fonts']);
    assert.deepEqual(fontFolders('darwin', '/Users/kim', {}), ['/Users/kim/Library/Fonts', '/Library/Fonts', '/System/Library/Fonts']);
    assert.equal(fontFolders('win32', 'C:\\Users\\kim', { WINDIR: 'C:\\Windows' }).length, 2);
  });
});
