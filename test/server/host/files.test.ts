import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromPath } from '#language/model/uri.js';
import { NodeFiles } from '../../../server/host/node-files.js';
import { folderWith, workspaceOf } from '../../../server/host/workspace.js';

describe('files of this machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-host-')));
    for (const path of ['work/deep/er', 'outside']) mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'work/망 #1.arch'), '\ufeffserver 웹\r\n');
    writeFileSync(join(folder, 'outside/secret.arch'), 'server secret');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are read as UTF-8 without a byte order mark, whatever their names', () => {
    const files = new NodeFiles([join(folder, 'work')]);
    assert.equal(files.read(fromPath(join(folder, 'work/망 #1.arch'))), 'server 웹\r\n');
    assert.equal(files.read(fromPath(join(folder, 'work/none.arch'))), undefined);
    assert.equal(files.read(fromPath(join(folder, 'work'))), undefined);
    assert.equal(files.read('lintel-library:/kinds.arch'), undefined);
  });

  it('may be imported from inside the workspace only, links counted as what they lead to', () => {
    const files = new NodeFiles([join(folder, 'work')]);
    symlinkSync(join(folder, 'outside/secret.arch'), join(folder, 'work/link.arch'));
    symlinkSync(join(folder, 'outside'), join(folder, 'work/way'));
    const inside = (path: string): boolean => files.inWorkspace(fromPath(join(folder, path)));
    assert.ok(inside('work/망 #1.arch'));
    assert.ok(inside('work/not/yet/there.arch'));
    assert.ok(!inside('outside/secret.arch'));
    assert.ok(!inside('work/../outside/secret.arch'));
    assert.ok(!inside('work/link.arch'));
    assert.ok(!inside('work/way/secret.arch'));
    assert.ok(!inside('workshop/x.arch'));
  });

  it('belong to their repository, else to the folder of their settings, else to their own', () => {
    const file = join(folder, 'work/deep/er/x.arch');
    assert.equal(workspaceOf(file), join(folder, 'work/deep/er'));
    writeFileSync(join(folder, 'work/deep/lintel.json'), '{}');
    assert.equal(workspaceOf(file), join(folder, 'work/deep'));
    mkdirSync(join(folder, 'work/.git'));
    assert.equal(workspaceOf(file), join(folder, 'work'));
    assert.equal(folderWith(['no-such-name-anywhere'], folder), undefined);
  });
});
