/** Edits from the picture over the protocol: the answer is an edit that the editor applies and takes back. */
import assert from 'node:assert/strict';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { isEditAnswer } from '#language/protocol/check-messages.js';
import type { EditAnswer } from '#language/protocol/server.js';
import type { PictureEdit } from '#language/model/edit.js';
import { startServer, type Client } from './support/client.js';

const TEXT = 'zone lan {\r\n  server web\r\n  database 장부\r\n}\r\nserver 손님\r\nflow 손님 -> web over http\r\n';

describe('language server: edits from the picture', () => {
  const uri = 'file:///plans/edited.arch';
  let client: Client;
  before(async () => {
    client = startServer();
    await client.initialize(undefined, { workspace: { workspaceEdit: { documentChanges: true } } });
    await client.open(uri, TEXT);
  });
  after(() => client.stop());

  async function ask(edit: PictureEdit, of = uri): Promise<EditAnswer> {
    const answer = await client.ask<EditAnswer>('lintel/edit', { uri: of, edit });
    assert.ok(isEditAnswer(answer));
    return answer;
  }

  const made = async (edit: PictureEdit): Promise<string> => client.applied(uri, (await ask(edit)).edit as WorkspaceEdit);

  it('rename, add, connect and delete', async () => {
    assert.equal(await made({ type: 'rename', id: 'lan.web', name: '앞단' }), TEXT.replaceAll('web', '앞단'));
    assert.equal(await made({ type: 'add-element', into: 'lan', kind: 'cache', name: 'session' }), TEXT.replace('장부\r\n', '장부\r\n  cache session\r\n'));
    assert.equal(await made({ type: 'add-flow', from: 'lan.web', to: 'lan.장부', over: 'mysql' }), `${TEXT}flow web -> 장부 over mysql\r\n`);
    assert.equal(await made({ type: 'delete', id: 'lan.장부' }), TEXT.replace('  database 장부\r\n', ''));
  });

  it('are for the version that the editor has', async () => {
    const { documentChanges } = (await ask({ type: 'rename', id: 'lan.web', name: 'front' })).edit as WorkspaceEdit;
    const [change] = documentChanges!;
    assert.ok(change && 'textDocument' in change && change.textDocument.version !== null);
  });

  it('are refused in the words of the server', async () => {
    assert.match((await ask({ type: 'rename', id: 'lan.web', name: '장부' })).problem!, /“장부” is taken/);
    assert.match((await ask({ type: 'add-element', into: 'lan', kind: 'nothing', name: 'x' })).problem!, /no kind/);
    assert.match((await ask({ type: 'delete', id: 'lan.web' })).problem!, /speaks of it in line 6/);
  });

  it('change whatever names it, also a file that is not open', async () => {
    await client.open('file:///plans/one.arch', 'import "two.arch"\nflow a -> b over http\n');
    await client.open('file:///plans/two.arch', 'server a\nserver b\n');
    const answer = await ask({ type: 'rename', id: 'b', name: 'c' }, 'file:///plans/one.arch');
    const files = ((answer.edit as WorkspaceEdit).documentChanges ?? []).map((each) => ('textDocument' in each ? each.textDocument.uri : ''));
    assert.deepEqual(files.sort(), ['file:///plans/one.arch', 'file:///plans/two.arch']);
  });

  it('are none of what is no edit', async () => {
    await assert.rejects(client.ask('lintel/edit', { uri, edit: { type: 'run' } }));
    await assert.rejects(client.ask('lintel/edit', []));
  });
});
