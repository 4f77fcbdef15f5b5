/** Diagnostics as an editor gets them, and what it can do about them. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeAction, Diagnostic, TextDocumentContentResult, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { editsOf, folderOf, said, startServer, type Client } from './support/client.js';

const SHOP = `internet world { users shoppers "손님" }
zone lan {
  loadbalancer lb
  server web count 2
  database db { software mysql }
}
link world -- lan
flow shoppers -> lb over https as shop
flow lb -> web over http -> db over mysql
`;

const codes = (found: readonly Diagnostic[]): unknown[] => found.map((each) => each.code);

describe('language server: diagnostics', () => {
  let client: Client;
  let number = 0;
  const fresh = (): string => `file:///diagnostics/${++number}.arch`;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  after(() => client.stop());

  it('come after opening, go and come with edits, and carry the version of the text', async () => {
    const uri = fresh();
    await client.open(uri, SHOP);
    const first = await client.diagnostics(uri);
    assert.ok(!codes(first).includes('model/unknown-name'));
    await client.replace(uri, 'flow lb -> web', 'flow lb -> wbe');
    const second = await client.diagnostics(uri);
    const found = second.find((each) => each.code === 'model/unknown-name')!;
    assert.deepEqual(found.range, { start: client.at(uri, 'wbe'), end: client.at(uri, 'wbe', 3) });
    assert.equal(found.severity, 1);
    assert.equal(found.source, 'lintel');
    assert.match(said(found), /wbe.*web/s);
    assert.equal(client.published.get(uri)!.version, 2);
    await client.replace(uri, 'wbe', 'web');
    assert.deepEqual(codes(await client.diagnostics(uri)), codes(first));
  });

  it('lead to the places that have to do with it, and to the page of the rule', async () => {
    const uri = fresh();
    await client.open(uri, `${SHOP}expect no single point of failure for shop\n`);
    const found = await client.diagnostics(uri);
    const expected = found.find((each) => each.code === 'intent/expectation-failed')!;
    assert.ok(expected, String(codes(found)));
    assert.ok(expected.relatedInformation!.length > 0);
    for (const { location, message } of expected.relatedInformation!) {
      assert.equal(location.uri, uri);
      assert.ok(message.length > 0);
    }
    const page = await client.ask<TextDocumentContentResult>('workspace/textDocumentContent', { uri: expected.codeDescription!.href });
    assert.match(page.text, /expectation/i);
  });

  it('name every variant in which something is wrong', async () => {
    const uri = fresh();
    await client.open(uri, 'server web\nvariant small { flow web -> nothing }\nvariant large { server db  flow web -> db over tcp/1 }\n');
    const found = (await client.diagnostics(uri)).filter((each) => each.code === 'model/unknown-name');
    assert.equal(found.length, 1);
    assert.match(said(found[0]!), /variant small/);
  });

  it('fade what is unused', async () => {
    const uri = fresh();
    await client.open(uri, 'kind postbox extends service { }\nserver web\n');
    const unused = (await client.diagnostics(uri)).find((each) => each.code === 'model/unused')!;
    assert.deepEqual(unused.tags, [1]);
  });

  it('cost a half-typed line only, and stand in the right column on Korean text and CRLF', async () => {
    const uri = fresh();
    await client.open(uri, 'server 웹 "웹 서버"\r\nflow 웹 -> 자료\r\ndatabase 자료 { software mysql }\r\nflow \r\nflow 웹 -> 없음\r\n');
    const found = await client.diagnostics(uri);
    const unknown = found.find((each) => each.code === 'model/unknown-name')!;
    assert.deepEqual(unknown.range, { start: { line: 4, character: 10 }, end: { line: 4, character: 12 } });
    const syntax = found.filter((each) => each.code === 'model/syntax');
    assert.deepEqual(syntax.map((each) => each.range.start.line), [3]);
  });

  it('go when the file is closed', async () => {
    const uri = fresh();
    await client.open(uri, 'flow a -> b\n');
    assert.ok((await client.diagnostics(uri)).length > 0);
    await client.close(uri);
    assert.deepEqual((await client.publishedThat(uri, (params) => params.diagnostics.length === 0)).diagnostics, []);
  });

  describe('quick fixes', () => {
    const actions = (uri: string, diagnostic: Diagnostic): Promise<CodeAction[]> => client.ask('textDocument/codeAction', {
      textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] },
    });

    /** Applies an action and returns what is found then. */
    async function afterwards(uri: string, action: CodeAction): Promise<Diagnostic[]> {
      await client.apply(uri, action.edit!);
      return client.diagnostics(uri);
    }

    it('repair what they belong to', async () => {
      const uri = fresh();
      await client.open(uri, 'server web\r\ndatabase db { software mysql }\r\nflow wbe -> db over mysql\r\n');
      const [wrong] = (await client.diagnostics(uri)).filter((each) => each.code === 'model/unknown-name');
      const action = (await actions(uri, wrong!)).find((each) => each.title.includes('web'))!;
      assert.equal(action.kind, 'quickfix');
      assert.deepEqual(action.diagnostics?.map((each) => each.message), [wrong!.message]);
      const left = await afterwards(uri, action);
      assert.ok(!codes(left).includes('model/unknown-name'));
      assert.equal(client.text(uri), 'server web\r\ndatabase db { software mysql }\r\nflow web -> db over mysql\r\n');
    });

    it('silence a finding with a reason, in the line’s own indent and line ending', async () => {
      const uri = fresh();
      await client.open(uri, 'site idc {\r\n  kind_free server web\r\n}\r\n'.replace('kind_free ', '') + 'kind postbox extends service { }\r\n');
      const [unused] = (await client.diagnostics(uri)).filter((each) => each.code === 'model/unused');
      const action = (await actions(uri, unused!)).find((each) => each.title.includes('model/unused'))!;
      const left = await afterwards(uri, action);
      assert.ok(!codes(left).includes('model/unused'), client.text(uri));
      assert.match(client.text(uri), /\r\n\/\/ lintel-ignore model\/unused: \S.*\r\nkind postbox/);
    });

    it('each get rid of their finding and leave sound text', async () => {
      const text = 'server web { ip 10.0.0.5 }\nzone lan { subnet 10.0.0.0/24  server app { ip 10.0.0.6  inbound { } } }\nlink web -- lan\nflow web -> app over tcp/80\nflow wbe -> app over tcp/81\nserver x { software ngnix  service-time 20 }\nkind postbox extends service { }\ngroup pair active-active { members web, web }\n';
      const uri = fresh();
      await client.open(uri, text);
      const found = (await client.diagnostics(uri)).filter((each) => (each.data as { fixable: boolean }).fixable);
      assert.ok(found.length >= 4, String(codes(found)));
      let applied = 0;
      for (const diagnostic of found) {
        const fixes = (await actions(uri, diagnostic)).filter((each) => each.diagnostics?.some((own) => own.message === diagnostic.message) && !each.title.includes(String(diagnostic.code)));
        for (const fix of fixes) {
          const left = await afterwards(uri, fix);
          assert.ok(!left.some((each) => each.message === diagnostic.message), `${fix.title} left: ${diagnostic.message}\n${client.text(uri)}`);
          assert.ok(!codes(left).includes('model/syntax'), `${fix.title} broke the text\n${client.text(uri)}`);
          applied++;
          await client.change(uri, [{ text }]);
          await client.diagnostics(uri);
        }
      }
      assert.ok(applied >= 4, `${applied} fixes`);
    });

    it('are none where other kinds of actions are asked for', async () => {
      const uri = fresh();
      await client.open(uri, 'flow a -> b\n');
      const [wrong] = await client.diagnostics(uri);
      const found = await client.ask<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: wrong!.range, context: { diagnostics: [], only: ['refactor'] } });
      assert.deepEqual(found, []);
    });
  });
});

