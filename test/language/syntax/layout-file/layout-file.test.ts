/** The file of boxes set by hand: read with its places, changed line by line, never overwritten unread. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLayout } from '#language/syntax/layout-file/read.js';
import { isEmptyLayout, withChanges, type BoxChange } from '#language/syntax/layout-file/write.js';

const URI = 'file:///a.arch.layout.json';
const text = (boxes: string): string => `{\n  "version": 1,\n  "views": {\n    "@overview": {\n${boxes}\n    }\n  }\n}\n`;

function places(given: string): [string, string, number, number][] {
  const { layout, problems } = readLayout(URI, given);
  assert.deepEqual(problems, []);
  return layout!.views.flatMap((view) => view.boxes.map(({ id, x, y }): [string, string, number, number] => [view.key, id, x, y]));
}

describe('a layout file', () => {
  it('gives each box its place, and each entry its line', () => {
    const { layout } = readLayout(URI, text('      "idc.app": [424, 200],\n      "서버": [-8, 16.5]'));
    assert.deepEqual(layout!.views.map(({ key, boxes }) => [key, boxes.map(({ id, x, y }) => [id, x, y])]), [['@overview', [['idc.app', 424, 200], ['서버', -8, 16.5]]]]);
    assert.deepEqual(layout!.views[0]!.boxes[1]!.origin.range, { start: { line: 5, character: 7 }, end: { line: 5, character: 9 } });
  });

  for (const [name, given, reason, line, character] of [
    ['nothing', '', 'json', 0, 0],
    ['half an object', '{\n  "version": 1,\n  "views": {', 'json', 2, 12],
    ['marks of a merge', text('<<<<<<< HEAD\n      "a": [1, 2]'), 'json', 4, 0],
    ['a trailing comma', text('      "a": [1, 2],'), 'json', 5, 4],
    ['a list', '[]', 'shape', 0, 0],
    ['views that are none', '{"version": 1, "views": 7}', 'shape', 0, 24],
    ['a later version', '{"version": 2, "views": {}}', 'version', 0, 12],
    ['a place of one number', text('      "a": [1]'), 'point', 4, 11],
    ['a place beyond all measure', text('      "a": [1e9, 0]'), 'point', 4, 11],
  ] as const) {
    it(`says what is wrong with ${name}, and where`, () => {
      const { problems } = readLayout(URI, given);
      assert.deepEqual(problems.map((problem) => [problem.type, (problem as { reason?: string }).reason, problem.origin.range.start]), [['layout-file', reason, { line, character }]]);
      assert.equal(withChanges(given, [{ key: '@overview', id: 'x', at: { x: 0, y: 0 } }]), undefined, 'it is not overwritten');
    });
  }

  it('is read whatever is written in it, without a crash', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.array(fc.constantFrom('{', '}', '[', ']', '"a"', ':', ',', '1', '//', '\n')).map((parts) => parts.join(''))), (given) => {
      const { layout, problems } = readLayout(URI, given);
      assert.ok(layout || problems.length > 0);
    }));
    assert.equal(readLayout(URI, '['.repeat(100_000)).problems.length, 1);
  });

  it('keeps what other entries and comments say, and how they are written', () => {
    const given = '// of the team\r\n{ "version": 1, "views": {\r\n "@overview": { "b": [1,2], // keep\r\n "d": [3,4] } } }';
    const changed = withChanges(given, [{ key: '@overview', id: 'd', at: { x: 8, y: 16 } }])!;
    assert.equal(changed, given.replace('[3,4]', '[8, 16]'));
  });

  it('puts entries in the order of their names, one a line', () => {
    let now: string | undefined;
    for (const [key, id] of [['wiring', 'm'], ['@overview', 'b'], ['@overview', 'd'], ['@overview', 'a'], ['@overview', 'c'], ['@network', 'x']] as const) now = withChanges(now, [{ key, id, at: { x: 8, y: 16 } }]);
    assert.equal(now, `{
  "version": 1,
  "views": {
    "@network": {
      "x": [8, 16]
    },
    "@overview": {
      "a": [8, 16],
      "b": [8, 16],
      "c": [8, 16],
      "d": [8, 16]
    },
    "wiring": {
      "m": [8, 16]
    }
  }
}
`);
  });

  it('loses an entry, and with the last one its view', () => {
    const two = withChanges(undefined, [{ key: 'v', id: 'a', at: { x: 0, y: 0 } }, { key: 'v', id: 'b', at: { x: 0, y: 0 } }])!;
    const one = withChanges(two, [{ key: 'v', id: 'b' }])!;
    assert.deepEqual(places(one), [['v', 'a', 0, 0]]);
    assert.ok(isEmptyLayout(withChanges(one, [{ key: 'v', id: 'a' }])!));
    assert.ok(isEmptyLayout(withChanges(two, [{ key: 'v' }])!));
    assert.ok(!isEmptyLayout(two));
  });

  it('says after any changes what was changed last, sorted', () => {
    const change = fc.record({ key: fc.constantFrom('@overview', 'v', '@inside a'), id: fc.constantFrom('a', 'b.c', '한글', '__proto__', 'x#1'), at: fc.option(fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }) }), { nil: undefined }) });
    fc.assert(fc.property(fc.array(change), (changes) => {
      const expected = new Map<string, [string, string, number, number]>();
      for (const { key, id, at } of changes) {
        if (at) expected.set(`${key} ${id}`, [key, id, at.x, at.y]);
        else expected.delete(`${key} ${id}`);
      }
      const order = ([a, b]: [string, string, ...unknown[]], [c, d]: [string, string, ...unknown[]]): number => (a < c || (a === c && b < d) ? -1 : 1);
      assert.deepEqual(places(withChanges(undefined, changes as BoxChange[])!), [...expected.values()].sort(order));
    }));
  });
});
