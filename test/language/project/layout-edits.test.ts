/** Renaming takes the layout file along: boxes stand where they stood. */
import assert from 'node:assert/strict';
import { renameEdits } from '#language/project/rename/rename.js';
import { applyEdits } from '#language/syntax/edits/text-edit.js';
import { withChanges } from '#language/syntax/layout-file/write.js';
import { projectOf } from '../../support/fixture.js';

const MODEL = `site idc { zone data { database db  server db-admin }  zone app { server web count 2 } }
flow web -> db over mysql
view small { show flows }
`;
const LAYOUT = '/main.arch.layout.json';
const FROM = { idc: 'idc {', data: 'data {', db: 'db  ', web: 'web count', small: 'small {' };

/** Keys and boxes after a rename of what is declared there. */
function renamed(what: keyof typeof FROM, name: string, entries: readonly (readonly [string, string])[]): [string, string][] {
  const layout = withChanges(undefined, entries.map(([key, id]) => ({ key, id, at: { x: 160, y: 80 } })))!;
  const files = new Map([['/main.arch', MODEL], [LAYOUT, layout]]);
  const project = projectOf(files);
  const root = 'file:///main.arch';
  const { model, facts, document } = project.model(root)!;
  const view = { root, model, facts };
  const edits = renameEdits({ project, inWorkspace: () => true, own: [view], all: () => [view] }, root, document.lines.position(MODEL.indexOf(FROM[what])), name);
  for (const file of files.keys()) {
    const { text, lines } = project.document(`file://${file}`)!;
    files.set(file, applyEdits(text, edits.filter(({ uri }) => uri === `file://${file}`).map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), text: newText }))));
  }
  const after = projectOf(files).analyse(root)!;
  assert.deepEqual(after.findings.filter(({ rule }) => rule === 'model/stale-position' || rule === 'model/unreadable-layout'), []);
  return after.model.layout!.views.flatMap(({ key, boxes }) => boxes.map(({ id, x, y }): [string, string] => { assert.deepEqual([x, y], [160, 80]); return [key, id]; }));
}

describe('renaming with boxes set by hand', () => {
  it('renames the box itself, and no other whose name begins like it', () => {
    assert.deepEqual(renamed('db', '주문', [['@overview', 'idc.data.db'], ['@overview', 'idc.data.db-admin']]), [['@overview', 'idc.data.주문'], ['@overview', 'idc.data.db-admin']]);
  });

  it('renames what stands in it, to any depth, and instances', () => {
    assert.deepEqual(renamed('idc', 'seoul', [['@overview', 'idc'], ['@overview', 'idc.data.db'], ['small/links', 'idc.app.web#2']]), [['@overview', 'seoul'], ['@overview', 'seoul.data.db'], ['small/links', 'seoul.app.web#2']]);
    assert.deepEqual(renamed('web', 'was', [['@overview', 'idc.app.web'], ['@overview', 'idc.app.web#1']]), [['@overview', 'idc.app.was'], ['@overview', 'idc.app.was#1']]);
  });

  it('renames views, and views of what is renamed', () => {
    assert.deepEqual(renamed('small', 'large', [['small', 'idc'], ['small/all', 'idc'], ['@overview', 'idc']]), [['@overview', 'idc'], ['large', 'idc'], ['large/all', 'idc']].sort(([a], [b]) => ['@overview', 'large', 'large/all'].indexOf(a!) - ['@overview', 'large', 'large/all'].indexOf(b!)));
    assert.deepEqual(renamed('data', 'store', [['@inside idc.data', 'idc.data.db'], ['@around 2 idc.data.db/flows', 'idc.app']]).sort(), [['@around 2 idc.store.db/flows', 'idc.app'], ['@inside idc.store', 'idc.store.db']]);
  });
});
