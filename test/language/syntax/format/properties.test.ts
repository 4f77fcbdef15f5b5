import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument } from '#language/syntax/document.js';
import { archServices } from '#language/syntax/services.js';
import { format, formatEdits } from '#language/syntax/format/format.js';
import { LineIndex } from '#language/syntax/lines.js';
import { mangled, sentence } from '../support/sentences.js';

/** Tokens and comments, comments without the white space that indents or ends their lines. */
function essence(text: string): string[] {
  const { tokens, hidden } = archServices().parser.Lexer.tokenize(text);
  const comment = (image: string): string => image.split(/\r\n|\r|\n/).map((line) => line.trim()).join('\n');
  return [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset)
    .map((token) => (/^\/[/*]/.test(token.image) ? comment(token.image) : token.image));
}

function applied(text: string): string {
  const lines = new LineIndex(text);
  return formatEdits(text).reverse().reduce((result, edit) =>
    result.slice(0, lines.offset(edit.range.start)) + edit.newText + result.slice(lines.offset(edit.range.end)), text);
}

function checkFormat(text: string): void {
  const once = format(text);
  assert.deepEqual(essence(once), essence(text), 'the same tokens and comments');
  assert.equal(format(once), once, 'formatting twice changes nothing');
  assert.equal(applied(text), once, 'the edits make the same text');
  const code = once.replace(/^\uFEFF/, '');
  assert.doesNotMatch(code, /[ \t\u3000](\r|\n|$)/, 'no trailing spaces');
  assert.doesNotMatch(code.replace(/\/\*[\s\S]*?\*\//g, 'comment'), /(\r\n|\r(?!\n)|(?<!\r)\n){3}/, 'at most one blank line');
  assert.doesNotMatch(code, /^\t/m, 'no tabs');
  if (code !== '') assert.match(code, /[^\r\n](\r\n|\r|\n)$/, 'one line break at the end');
}

function archFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.arch')).map((name) => join(folder, name));
}

const FILES = ['language/library', 'examples', 'test'].flatMap(archFiles);

describe('format, for every program', () => {
  it('keeps tokens and comments, and is done after one pass', () => {
    let sound = 0;
    const runs = 1000;
    fc.assert(fc.property(mangled(sentence()), (text) => {
      if (!parseDocument('', text).healthy) {
        assert.equal(format(text), text);
        return;
      }
      sound++;
      checkFormat(text);
    }), { numRuns: runs });
    assert.ok(sound > runs / 2, `${sound} of ${runs} programs were sound`);
  });

  it('finds one layout for whatever white space stands between the words, line breaks aside', () => {
    const spaces = [' ', '  ', '\t', '   ', '\u00A0'];
    fc.assert(fc.property(sentence('BodyStatement', 60).chain((words) => fc.tuple(mangled(fc.constant(words), spaces), mangled(fc.constant(words), spaces))), ([a, b]) => {
      fc.pre(parseDocument('', a).healthy && parseDocument('', b).healthy);
      assert.equal(format(a).replace(/^\uFEFF/, ''), format(b).replace(/^\uFEFF/, ''));
    }), { numRuns: 300 });
  });

  for (const file of FILES) {
    it(`keeps ${file}`, () => {
      const text = readFileSync(file, 'utf8');
      if (!parseDocument(file, text).healthy) return assert.equal(format(text), text);
      checkFormat(text);
      checkFormat(text.replaceAll(/\r?\n/g, '\r\n').replaceAll(/^ +/gm, '\t'));
      checkFormat(text.replaceAll(/ {2,}/g, ' ').replaceAll(/\{\n/g, '\n{'));
      const words = archServices().parser.Lexer.tokenize(text).tokens.map((token) => token.image);
      fc.assert(fc.property(mangled(fc.constant(words)), checkFormat), { numRuns: 3 });
      return undefined;
    });
  }

  it('changes one line when one fact changes', () => {
    const before = format('server was { software tomcat  ip 10.0.2.11  workers 200 }\nserver b { ip 10.0.2.12 }\n');
    const after = format(before.replace('200', '20000').replace('tomcat', 'jetty'));
    const differing = before.split('\n').filter((line, index) => line !== after.split('\n')[index]);
    assert.equal(differing.length, 1);
  });
});
