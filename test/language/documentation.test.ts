/** docs/language.md is run: its files have the findings written in them, its fragments parse, its table is the library's. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { allRules } from '#language/check/check.js';
import { libraryDocuments } from '#language/project/library.js';
import { parseDocument } from '#language/syntax/document.js';
import { lower } from '#language/syntax/lower/lower.js';
import { checkFixture } from '../support/fixture.js';

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8').replace(/\r\n/g, '\n');

interface Example { line: number; info: string; text: string }

const examples: Example[] = [...page.matchAll(/^```(arch[^\n]*)\n([\s\S]*?)^```/gm)].map((match) => ({
  line: page.slice(0, match.index).split('\n').length, info: match[1]!, text: match[2]!,
}));

/** GitHub's anchors: lower case, punctuation dropped, spaces to hyphens. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
}

describe('docs/language.md', () => {
  it('has examples of both sorts', () => {
    assert.ok(examples.filter((each) => each.info === 'arch').length >= 8);
    assert.deepEqual(examples.filter((each) => !['arch', 'arch fragment'].includes(each.info)), []);
  });

  for (const { line, info, text } of examples) {
    it(`line ${line}: ${info === 'arch' ? 'has exactly its findings' : 'parses'}`, () => {
      assert.deepEqual(parseDocument('file:///example.arch', text).problems, []);
      if (info === 'arch') checkFixture(text);
    });
  }

  it('links only to sections that it has', () => {
    const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map((match) => anchor(match[1]!)));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]!);
    assert.deepEqual(links.filter((link) => !headings.has(link)), []);
  });

  it('names a construct for every row of the course', () => {
    const rows = [...page.matchAll(/^\| (S\d\d) \|/gm)].map((match) => match[1]);
    assert.deepEqual(rows, Array.from({ length: 29 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`));
  });

  it('names no rule that does not run', () => {
    const ids = new Set(allRules.map((rule) => rule.id));
    const areas = new Set([...ids].map((id) => id.split('/')[0]!));
    const named = [...page.matchAll(/[`[]([a-z]+)\/([a-z][a-z0-9-]+)[\]`]/g)].filter((match) => areas.has(match[1]!)).map((match) => `${match[1]}/${match[2]}`);
    assert.ok(named.length > 0);
    assert.deepEqual(named.filter((id) => !ids.has(id)), []);
  });

  it('gives the defaults as they stand in the library', () => {
    const nothing = parseDocument('file:///empty.arch', '');
    const { kinds } = lower({ root: nothing, documents: [nothing], library: libraryDocuments(), problems: [] });
    const table = /<!-- defaults -->\n([\s\S]*?)<!-- \/defaults -->/.exec(page)![1]!;
    const rows = table.trim().split('\n').slice(2).map((row) => row.split('|').slice(1, 5).map((cell) => cell.trim()));
    for (const [of, mtbf, mttr, availability] of rows) {
      const kind = kinds[of!.split(' ')[0]!];
      assert.ok(kind, of);
      const own = (name: string): string => kind.defaults[name]?.value.text ?? '';
      if (availability) assert.equal(own('availability'), availability, `availability of ${of}`);
      else assert.deepEqual([own('mtbf'), own('mttr'), own('availability')], [mtbf, mttr, ''], of);
    }
    // Every kind that brings a figure of its own has a row.
    const written = new Set(rows.map(([of]) => of!.split(' ')[0]));
    const stating = libraryDocuments().flatMap((document) => document.ast.statements).flatMap((node) => node.$type === 'KindDeclaration'
      && (node.body?.statements ?? []).some((each) => each.$type === 'AttributeStatement' && ['mtbf', 'mttr', 'availability'].includes(each.key)) ? [node.name] : []);
    assert.deepEqual(stating.filter((name) => !written.has(name)), []);
  });

  it('lists every word that begins a statement of a block', () => {
    const grammar = ['arch', 'elements', 'flows', 'network', 'redundancy', 'behaviour']
      .map((name) => readFileSync(new URL(`../../language/syntax/grammar/${name}.langium`, import.meta.url), 'utf8')).join('\n');
    const begins = new Set([...grammar.matchAll(/^(?:Element|Kind|Software|Protocol|Group|Link|Filter|InstanceBody)?\w*Statement_?[^:\n]*:\s*(?:\{infer \w+\}\s*)?'([a-z-]+)'/gm)].map((match) => match[1]!));
    assert.ok(begins.size > 40, `${begins.size} words`);
    const section = page.slice(page.indexOf('## All statements'), page.indexOf('## The rows of the course'));
    const inViews = ['show', 'collapse', 'hide', 'highlight', 'direction', 'near', 'rank', 'duration'];
    assert.deepEqual([...begins].filter((word) => !inViews.includes(word) && !new RegExp(`\\b${word}\\b`).test(section)), []);
  });
});
