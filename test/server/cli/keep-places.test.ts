/** Where boxes were set by hand is written beside the model, and only there. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromPath } from '#language/model/uri.js';
import { EditHistory } from '../../../server/cli/edit-history.js';
import { keepPlaces as keep } from '../../../server/cli/keep-places.js';

const keepPlaces = (root: string, request: Parameters<typeof keep>[1]): string | undefined => keep(root, request, new EditHistory());

describe('keeping places', () => {
  let folder: string;
  const root = (): string => fromPath(join(folder, '상점.arch'));
  const file = (): string => join(folder, '상점.arch.layout.json');

  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lintel-places-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the file, changes it, and removes it with the last box', () => {
    assert.equal(keepPlaces(root(), { key: '@overview', boxes: [{ id: '서버', at: { x: 16, y: 40 } }] }), undefined);
    assert.deepEqual(JSON.parse(readFileSync(file(), 'utf8')), { version: 1, views: { '@overview': { 서버: [16, 40] } } });
    assert.deepEqual(readdirSync(folder), ['상점.arch.layout.json']);
    assert.equal(keepPlaces(root(), { key: '@overview', boxes: [{ id: '서버' }] }), undefined);
    assert.ok(!existsSync(file()));
  });

  it('writes nothing over what it cannot understand, and says so', () => {
    writeFileSync(file(), '{ "version": 7, "views": {} }');
    assert.match(keepPlaces(root(), { key: '@overview', boxes: [{ id: 'a', at: { x: 0, y: 0 } }] })!, /상점\.arch\.layout\.json cannot be understood/);
    assert.equal(readFileSync(file(), 'utf8'), '{ "version": 7, "views": {} }');
  });

  it('says why a file cannot be written', () => {
    rmSync(folder, { recursive: true });
    assert.match(keepPlaces(root(), { key: '@overview', boxes: [{ id: 'a', at: { x: 0, y: 0 } }] })!, /not kept: .+/);
  });
});
