/** What was changed from the picture is taken back and done again, and nobody else's work with it. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PictureEdit } from '#language/model/edit.js';
import { fromPath } from '#language/model/uri.js';
import { EditHistory } from '../../../server/cli/edit-history.js';
import { editFile } from '../../../server/cli/file-edits.js';
import { keepPlaces } from '../../../server/cli/keep-places.js';
import { openProject } from '../../../server/cli/session.js';

const SHOP = 'zone 사내망 {\r\n\tserver 웹\r\n\tdatabase db\r\n}\r\nflow 웹 -> db over mysql as 조회\r\n';

describe('taking back what was changed from the picture', () => {
  let folder: string;
  let file: string;
  let history: EditHistory;
  const read = (): string => readFileSync(file, 'utf8');
  const layout = (): string => `${file}.layout.json`;
  const edit = (what: PictureEdit): string | undefined => {
    const given = { path: file, uri: fromPath(file), written: '상점.arch' };
    return editFile(openProject([given]), given.uri, undefined, what, history);
  };
  const place = (id: string, x: number): string | undefined => keepPlaces(fromPath(file), { key: '@overview', boxes: [{ id, at: { x, y: 40 } }] }, history);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-undo-'));
    file = join(folder, '상점.arch');
    writeFileSync(file, SHOP);
    history = new EditHistory();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back every byte, step by step, and makes the same steps again', () => {
    assert.equal(edit({ type: 'rename', id: '사내망.웹', name: '포털' }), undefined);
    const renamed = read();
    assert.equal(edit({ type: 'add-element', into: '사내망', kind: 'server', name: 'spare' }), undefined);
    const added = read();
    assert.notEqual(renamed, added);
    assert.deepEqual(history.names, { undo: 'add spare' });
    assert.equal(history.undo(), 'Taken back: add spare.');
    assert.equal(read(), renamed);
    assert.deepEqual(history.names, { undo: 'rename 웹 to 포털', redo: 'add spare' });
    assert.equal(history.undo(), 'Taken back: rename 웹 to 포털.');
    assert.equal(read(), SHOP);
    assert.match(history.undo(), /^There is nothing to take back/u);
    assert.equal(history.redo(), 'Done again: rename 웹 to 포털.');
    assert.equal(history.redo(), 'Done again: add spare.');
    assert.equal(read(), added);
    assert.match(history.redo(), /^There is nothing to do again/u);
  });

  it('gives back where boxes stood, the file that was made for them included', () => {
    assert.equal(place('사내망', 16), undefined);
    const first = readFileSync(layout(), 'utf8');
    assert.equal(place('사내망', 160), undefined);
    history.undo();
    assert.equal(readFileSync(layout(), 'utf8'), first);
    history.undo();
    assert.ok(!existsSync(layout()));
    history.redo();
    assert.equal(readFileSync(layout(), 'utf8'), first);
  });

  it('gives back text and places together where one edit changed both', () => {
    place('사내망.웹', 16);
    const places = readFileSync(layout(), 'utf8');
    assert.equal(edit({ type: 'rename', id: '사내망.웹', name: '포털' }), undefined);
    assert.match(readFileSync(layout(), 'utf8'), /사내망\.포털/u);
    history.undo();
    assert.deepEqual([read(), readFileSync(layout(), 'utf8')], [SHOP, places]);
  });

  it('changes nothing where somebody else saved the file since, says so, and can once it is as it was', () => {
    edit({ type: 'rename', id: '사내망.웹', name: '포털' });
    const renamed = read();
    writeFileSync(file, `${renamed}server mine\n`);
    const said = history.undo();
    assert.match(said, /Not taken back: rename 웹 to 포털\. 상점\.arch was saved by somebody else since/u);
    assert.equal(read(), `${renamed}server mine\n`);
    writeFileSync(file, renamed);
    assert.match(history.undo(), /^Taken back/u);
    writeFileSync(file, `${SHOP}server mine\n`);
    assert.match(history.redo(), /^Not done again/u);
    assert.equal(read(), `${SHOP}server mine\n`);
    rmSync(file);
    assert.match(history.redo(), /^Not done again/u);
    assert.ok(!existsSync(file));
  });

  it('changes neither file where one of the two was changed', () => {
    place('사내망.웹', 16);
    edit({ type: 'rename', id: '사내망.웹', name: '포털' });
    const renamed = read();
    writeFileSync(layout(), '{"version":1,"views":{}}');
    assert.match(history.undo(), /상점\.arch\.layout\.json was saved by somebody else/u);
    assert.deepEqual([read(), readFileSync(layout(), 'utf8')], [renamed, '{"version":1,"views":{}}']);
  });

  it('forgets what could be done again once something else is done', () => {
    edit({ type: 'rename', id: '사내망.웹', name: '포털' });
    history.undo();
    edit({ type: 'rename', id: '사내망.db', name: 'store' });
    assert.deepEqual(history.names, { undo: 'rename db to store' });
  });

  it('remembers nothing of what was refused', () => {
    assert.notEqual(edit({ type: 'delete', id: '사내망.db' }), undefined);
    assert.deepEqual(history.names, {});
  });

  it('leaves the file the one that it is: rights and links stay (skipped on Windows, which has neither)', function () {
    if (process.platform === 'win32') return this.skip();
    const link = join(folder, 'link.arch');
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    const given = { path: link, uri: fromPath(link), written: 'link.arch' };
    assert.equal(editFile(openProject([given]), given.uri, undefined, { type: 'rename', id: '사내망.웹', name: '포털' }, history), undefined);
    history.undo();
    assert.equal(read(), SHOP);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(statSync(file).mode & 0o777, 0o640);
  });
});
