/** What a picture adds to the text: the right block, the right place in it, and not a byte of anything else. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Addition } from '#language/model/edit.js';
import type { Id, Model } from '#language/model/model.js';
import { textEdits, type TextEdit } from '#language/syntax/edits/apply.js';
import { format } from '#language/syntax/format/format.js';
import { LineIndex } from '#language/syntax/lines.js';
import { lowered } from '../support/model.js';

function applied(text: string, edits: TextEdit[]): string {
  const lines = new LineIndex(text);
  return [...edits].reverse().reduce((result, { range, newText }) => result.slice(0, lines.offset(range.start)) + newText + result.slice(lines.offset(range.end)), text);
}

function added(text: string, addition: Addition): string {
  const { model, documents } = lowered(text);
  return applied(text, textEdits([addition], model, documents));
}

function check(before: string, addition: Addition, after: string): void {
  assert.equal(added(before, addition), after);
  if (format(before) === before) assert.equal(format(after), after, 'the result is formatted');
}

const element = (kind: string, name: string, into?: Id, label?: string): Addition => ({ type: 'add-element', kind, name, ...(into === undefined ? {} : { into }), ...(label === undefined ? {} : { label }) });
const flow = (from: Id, to: Id, over?: string): Addition => ({ type: 'add-flow', from, to, ...(over === undefined ? {} : { over }) });
const link = (a: Id, b: Id, jackA?: string, jackB?: string): Addition => ({
  type: 'add-link', a: { element: a, ...(jackA === undefined ? {} : { jack: jackA }) }, b: { element: b, ...(jackB === undefined ? {} : { jack: jackB }) },
});

describe('additions from the picture', () => {
  describe('an element', () => {
    it('joins its neighbours, before what else the block says', () => {
      check('zone lan {\n  subnet 10.0.0.0/24\n  server web\n  server app { ip 10.0.0.3 }  // behind\n  flow web -> app over http\n}\n', element('database', 'db', 'lan', '장부'),
        'zone lan {\n  subnet 10.0.0.0/24\n  server web\n  server app { ip 10.0.0.3 }  // behind\n  database db "장부"\n  flow web -> app over http\n}\n');
    });
    it('opens a block, and fills an empty one', () => {
      check('server web\n', element('app', 'shop', 'web'), 'server web {\n  app shop\n}\n');
      check('zone 구역 {}\n', element('server', '서버', '구역'), 'zone 구역 {\n  server 서버\n}\n');
    });
    it('stands at the top behind the others, not behind flows and views', () => {
      check('architecture "A" { owner "x" }\nserver a\nserver b\n\nflow a -> b over http\nview all { show flows }\n', element('server', 'c'),
        'architecture "A" { owner "x" }\nserver a\nserver b\nserver c\n\nflow a -> b over http\nview all { show flows }\n');
      check('', element('server', 'a'), 'server a\n');
      check('// nothing yet\n', element('server', 'a'), '// nothing yet\nserver a\n');
    });
    it('stays on a line that its neighbours share', () => check('zone lan { server a  server b }\n', element('server', 'c', 'lan'), 'zone lan { server a  server b  server c }\n'));
    it('comes into the pattern of a counted element once', () => {
      check('server web count 2 {\n  app a\n}\n', element('app', 'b', 'web#1'), 'server web count 2 {\n  app a\n  app b\n}\n');
    });
    it('keeps tabs, CRLF and quotes', () => {
      check('zone lan {\r\n\tserver a\r\n}\r\n', element('server', 'b', 'lan', 'the "big" \\ one'), 'zone lan {\r\n\tserver a\r\n\tserver b "the \\"big\\" \\\\ one"\r\n}\r\n');
    });
    it('does not join what a variant or a refinement adds', () => {
      check('zone lan { server a }\nrefine lan { server b }\nvariant big { server c }\n', element('server', 'd', 'lan'), 'zone lan { server a  server d }\nrefine lan { server b }\nvariant big { server c }\n');
    });
  });

  describe('a flow', () => {
    it('joins the flows, with the shortest names', () => {
      check('zone lan {\n  server web\n  database db\n}\nserver x\nflow x -> web over http\nexpect x can reach web\n', flow('lan.web', 'lan.db', 'mysql'),
        'zone lan {\n  server web\n  database db\n}\nserver x\nflow x -> web over http\nflow web -> db over mysql\nexpect x can reach web\n');
    });
    it('joins those of the innermost block around both', () => {
      check('zone lan {\n  server a\n  server b\n  flow a -> b over http\n}\nserver c\nflow c -> a over http\n', flow('lan.b', 'lan.a', 'tcp/81'),
        'zone lan {\n  server a\n  server b\n  flow a -> b over http\n  flow b -> a over tcp/81\n}\nserver c\nflow c -> a over http\n');
    });
    it('comes to the end where there is none, and is of the counted element', () => {
      check('server web count 2\nserver b\nview v { show flows }', flow('web#2', 'b'), 'server web count 2\nserver b\nview v { show flows }\nflow web -> b\n');
    });
    it('joins a chain behind its end', () => check('server a\nserver b\nserver c\nflow a -> b over http\n  -> c over http\nview v { show flows }\n', flow('a', 'c', 'http'), 'server a\nserver b\nserver c\nflow a -> b over http\n  -> c over http\nflow a -> c over http\nview v { show flows }\n'));
  });

  describe('a cable', () => {
    it('joins the cables, with its jacks', () => {
      check('l2switch sw\nserver a\nserver b\nlink sw:1 -- a:eth0\nflow a -> b over http\n', link('sw', 'b', '2', 'eth0'), 'l2switch sw\nserver a\nserver b\nlink sw:1 -- a:eth0\nlink sw:2 -- b:eth0\nflow a -> b over http\n');
    });
  });

  const examples = readdirSync(new URL('../../../../examples/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.arch')).sort()
    .map((path) => readFileSync(new URL(`../../../../examples/${path}`, import.meta.url), 'utf8'))
    // Files that are a part of others, or speak of several variants, are read by themselves here.
    .map((text) => ({ text, ...lowered(text) })).filter(({ document, model }) => document.healthy && Object.keys(model.elements).length > 1);

  const counts = (model: Model): [elements: number, flows: number, links: number] => [model.elements, model.flows, model.links].map((slice) => Object.keys(slice).length) as [number, number, number];

  function isInsertion(text: string, after: string): boolean {
    let start = 0;
    while (start < text.length && text[start] === after[start]) start++;
    let end = 0;
    while (end < text.length - start && text.at(-1 - end) === after.at(-1 - end)) end++;
    return start + end === text.length;
  }

  it('are exactly that addition to any example, and keep every other byte', () => {
    assert.ok(examples.length > 30);
    const name = fc.constantFrom('fresh', '새것', 'x-1');
    fc.assert(fc.property(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom('element', 'top', 'flow', 'link'), name, fc.constantFrom('\n', '\r\n'), (which, first, second, sort, called, lineBreak) => {
      const { text: written } = examples[which % examples.length]!;
      const text = written.replaceAll('\n', lineBreak);
      const { model, documents } = lowered(text);
      const ids = Object.keys(model.elements).filter((id) => !id.includes('#'));
      const [a, b] = [ids[first % ids.length]!, ids[second % ids.length]!];
      if (a === b || model.elements[`${a}.${called}`]) return;
      const addition = sort === 'element' ? element('server', called, a) : sort === 'top' ? element('server', called) : sort === 'flow' ? flow(a, b, 'tcp/4711') : link(a, b);
      const after = applied(text, textEdits([addition], model, documents));
      const result = lowered(after);
      assert.ok(result.document.healthy, after);
      const [elements, flows, links] = counts(model);
      const [now, flowsNow, linksNow] = counts(result.model);
      const before = new Set([...Object.keys(model.elements), ...Object.keys(model.flows), ...Object.keys(model.links)]);
      const fresh = [...Object.values(result.model.elements), ...Object.values(result.model.flows), ...Object.values(result.model.links)].filter(({ id }) => !before.has(id));
      if (sort === 'element' || sort === 'top') {
        assert.deepEqual([now, flowsNow, linksNow], [elements + 1, flows, links]);
        assert.equal(fresh.length, 1);
        assert.deepEqual([fresh[0]!.id, (fresh[0] as { kind?: string }).kind], [sort === 'top' ? called : `${a}.${called}`, 'server']);
      } else if (sort === 'flow') {
        assert.deepEqual([now, flowsNow, linksNow], [elements, flows + 1, links]);
      } else assert.deepEqual([now, flowsNow, linksNow], [elements, flows, links + 1]);
      // What was there is there still, around one insertion; only a line that became too long is taken apart.
      if (isInsertion(text, after)) return;
      assert.ok(text.split(/\r?\n/).some((line) => line.length > 90 - called.length && !after.includes(line)), 'a long line was taken apart');
      assert.ok(isInsertion(text.replaceAll(/\s/g, ''), after.replaceAll(/\s/g, '')), after);
    }), { numRuns: 80 });
  });
});
