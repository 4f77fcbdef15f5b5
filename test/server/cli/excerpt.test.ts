import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerpt } from '../../../server/cli/reporters/excerpt.js';
import { columnsOf, harmless, shown } from '../../../server/cli/terminal-text.js';

function of(line: string, words: string) {
  const start = line.indexOf(words);
  return excerpt(line, { start: { line: 6, character: start }, end: { line: 6, character: start + words.length } });
}

/** The column at which the underline starts, and how far it goes. */
function marked(underline: string): [number, number] {
  return [underline.indexOf('^'), underline.length - underline.indexOf('^')];
}

describe('excerpts', () => {
  it('underline the range', () => {
    assert.deepEqual(of('  waf edge "Web" {', 'edge'), { number: '7', line: '  waf edge "Web" {', underline: '      ^^^^' });
  });

  it('count Hangul as two columns, composed or decomposed', () => {
    assert.equal(of('server 웹서버 { }', '웹서버').underline, '       ^^^^^^');
    assert.equal(of('server "웹 서버" db', 'db').underline, `${' '.repeat('server "'.length + 2 + 1 + 4 + 2)}^^`);
    const decomposed = 'server 웹서버 { }'.normalize('NFD');
    assert.ok(decomposed.length > 'server 웹서버 { }'.length);
    assert.equal(of(decomposed, '웹서버'.normalize('NFD')).underline, '       ^^^^^^');
  });

  it('count combining marks as nothing and emoji as two', () => {
    assert.equal(columnsOf('e\u0301'), 1);
    assert.equal(columnsOf('👩‍💻'), 2);
    assert.equal(columnsOf('한글abc'), 7);
  });

  it('show tabs as spaces to the next stop, before and inside the range', () => {
    assert.deepEqual(of('\tserver\tweb', 'web'), { number: '7', line: '    server  web', underline: '            ^^^' });
    assert.equal(of('a\tb c', 'a\tb').underline, '^^^^^');
  });

  it('mark an empty range, also behind the end of the line', () => {
    const range = (character: number) => ({ start: { line: 0, character }, end: { line: 0, character } });
    assert.deepEqual(marked(excerpt('abc', range(3)).underline), [3, 1]);
    assert.deepEqual(marked(excerpt('abc', range(99)).underline), [3, 1]);
    assert.deepEqual(marked(excerpt('', range(0)).underline), [0, 1]);
  });

  it('underline a range of several lines to the end of its first', () => {
    assert.equal(excerpt('waf edge {', { start: { line: 0, character: 4 }, end: { line: 3, character: 1 } }).underline, '    ^^^^^^');
  });

  it('let no escape sequence and no direction override through', () => {
    assert.equal(harmless('a\u001b[31mred\u202egnp'), 'a␛[31mred\ufffdgnp');
    const { line, underline } = of('doc "\u001b]8;;x\u0007" web', 'web');
    assert.doesNotMatch(line, /[\u0000-\u001f]/);
    assert.equal(line.indexOf('web'), underline.indexOf('^'));
  });

  it('cut a long line to what stands around the range', () => {
    const line = `${'x'.repeat(500_000)} web ${'y'.repeat(500_000)}`;
    const cut = of(line, 'web');
    assert.ok(cut.line.length < 200);
    assert.equal(cut.line.slice(cut.underline.indexOf('^'), cut.underline.length), 'web');
  });

  it('stand under the words they mark, whatever the line is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (before, words, after) => {
      // A mark at a joint would merge with its neighbour: the range would begin inside a character.
      fc.pre([before, words, after].every((each) => !/^[\p{Mark}\p{Cf}]|[\p{Cf}]$|[\r\n]/u.test(each)));
      const { texts, columns } = shown([before, words, after]);
      const { underline } = excerpt(before + words + after, { start: { line: 0, character: before.length }, end: { line: 0, character: before.length + words.length } });
      if (columnsOf(texts.join('')) > 150) return;
      assert.deepEqual(marked(underline), [columns[0], Math.max(1, columns[1]!)]);
      assert.equal(columns[0], columnsOf(texts[0]!));
    }));
  });
});
