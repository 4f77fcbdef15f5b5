/** Completion at many places of a text. `$0` stands for the cursor. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EDITOR, startServer, type Client } from './support/client.js';

const WORLD = `internet world { users shoppers "손님" }
zone lan {
  loadbalancer lb
  server web count 2
  database db "주문 DB" { software mysql }
}
vlan guests 10
link world -- lan as uplink
flow shoppers -> lb over https as shop
`;

describe('language server: completion', () => {
  let client: Client;
  let number = 0;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  after(() => client.stop());

  async function at(text: string, of = client): Promise<{ items: CompletionItem[]; uri: string }> {
    const uri = `file:///completion/${++number}.arch`;
    const source = WORLD + text;
    const offset = source.indexOf('$0');
    const whole = source.replace('$0', '');
    await of.open(uri, whole);
    const position = TextDocument.create(uri, 'arch', 1, whole).positionAt(offset);
    const list = await of.askAt<CompletionList>('textDocument/completion', uri, position);
    return { items: list.items, uri };
  }
  const labels = async (text: string): Promise<string[]> => (await at(text)).items.map((item) => item.label);

  const PLACES: readonly { where: string; text: string; offered: string[]; never?: string[] }[] = [
    { where: 'at the start of a line: kinds and statements', text: '$0\n', offered: ['server', 'database', 'flow', 'link', 'group', 'view', 'expect', 'scenario', 'import'], never: ['lb'] },
    { where: 'in the middle of a first word', text: 'ser$0\n', offered: ['server'] },
    { where: 'in an element: attributes, statements, kinds', text: 'server app {\n  $0\n}\n', offered: ['software', 'ip', 'gateway', 'port', 'mtbf', 'inbound'], never: ['variant', 'scenario'] },
    { where: 'after software: products', text: 'server app { software $0 }\n', offered: ['nginx', 'haproxy', 'mysql', 'tomcat'], never: ['server', 'flow'] },
    { where: 'at the start of a flow: names', text: 'flow $0\n', offered: ['shoppers', 'lb', 'web', 'db', 'world', 'lan'], never: ['server', 'mysql'] },
    { where: 'at the end of a flow: names', text: 'flow web -> $0\n', offered: ['db', 'lb'], never: ['database'] },
    { where: 'after over: ports by name', text: 'flow web -> db over $0\n', offered: ['https', 'ssh', 'tcp/3306', 'icmp'], never: ['lb'] },
    { where: 'after the port: what a flow may add', text: 'flow web -> db over mysql $0\n', offered: ['as', 'writes', 'optional', 'timeout', 'async'] },
    { where: 'in a link: names', text: 'link lb -- $0\n', offered: ['web', 'db', 'lan'] },
    { where: 'in a group: members', text: 'group pair active-active { members $0 }\n', offered: ['web', 'db', 'lb'], never: ['members'] },
    { where: 'after a group: modes', text: 'group pair $0\n', offered: ['active-active', 'active-standby', 'quorum'] },
    { where: 'behind a dot: what is inside', text: 'flow web -> lan.$0\n', offered: ['db', 'lb', 'web'], never: ['world', 'shoppers'] },
    { where: 'after expect: standards and names', text: 'expect $0\n', offered: ['no', 'every', 'availability', 'world'] },
    { where: 'after cannot: reach', text: 'expect world cannot $0\n', offered: ['reach'], never: ['server'] },
    { where: 'after a figure: its subject', text: 'expect availability of $0\n', offered: ['shop', 'db', 'every'] },
    { where: 'in a scenario: loads and events', text: 'scenario "x" {\n  $0\n}\n', offered: ['load', 'at', 'expect'], never: ['server'] },
    { where: 'at an event: actions', text: 'scenario "x" { at 10m $0 }\n', offered: ['fail', 'recover', 'cut'] },
    { where: 'at its target: names', text: 'scenario "x" { at 10m fail $0 }\n', offered: ['db', 'lb'] },
    { where: 'in a view', text: 'view v { $0 }\n', offered: ['show', 'collapse', 'hide', 'direction'] },
    { where: 'in a kind', text: 'kind broker extends $0\n', offered: ['service', 'server'] },
    { where: 'in a rule', text: 'firewall edge { allow world -> $0 }\n', offered: ['lb', 'db', 'any'] },
    { where: 'in a VLAN setting', text: 'l2switch sw\nlink web -- sw access $0\n', offered: ['guests'] },
    { where: 'in a Korean text', text: 'server 앞단\nflow 앞$0\n', offered: ['앞단'] },
    { where: 'before the rest of a broken text', text: 'flow web -> $0\nserver {{{\nflow ->\n', offered: ['db', 'lb'] },
  ];
  for (const { where, text, offered, never } of PLACES) {
    it(where, async () => {
      const found = await labels(text);
      assert.deepEqual(offered.filter((each) => !found.includes(each)), [], found.slice(0, 60).join(' '));
      assert.deepEqual((never ?? []).filter((each) => found.includes(each)), []);
    });
  }

  it('proposes nothing in comments and strings', async () => {
    assert.deepEqual(await labels('// flow $0\n'), []);
    assert.deepEqual(await labels('server x "fl$0ow"\n'), []);
  });

  it('replaces what is typed already, and shows label and kind of a name', async () => {
    const { items } = await at('flow web -> d$0\n');
    const db = items.find((item) => item.label === 'db')!;
    assert.match(db.detail ?? '', /주문 DB/);
    assert.ok('range' in db.textEdit!);
    assert.deepEqual(db.textEdit.range.end.character - db.textEdit.range.start.character, 1);
    assert.equal(db.textEdit.newText, 'db');
    const sorted = [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.deepEqual(items, sorted);
  });

  it('offers what the variant around the place holds', async () => {
    const variants = 'variant one { server alpha }\nvariant two { server beta\n  flow alpha -> be$0\n}\n';
    const labels = (await at(variants)).items.map((item) => item.label);
    assert.ok(labels.includes('beta') && !labels.includes('alpha'));
  });

  it('applied, leaves sound text', async () => {
    for (const [text, label] of [['flow web -> $0 over tcp/80\n', 'db'], ['$0 app\n', 'server'], ['server app { software $0 }\n', 'nginx'], ['flow web -> db over $0\n', 'tcp/3306']] as const) {
      const { items, uri } = await at(text);
      const edit = items.find((item) => item.label === label && item.insertTextFormat !== 2)?.textEdit;
      assert.ok(edit && 'range' in edit, label);
      await client.change(uri, [{ range: edit.range, text: edit.newText }]);
      assert.deepEqual((await client.diagnostics(uri)).filter((each) => /^model\/(syntax|unknown)/.test(String(each.code))).map((each) => each.message), []);
    }
  });

  describe('for an editor without snippets', () => {
    let plain: Client;
    before(async () => {
      plain = startServer();
      await plain.initialize(undefined, { ...EDITOR, textDocument: { ...EDITOR.textDocument, completion: {} } });
    });
    after(() => plain.stop());

    it('has no placeholders', async () => {
      for (const text of ['$0\n', 'server app {\n  $0\n}\n', 'scenario "x" { $0 }\n']) {
        const { items } = await at(text, plain);
        assert.ok(items.length > 10);
        for (const { textEdit, insertTextFormat, label } of items) {
          assert.equal(insertTextFormat, undefined, label);
          assert.doesNotMatch(textEdit!.newText, /\$\{?\d/, label);
        }
      }
    });
  });
});
