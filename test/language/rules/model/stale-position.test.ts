/** Boxes set by hand that no picture has any more; the drawing and the check agree on what the layout file says. */
import assert from 'node:assert/strict';
import { layoutNow } from '#language/scene/layout.js';
import { toScene } from '#language/scene/to-scene.js';
import { textEdits } from '#language/syntax/edits/apply.js';
import { withChanges } from '#language/syntax/layout-file/write.js';
import { filesOf, findingsOf, projectOf } from '../../../support/fixture.js';

const MODEL = `site idc { zone dmz { server web count 2 }  zone data { database db { tag secret } } }
flow web -> db over mysql
view small { show flows  hide tag secret }
view inner { show flows of dmz }
`;
const LAYOUT = '/main.arch.layout.json';
const ENTRIES = (view: string, ...ids: string[]): string => withChanges(undefined, ids.map((id) => ({ key: view, id, at: { x: 160, y: 80 } })))!;

function stale(model: string, layout: string): string[] {
  const { findings } = findingsOf(`${model}//- ${LAYOUT}\n${layout}`);
  return findings.filter(({ rule }) => rule === 'model/stale-position').map(({ origin, key, variant }) => {
    assert.equal(origin.uri, `file://${LAYOUT}`);
    return [...(variant === undefined ? [] : [variant]), key].join(': ');
  });
}

describe('model/stale-position', () => {
  it('speaks of elements and groups that are gone, in each view by itself', () => {
    assert.deepEqual(stale(MODEL, ENTRIES('@overview', 'idc.dmz', 'idc.data.db', 'idc.dmz.web', 'idc.dmz.web#1')), []);
    assert.deepEqual(stale(MODEL, ENTRIES('@overview', 'idc.dmz', 'idc.데이터', 'toString')), ['@overview idc.데이터', '@overview toString']);
    assert.deepEqual(stale(MODEL, ENTRIES('@network/flows', 'idc.gone')), ['@network/flows idc.gone']);
  });

  it('speaks once of a view that is gone', () => {
    assert.deepEqual(stale(MODEL, ENTRIES('large', 'idc.dmz', 'idc.data')), ['large large']);
    for (const view of ['@inside idc.gone', '@around 1 gone', '@else', '@inside']) assert.deepEqual(stale(MODEL, ENTRIES(view, 'idc.dmz')), [`${view} ${view}`], view);
    for (const view of ['@overview', '@overview/links', '@network', '@inside idc.data', '@inside idc.dmz.web', '@around 3 idc.data.db', 'small', 'small/all']) assert.deepEqual(stale(MODEL, ENTRIES(view, 'idc.dmz')), [], view);
  });

  it('speaks of what a written view leaves out, not of what is closed in it', () => {
    assert.deepEqual(stale(MODEL, ENTRIES('small', 'idc.data.db', 'idc.dmz.web')), ['small idc.data.db']);
    const far = `${MODEL}server lonely\n`;
    assert.deepEqual(stale(far, ENTRIES('inner', 'lonely', 'idc.dmz', 'idc.data', 'idc.data.db', 'idc', 'idc.dmz.web')), ['inner lonely']);
    assert.deepEqual(stale(`${MODEL}view closed { show flows  collapse idc }\n`, ENTRIES('closed', 'idc.dmz', 'idc.data.db')), []);
  });

  it('says nothing of what another variant has', () => {
    const variants = 'server a\nvariant before { server old }\nvariant after { server fresh }\n';
    assert.deepEqual(stale(variants, ENTRIES('@overview', 'a', 'old', 'fresh')), []);
    assert.deepEqual(stale(variants, ENTRIES('@overview', 'gone')), ['@overview gone']);
  });

  it('has a repair that leaves the others where they are, whichever entry it is', () => {
    for (const gone of ['a.first', 'idc.gone', 'z.last']) {
      const files = filesOf(`${MODEL}//- ${LAYOUT}\n${ENTRIES('@overview', gone, 'idc.data', 'idc.dmz')}`);
      const project = projectOf(files);
      const { findings, model } = project.analyse('file:///main.arch')!;
      const finding = findings.find(({ rule }) => rule === 'model/stale-position')!;
      const [edit, ...more] = textEdits(finding.fixes[0]!.edits, model, (uri) => project.document(uri));
      assert.deepEqual([edit?.uri, more], [`file://${LAYOUT}`, []]);
      const document = project.document(edit!.uri)!;
      files.set(LAYOUT, document.text.slice(0, document.lines.offset(edit!.range.start)) + edit!.newText + document.text.slice(document.lines.offset(edit!.range.end)));
      const after = projectOf(files).analyse('file:///main.arch')!;
      assert.deepEqual(after.findings.filter(({ rule }) => rule.includes('position') || rule.includes('layout')), []);
      assert.deepEqual(after.model.layout!.views[0]!.boxes.map(({ id }) => id), ['idc.data', 'idc.dmz']);
    }
  });

  it('and its neighbour tell of a file that cannot be read: the picture is drawn all the same', () => {
    const { findings } = findingsOf(`${MODEL}//- ${LAYOUT}\n{ "version": 1,\n`);
    assert.deepEqual(findings.filter(({ rule }) => rule === 'model/unreadable-layout').map(({ origin, severity }) => [origin.uri, origin.range.start.line, severity]), [[`file://${LAYOUT}`, 1, 'error']]);
  });

  it('agrees with the picture: what is not stale stands where it was set', () => {
    const project = projectOf(filesOf(`${MODEL}//- ${LAYOUT}\n${ENTRIES('@overview', 'idc.data')}`));
    const { model } = project.analyse('file:///main.arch')!;
    const scene = layoutNow(toScene(model));
    const [idc, data] = ['idc', 'idc.data'].map((id) => scene.nodes.find((node) => node.id === id)!);
    assert.deepEqual([data!.x - idc!.x, data!.y - idc!.y, data!.set], [160, 80, true]);
    assert.ok(layoutNow(toScene(model, { show: 'all' })).nodes.every((node) => node.set === undefined), 'the same view with other lines is another picture');
  });

  it('follows the file as it changes', () => {
    const files = filesOf(MODEL);
    const project = projectOf(files);
    assert.equal(project.analyse('file:///main.arch')!.model.layout, undefined);
    files.set(LAYOUT, ENTRIES('@overview', 'idc.data'));
    project.forget(`file://${LAYOUT}`);
    assert.equal(project.analyse('file:///main.arch')!.model.layout!.views.length, 1);
    project.setText(`file://${LAYOUT}`, ENTRIES('@overview', 'idc.gone'));
    assert.ok(project.analyse('file:///main.arch')!.findings.some(({ rule }) => rule === 'model/stale-position'));
  });
});
