/** A broken text costs its broken lines and nothing else, and the error stands where the fault is. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { parseDocument } from '#language/syntax/document.js';

const clinical = readFileSync(new URL('../../fixtures/clinical-study.arch', import.meta.url), 'utf8');

function problems(text: string): string[] {
  return parseDocument('file:///a.arch', text).problems.map((each) => `${each.origin.range.start.line + 1} ${each.type === 'syntax' ? each.reason : each.type}`);
}

function names(text: string): string[] {
  return parseDocument('file:///a.arch', text).ast.statements.map((each) => `${each.$type} ${'name' in each ? each.name ?? '' : ''}`.trim());
}

describe('parsing of half-typed text', () => {
  const broken: [string, string, string[], string[]][] = [
    ['a kind without a name', 'server web\nserver\ndatabase db\nflow web -> db\n', ['2 unfinished'], ['Element web', 'Element db', 'Flow']],
    ['a link without its other end', 'link a --\nflow x -> y over http\nserver z\n', ['1 unfinished'], ['Flow', 'Element z']],
    ['a flow without a target', 'server a\nflow a ->\nserver b\n', ['2 unfinished'], ['Element a', 'Element b']],
    ['a quote that is not closed', 'server web "x\nserver b\n', ['1 unclosed-string'], ['Element web', 'Element b']],
    ['a block that is not closed', 'server a\nzone z {\n  server b\n', ['2 unclosed-brace'], ['Element a', 'Element z']],
    ['a brace too many', 'server a\n}\nserver b\n', ['2 stray-brace'], ['Element a', 'Element b']],
    ['a count without its number', 'server web count {\n  mtbf 1h\n}\nserver b\n', ['1 unexpected'], ['Element web', 'Element b']],
    ['curly quotes', 'server “a”\nserver b\n', ['1 bad-character'], ['Element a', 'Element b']],
    ['a lone word', 'server a\nfoo\nserver b\n', ['2 unfinished'], ['Element a', 'Element b']],
  ];
  for (const [title, text, expected, kept] of broken) {
    it(title, () => {
      assert.deepEqual(problems(text), expected);
      assert.deepEqual(names(text), kept);
    });
  }

  it('keeps what a block holds when the line that opens it is half-typed', () => {
    const document = parseDocument('file:///a.arch', 'server web count {\n  mtbf 1h\n}\n');
    const web = document.ast.statements[0]!;
    assert.equal(web.$type, 'Element');
    assert.deepEqual(web.$type === 'Element' && web.body?.statements.map((each) => each.$type), ['AttributeStatement']);
  });

  it('loses at most the line that is cut short, wherever it is cut', () => {
    const lines = clinical.split('\n');
    const sound = parseDocument('file:///a.arch', clinical);
    assert.deepEqual(sound.problems, []);
    fc.assert(fc.property(fc.integer({ min: 0, max: lines.length - 1 }), fc.nat(), (index, cut) => {
      const line = lines[index]!;
      if (/[{}]/.test(line)) return;
      const text = [...lines.slice(0, index), line.slice(0, cut % (line.length + 1)), ...lines.slice(index + 1)].join('\n');
      const document = parseDocument('file:///a.arch', text);
      const expected = sound.ast.statements.filter((each) => each.$cstNode!.range.start.line !== index).length;
      assert.ok(document.ast.statements.length >= expected - 1, `${document.ast.statements.length} of ${expected} statements left after cutting "${line}"`);
      assert.ok(document.problems.length <= 2, document.problems.map((each) => JSON.stringify(each)).join('\n'));
    }), { numRuns: 150 });
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...clinical.split(/(\s+)/))), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const document = parseDocument('file:///a.arch', text);
      for (const { origin } of document.problems) assert.ok(origin.range.start.line < document.lines.count);
    }), { numRuns: 150 });
  });

  it('counts columns in UTF-16 units, in Korean text and beyond the basic plane', () => {
    const [problem] = parseDocument('file:///a.arch', 'server 웹 "𠀀 한글" ]\n').problems;
    assert.deepEqual(problem?.origin.range, { start: { line: 0, character: 17 }, end: { line: 0, character: 18 } });
  });

  it('takes names of every script, with hyphens inside, and keywords as names', () => {
    assert.deepEqual(names('server 웹-서버\nserver größe\nserver link\nserver flow\nflow link -> flow\nserver 𠀀\n'), ['Element 웹-서버', 'Element größe', 'Element link', 'Element flow', 'Flow', 'Element 𠀀']);
  });
});
