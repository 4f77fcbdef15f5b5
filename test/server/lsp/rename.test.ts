/** Rename over the protocol: the edited text must name everything as before, place by place. */
import assert from 'node:assert/strict';
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { editsOf, folderOf, startServer, type Client } from './support/client.js';

const count = (text: string, needle: RegExp): number => [...text.matchAll(needle)].length;

describe('language server: rename', () => {
  let client: Client;
  let number = 0;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  after(() => client.stop());

  async function opened(text: string): Promise<string> {
    const uri = `file:///rename/${++number}.arch`;
    await client.open(uri, text);
    return uri;
  }

  async function renamed(text: string, place: string, shift: number, newName: string): Promise<string> {
    const uri = await opened(text);
    const edit = await client.askAt<WorkspaceEdit>('textDocument/rename', uri, client.at(uri, place, shift), { newName });
    return client.applied(uri, edit);
  }

  const refusal = (text: string, place: string, shift: number, newName: string): Promise<string> =>
    renamed(text, place, shift, newName).then((changed) => assert.fail(`was renamed: ${changed}`), (error: Error) => error.message);

  it('changes each place once, qualified names in their segment only', async () => {
    const text = 'site idc { zone data { database db  server db-admin } }\nserver web\nflow web -> idc.data.db over mysql\nflow web -> db over mysql as reading\nexpect web can reach idc.data.db over mysql\n';
    const changed = await renamed(text, 'database db', 9, 'orders');
    assert.equal(changed, text.replaceAll(/(?<![\w-])db(?![\w-])/g, 'orders'));
    const place = await renamed(text, 'zone data', 5, 'storage');
    assert.equal(place, text.replaceAll('data {', 'storage {').replaceAll('idc.data.db', 'idc.storage.db'));
  });

  it('renames Korean names from any of their uses, composed or in letters', async () => {
    const text = 'server 웹서버 "웹 서버"\r\ndatabase 연구자료 { software mysql }\r\nflow 웹서버 -> 연구자료 over mysql\r\nexpect 웹서버 can reach 연구자료\r\n';
    const changed = await renamed(text, '-> 연구자료', 4, '임상자료');
    assert.equal(changed, text.replaceAll('연구자료', '임상자료'));
    assert.equal(count(changed, /임상자료/g), 3);
    const letters = '웹서버'.normalize('NFD');
    const mixed = text.replace('flow 웹서버', `flow ${letters}`);
    assert.equal(await renamed(mixed, 'server 웹서버', 8, '앞단'), text.replaceAll('웹서버', '앞단'));
    assert.equal(await renamed(text, 'server 웹서버', 8, '앞단'.normalize('NFD')), text.replaceAll('웹서버', '앞단'));
  });

  it('keeps the number of an instance', async () => {
    const text = 'server web count 2\ndatabase db { software mysql }\nflow web#1 -> db over mysql\nscenario "x" { at 1m fail web#2 }\n';
    assert.equal(await renamed(text, 'server web', 8, 'app'), text.replaceAll(/\bweb\b/g, 'app'));
    assert.equal(await renamed(text, 'web#2', 1, 'app'), text.replaceAll(/\bweb\b/g, 'app'));
  });

  it('renames links, flows, groups, security groups, views, jobs', async () => {
    const text = [
      'server a', 'server b', 'zone z { subnet 10.0.0.0/24 }', 'router r { interface cable 10.9.0.1/30  interface z 10.0.0.1 }', 'router q { interface cable 10.9.0.2/30 }',
      'link r -- q as cable', 'group pair active-active { members a, b }', 'securitygroup inner { allow any over tcp/80 }', 'server c { use inner }',
      'flow c -> pair over tcp/80 as asking', 'expect no single point of failure for asking', 'expect availability of asking >= 90%', 'view whole { show all of pair }',
      'node-manager n count 2', 'job count-words on n { stage one { tasks 2 duration 3s }  stage two after one { tasks 1 duration 1s } }', '',
    ].join('\n');
    for (const [name, uses] of [['cable', 3], ['pair', 3], ['inner', 2], ['asking', 3], ['whole', 1], ['n', 2], ['one', 2], ['count-words', 1]] as const) {
      const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g');
      assert.equal(count(text, word), uses, name);
      const place = [...text.matchAll(word)][0]!;
      const changed = await renamed(text, text.slice(place.index - 2, place.index + name.length), 2, 'xyzzy').catch((error: Error) => error.message);
      assert.equal(changed, text.replaceAll(word, 'xyzzy'), name);
    }
  });

  it('renames own kinds, software, protocols and attributes', async () => {
    const text = [
      'kind postbox extends service { attribute patience duration  port tcp/9092 }', 'kind big-postbox extends postbox { patience 2h }', 'software bus { is postbox  port tcp/9092 }',
      'protocol busline { port tcp/9092 }', 'postbox one { patience 5min }', 'server two { software bus }', 'flow one -> two over busline', 'expect every postbox has patience', '',
    ].join('\n');
    for (const name of ['postbox', 'bus', 'busline', 'patience']) {
      const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g');
      const place = [...text.matchAll(word)][0]!;
      assert.equal(await renamed(text, text.slice(place.index - 2, place.index + name.length), 2, 'xyzzy'), text.replaceAll(word, 'xyzzy'), name);
    }
  });

  it('renames the parts of a pattern wherever they are named', async () => {
    const text = 'kind shop extends site { server web  database db { software mysql }\n  flow web -> db over mysql }\nshop one { server web "Front" }\nshop two\nserver probe\nflow probe -> one.web over tcp/80\nflow probe -> two.web over tcp/80\n';
    for (const place of ['server web ', 'one.web', 'two.web']) {
      const shift = place.indexOf('web');
      assert.equal(await renamed(text, place, shift, 'front'), text.replaceAll(/\bweb\b/g, 'front'), place);
    }
  });

  it('follows refinements and removals', async () => {
    const text = 'site idc { database db { software mysql }  server old }\nrefine idc.db { mtbf 9000h }\nremove idc.old\nvariant now { refine db { mttr 2h } }\nvariant later "Later" { remove idc.db  server extra }\n';
    assert.equal(await renamed(text, 'database db', 9, 'orders'), text.replaceAll(/\bdb\b/g, 'orders'));
    assert.equal(await renamed(text, 'server old', 8, 'ancient'), text.replaceAll(/\bold\b/g, 'ancient'));
  });

  it('renames what several variants declare for one use together', async () => {
    const text = 'server web\nvariant a { database db { software mysql } }\nvariant b { database db { software postgresql } }\nflow web -> db\n';
    assert.equal(await renamed(text, '-> db', 4, 'orders'), text.replaceAll(/\bdb\b/g, 'orders'));
  });

  it('renames across files, open or not', async () => {
    const files = folderOf({ 'root.arch': 'import "parts/net.arch"\nflow web -> idc.db over mysql\n', 'parts/net.arch': 'site idc { database db { software mysql } }\nserver web\n' });
    try {
      const uri = files.uri('root.arch');
      await client.open(uri, 'import "parts/net.arch"\nflow web -> idc.db over mysql\n');
      const edit = await client.askAt<WorkspaceEdit>('textDocument/rename', uri, client.at(uri, 'idc.db', 5), { newName: 'orders' });
      assert.deepEqual(editsOf(edit, uri).map(({ newText, range }) => [newText, range.start.character]), [['orders', 16]]);
      assert.deepEqual(editsOf(edit, files.uri('parts/net.arch')).map(({ newText, range }) => [newText, range.start.line, range.start.character]), [['orders', 0, 20]]);
    } finally {
      files.remove();
    }
  });

  it('tells the range and the present name before', async () => {
    const uri = await opened('site 센터 { database db }\n');
    const prepared = await client.askAt<{ range: Range; placeholder: string }>('textDocument/prepareRename', uri, client.at(uri, '센터', 1));
    assert.deepEqual(prepared, { range: { start: { line: 0, character: 5 }, end: { line: 0, character: 7 } }, placeholder: '센터' });
  });

  it('refuses what would change a meaning', async () => {
    const text = 'site idc { server web  database db { software mysql } }\nserver probe\nflow probe -> web over tcp/80\nflow probe -> db over mysql\n';
    assert.match(await refusal(text, 'server web', 8, 'db'), /taken/);
    assert.match(await refusal(text, 'server probe', 8, 'web'), /taken/);
    assert.match(await refusal('server a\nsite s { server b\n flow b -> a over tcp/80 }\n', 'server a', 7, 'b'), /taken/);
    for (const name of ['', 'a b', '3com', 'a.b', 'web#2', 'x {', '"x"', '-a', 'a--b', 'a//b']) assert.match(await refusal(text, 'server web', 8, name), /not a name/, name);
  });

  it('refuses names of the library, words that are no names, and text that cannot be read', async () => {
    const text = 'server web { software nginx }\nflow web -> web over http\n';
    for (const [place, shift] of [['server', 1], ['nginx', 1], ['http', 1]] as const) assert.match(await refusal(text, place, shift, 'other'), /standard library/, place);
    assert.match(await refusal(text, 'flow', 1, 'other'), /no name/);
    assert.match(await refusal('server web\nflow web -> \n', 'server web', 8, 'other'), /syntax errors/);
    const changed = await renamed('server web\ndatabase db\nflow db -> \n', 'server web', 8, 'other');
    assert.equal(changed, 'server other\ndatabase db\nflow db -> \n');
  });

  it('takes every word as a name, keywords too', async () => {
    const edits: TextEdit[] = [];
    const uri = await opened('server web\ndatabase db { software mysql }\nflow web -> db over mysql\n');
    for (const name of ['flow', 'link', 'any-thing', 'over', '서버']) {
      const edit = await client.askAt<WorkspaceEdit>('textDocument/rename', uri, client.at(uri, 'server web', 8), { newName: name });
      edits.push(...editsOf(edit, uri));
    }
    assert.equal(edits.length, 10);
  });
});