describe('language server: several files', () => {
  const files = folderOf({
    'root.arch': 'import "parts/net.arch"\nflow web -> idc.db over mysql\n',
    'parts/net.arch': 'site idc { database db { software mysql } }\nserver web\n',
    'alone.arch': 'server alone\n',
    'lintel.json': '{ "rules": { "model/unused": "error" } }',
  });
  const [root, part] = [files.uri('root.arch'), files.uri('parts/net.arch')];
  let client: Client;
  before(async () => {
    client = startServer();
    await client.initialize(files.folder);
  });
  after(async () => {
    await client.stop();
    files.remove();
  });

  it('checks a part through the file that imports it, which need not be open', async () => {
    await client.open(part, 'site idc { database db { software mysql } }\nserver web\n');
    await client.replace(part, 'database db', 'database data');
    await client.diagnostics(part);
    const { diagnostics } = await client.publishedThat(root, (params) => params.diagnostics.length > 0);
    assert.ok(codes(diagnostics).includes('model/unknown-name'));
    await client.replace(part, 'database data', 'database db');
    await client.publishedThat(root, (params) => !codes(params.diagnostics).includes('model/unknown-name'));
  });

  it('sees an open editor’s text in place of the file', async () => {
    await client.open(root, 'import "parts/net.arch"\nflow web -> idc.db over mysql\n');
    await client.replace(root, 'idc.db', 'idc.dbx');
    assert.ok(codes(await client.diagnostics(root)).includes('model/unknown-name'));
    await client.replace(root, 'idc.dbx', 'idc.db');
    assert.ok(!codes(await client.diagnostics(root)).includes('model/unknown-name'));
  });

  it('makes a part its own architecture once nobody imports it', async () => {
    await client.replace(root, 'import "parts/net.arch"', '');
    assert.ok(codes(await client.diagnostics(root)).includes('model/unknown-name'));
    await client.replace(part, 'server web', 'server web\nflow web -> ghost');
    const { diagnostics } = await client.publishedThat(part, (params) => codes(params.diagnostics).includes('model/unknown-name'));
    assert.match(said(diagnostics.find((each) => each.code === 'model/unknown-name')!), /ghost/);
    await client.replace(part, '\nflow web -> ghost', '');
    await client.diagnostics(part);
  });

  it('hears of changes on disk', async () => {
    await client.replace(root, '\nflow', 'import "later.arch"\nflow');
    assert.ok(codes(await client.diagnostics(root)).includes('model/import-failed'));
    writeFileSync(join(files.folder, 'later.arch'), 'import "parts/net.arch"\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uri('later.arch'), type: 1 }] });
    await client.publishedThat(root, (params) => !codes(params.diagnostics).includes('model/import-failed'));
  });

  it('reads recorded data, and again when they change on disk', async () => {
    await client.replace(root, '\nflow', '\nserver clock { service-time samples "times.csv" }\nflow');
    assert.ok(codes(await client.diagnostics(root)).includes('model/data-failed'));
    writeFileSync(join(files.folder, 'times.csv'), '\uFEFF20ms\r\nlate\r\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uri('times.csv'), type: 1 }] });
    const bad = await client.publishedThat(root, (params) => params.diagnostics.some((each) => each.code === 'model/data-failed' && said(each).includes('Line 2')));
    assert.ok(bad.diagnostics.length > 0);
    writeFileSync(join(files.folder, 'times.csv'), '20ms\r\n30ms\r\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uri('times.csv'), type: 2 }] });
    await client.publishedThat(root, (params) => !codes(params.diagnostics).includes('model/data-failed'));
    await client.replace(root, '\nserver clock { service-time samples "times.csv" }', '');
    await client.diagnostics(root);
  });

  it('obeys lintel.json, and shows what is wrong in it', async () => {
    await client.replace(root, 'flow', 'kind postbox extends service { }\nflow');
    const unused = (await client.diagnostics(root)).find((each) => each.code === 'model/unused')!;
    assert.equal(unused.severity, 1);
    writeFileSync(join(files.folder, 'lintel.json'), '{ "rules": { "model/unsued": "error" } }');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uri('lintel.json'), type: 2 }] });
    const { diagnostics } = await client.publishedThat(files.uri('lintel.json'), (params) => params.diagnostics.length > 0);
    assert.match(said(diagnostics[0]!), /model\/unsued/);
  });

  it('opens an import by its link, and leads through it', async () => {
    const links = await client.ask<{ target: string }[]>('textDocument/documentLink', { textDocument: { uri: root } });
    assert.deepEqual(links.map((link) => link.target), [files.uri('later.arch')]);
    const [target] = await client.askAt<{ uri: string }[]>('textDocument/definition', root, client.at(root, 'idc.db', 5));
    assert.equal(target!.uri, part);
    const edits = await client.askAt<WorkspaceEdit>('textDocument/rename', root, client.at(root, 'idc.db', 1), { newName: '센터' });
    assert.equal(editsOf(edits, part).length + editsOf(edits, root).length, 2);
  });
});
