/** What an editor asks about a text that stands still. */
import assert from 'node:assert/strict';
import type {
  CompletionList, DocumentHighlight, DocumentLink, DocumentSymbol, FoldingRange, Hover, InitializeResult, Location, LocationLink, MarkupContent, SelectionRange, SemanticTokens,
  SemanticTokensDelta, TextEdit, WorkspaceEdit, WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EDITOR, startServer, type Client } from './support/client.js';
import { PORTAL } from './support/texts.js';

describe('language server: features', () => {
  const uri = 'file:///plans/portal.arch';
  let client: Client;
  let offer: InitializeResult;
  before(async () => {
    client = startServer();
    offer = await client.initialize();
    await client.open(uri, PORTAL);
  });
  after(() => client.stop());

  const hovered = async (needle: string, shift = 1, occurrence = 0): Promise<string> => {
    const hover = await client.askAt<Hover | null>('textDocument/hover', uri, client.at(uri, needle, shift, occurrence));
    return hover ? (hover.contents as MarkupContent).value : '';
  };
  const textAt = (location: Location): string => {
    const document = TextDocument.create(location.uri, 'arch', 1, client.text(location.uri));
    return document.getText(location.range);
  };

  describe('hover', () => {
    it('tells of kinds and software what the library says', async () => {
      const kind = await hovered('loadbalancer lb');
      assert.match(kind, /\*\*.*loadbalancer/);
      assert.match(kind, /Role: balancer/);
      const software = await hovered('haproxy');
      assert.match(software, /HAProxy/);
      assert.match(software, /Vendor|Licence/);
      assert.match(await hovered('over mysql', 6), /tcp\/3306/);
    });

    it('tells of elements label, kind, role, addresses, group, and their comment', async () => {
      const said = await hovered('lb "부하', 1);
      assert.match(said, /부하 분산/);
      assert.match(said, /Takes requests\nand deals them out\./);
      assert.match(said, /Role: balancer|Roles: .*balancer/);
      assert.match(said, /10\.0\.1\.11 and 10\.0\.1\.12/);
      assert.match(said, /Virtual address: 10\.0\.1\.10/);
      assert.match(said, /Active-standby/);
      assert.match(said, /\(https:\/\/example\.org\/lb\)/);
      assert.match(said, /OSI layer: \d/);
      assert.match(said, /loadbalancer lb "부하 분산" count 2 active-standby/);
    });

    it('tells of a flow whether it is carried, of a place its subnet, of a protocol its port', async () => {
      assert.match(await hovered('as portal', 4), /Flow from .*임상연구자.* to .*부하 분산/);
      assert.match(await hovered('as portal', 4), /arried/);
      assert.match(await hovered('zone data', 6), /Subnet: 10\.0\.3\.0\/24/);
      assert.match(await hovered('over https as', 6), /tcp\/443/);
    });

    it('tells the OSI layer beside the TCP/IP layer of kinds, software, protocols and what they are used for', async () => {
      const other = 'file:///plans/layers.arch';
      await client.open(other, 'l4switch s { ip 10.0.0.1 software haproxy }\nloadbalancer t { layer 4 }\nhub h\nl3switch c\npc p { ip 10.0.0.2 }\nlink p -- s\nflow p -> s over telnet\nflow p -> s over iscsi\nflow p -> s over mysql\n');
      const said = async (text: string, offset = 0): Promise<string> => {
        const hover = await client.askAt<Hover>('textDocument/hover', other, client.at(other, text, offset));
        return /OSI layer: .*/.exec((hover.contents as MarkupContent).value)?.[0] ?? '';
      };
      assert.deepEqual([
        await said('l4switch'), await said('haproxy'), await said('s {'), await said('t {'), await said('hub'), await said('l3switch'), await said('telnet'), await said('iscsi'), await said('mysql'),
      ], [
        'OSI layer: 4, transport (in TCP/IP the transport layer)', 'OSI layer: 7, application (in TCP/IP the application layer)', 'OSI layer: 4, transport (in TCP/IP the transport layer)',
        'OSI layer: 4, transport (in TCP/IP the transport layer)', 'OSI layer: 1, physical (in TCP/IP the link layer)', 'OSI layer: 3, network (in TCP/IP the internet layer)',
        'OSI layer: 7, application (in TCP/IP the application layer)', 'OSI layer: 5, session (in TCP/IP the application layer)', 'OSI layer: 7, application (in TCP/IP the application layer)',
      ]);
    });

    it('shows the declaration without its block, strings whole', async () => {
      assert.match(await hovered('researchers "', 2), /```arch\nusers researchers "임상연구자"\n```/);
      const other = 'file:///plans/heads.arch';
      await client.open(other, 'zone z { server web "a { b } // c" count 2 { ip from 10.0.0.1 } server x server y } // rest\nkind shop extends site { attribute size number } // why\n');
      const head = async (line: number, character: number): Promise<string | undefined> => {
        const hover = await client.askAt<Hover>('textDocument/hover', other, { line, character });
        return /```arch\n(.*)\n```/.exec((hover.contents as MarkupContent).value)?.[1];
      };
      assert.equal(await head(0, 17), 'server web "a { b } // c" count 2');
      assert.equal(await head(0, 5), 'zone z');
      assert.equal(await head(0, client.at(other, 'server x', 7).character), 'server x');
      assert.equal(await head(0, client.at(other, 'server y', 7).character), 'server y');
      assert.equal(await head(1, 6), 'kind shop extends site');
      assert.equal(await head(1, 37), 'attribute size number');
    });

    describe('of redundancy', () => {
      const plan = 'file:///plans/reserve.arch';
      const said = async (needle: string, shift = 0): Promise<string> => {
        // Figures come in their own time: a hover that is too early says so.
        for (;;) {
          const hover = await client.askAt<Hover | null>('textDocument/hover', plan, client.at(plan, needle, shift));
          const value = hover ? (hover.contents as MarkupContent).value : '';
          if (!value.includes('is being computed')) return value;
        }
      };
      before(() => client.open(plan, `internet world { users shoppers "손님" }
loadbalancer lb
server web count 2
database db { software mysql mtbf 8760h mttr 4h }
server old
group pair "짝" active-standby { members db, old failover automatic within 30s }
link world -- lb
flow shoppers -> lb over https as shop "가게"
flow lb -> web over http
flow web -> db over mysql
flow shoppers -> old over https
expect availability of shop >= 99.999%
`));

      it('tells of a service availability, time out, target, single points and assumptions, at its name, arrow and label', async () => {
        for (const [needle, shift] of [['as shop', 4], ['-> lb over', 0], ['"가게"', 1], ['of shop', 4]] as const) {
          const text = await said(needle, shift);
          assert.match(text, /Availability 99\.9\d+% \\\(3 nines\\\): out \d h \d+ min a year/, needle);
          assert.match(text, /Asked for: 99\.999%, which allows 5 min 15 s a year: missed by/);
          assert.match(text, /3 single points of failure: lb, db, and world -- lb/);
          assert.match(text, /Assumed:\n\n- .*library's figures for Load balancer/);
        }
        assert.doesNotMatch(await said('flow lb', 1), /Availability/);
        assert.match(await said('-> old', 0), /1 single point of failure: old/);
      });

      it('tells of an element or link what stops with it, and what goes on without reserve', async () => {
        assert.match(await said('database db', 10), /If it fails, shop stops/);
        assert.match(await said('link world', 12), /If it fails, .*shop.* stop/);
        assert.match(await said('server old', 8), /If it fails, shoppers -\\> old stops/);
        assert.match(await said('web count', 1), /If all its members fail, shop stops/);
        assert.match(await said('web count', 1), /Survives the loss of any 1 of its 2 members/);
        assert.doesNotMatch(await said('users shoppers', 8), /If it fails/);
      });

      it('tells of a group what it can spare and how long handing over takes', async () => {
        assert.match(await said('group pair', 7), /Survives the loss of any 1 of its 2 members\n- Another takes over within 30 s/);
      });
    });

    it('says nothing where there is nothing', async () => {
      assert.equal(await hovered('count 2', 2), '');
      assert.equal(await hovered('// The world', 4), '');
    });

    it('tells of the rule that a comment silences', async () => {
      const other = 'file:///plans/ignored.arch';
      await client.open(other, '// lintel-ignore model/unused: kept for later\nkind postbox extends service { }\n');
      const hover = await client.askAt<Hover>('textDocument/hover', other, { line: 0, character: 20 });
      assert.match((hover.contents as MarkupContent).value, /^Rule model\/unused: \S/);
      assert.deepEqual(hover.range, { start: { line: 0, character: 17 }, end: { line: 0, character: 29 } });
      assert.equal(await client.askAt<Hover | null>('textDocument/hover', other, { line: 0, character: 35 }), null);
    });

    it('shows labels as they are, not as markup', async () => {
      const other = 'file:///plans/markup.arch';
      await client.open(other, 'server web "[x](command:evil) <b>*bold*</b>" { owner "[a](b)" }\n');
      const hover = await client.askAt<Hover>('textDocument/hover', other, { line: 0, character: 8 });
      const facts = (hover.contents as MarkupContent).value.replace(/```[\s\S]*?```/g, '');
      assert.doesNotMatch(facts, /(?<!\\)[[\]<>*]+(?=[xab(]|command)/);
      assert.match(facts, /\\\[x\\\]\\\(command:evil\\\)/);
    });
  });

  describe('definition', () => {
    const targets = async (needle: string, shift: number): Promise<Location[]> => (await client.askAt<Location[] | null>('textDocument/definition', uri, client.at(uri, needle, shift))) ?? [];

    it('leads to the name in the declaration, also from inside a qualified or Korean context', async () => {
      const [location, ...others] = await targets('-> lb over https as', 4);
      assert.equal(others.length, 0);
      assert.deepEqual(location!.range.start, client.at(uri, 'lb "부하'));
      assert.equal(textAt(location!), 'lb');
    });

    it('leads into the standard library, which the server itself serves', async () => {
      for (const [needle, shift, line] of [['haproxy', 2, /software haproxy/], ['database db', 2, /kind database/], ['over mysql', 7, /software mysql/]] as const) {
        const [location] = await targets(needle, shift);
        assert.match(location!.uri, /^lintel-library:/);
        const { text } = await client.ask<{ text: string }>('workspace/textDocumentContent', { uri: location!.uri });
        const written = text.split('\n')[location!.range.start.line]!;
        assert.match(written, line);
        assert.match(written.slice(location!.range.start.character, location!.range.end.character), /^(haproxy|database|mysql)$/);
      }
    });

    it('goes on inside the library', async () => {
      const [location] = await targets('haproxy', 2);
      const { text } = await client.ask<{ text: string }>('workspace/textDocumentContent', { uri: location!.uri });
      await client.open(location!.uri, text);
      const [kind] = await client.askAt<Location[]>('textDocument/definition', location!.uri, client.at(location!.uri, 'is loadbalancer', 4));
      assert.match(kind!.uri, /^lintel-library:/);
      const hover = await client.askAt<Hover>('textDocument/hover', location!.uri, client.at(location!.uri, 'software haproxy', 10));
      assert.match((hover.contents as MarkupContent).value, /HAProxy/);
      const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: location!.uri } });
      assert.ok(symbols.some((symbol) => symbol.name === 'haproxy'));
      await client.close(location!.uri);
    });

  });

  describe('for an editor that can more', () => {
    const able = {
      ...EDITOR, workspace: { workspaceEdit: { documentChanges: true } },
      textDocument: { ...EDITOR.textDocument, definition: { linkSupport: true }, completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } } },
    };
    let other: Client;
    before(async () => {
      other = startServer();
      await other.initialize(undefined, able);
      await other.open(uri, PORTAL);
    });
    after(() => other.stop());

    it('a definition has the whole range of the name, to be underlined', async () => {
      const [link] = await other.askAt<LocationLink[]>('textDocument/definition', uri, other.at(uri, 'flow researchers', 7));
      assert.deepEqual(link!.originSelectionRange, { start: other.at(uri, 'flow researchers', 5), end: other.at(uri, 'flow researchers', 16) });
    });

    it('edits name the version that they were made for', async () => {
      const edit = await other.askAt<WorkspaceEdit>('textDocument/rename', uri, other.at(uri, 'database db', 9), { newName: 'orders' });
      assert.equal(edit.changes, undefined);
      assert.deepEqual(edit.documentChanges!.map((change) => ('textDocument' in change ? change.textDocument : change)), [{ uri, version: 1 }]);
      assert.equal(other.applied(uri, edit), PORTAL.replaceAll(/\bdb\b/g, 'orders'));
    });

    it('completion tells what it inserts and what it replaces', async () => {
      const list = await other.askAt<CompletionList>('textDocument/completion', uri, other.at(uri, '-> lb over https as', 4));
      const { textEdit } = list.items.find((item) => item.label === 'lb')!;
      assert.ok(textEdit && 'insert' in textEdit);
      assert.equal(textEdit.insert.end.character, textEdit.insert.start.character + 1);
      assert.equal(textEdit.replace.end.character, textEdit.insert.start.character + 2);
    });
  });

  describe('references', () => {
    it('are every use, with the declaration or without', async () => {
      const place = client.at(uri, 'database db', 9);
      const all = await client.askAt<Location[]>('textDocument/references', uri, place, { context: { includeDeclaration: true } });
      assert.equal(all.length, 2);
      assert.ok(all.every((location) => textAt(location) === 'db'));
      assert.equal((await client.askAt<Location[]>('textDocument/references', uri, place, { context: { includeDeclaration: false } })).length, 1);
      const world = await client.askAt<Location[]>('textDocument/references', uri, client.at(uri, 'internet world', 10), { context: { includeDeclaration: true } });
      assert.equal(world.length, [...PORTAL.matchAll(/\bworld\b(?! outside)/g)].length);
    });

    it('light up in the file', async () => {
      const found = await client.askAt<DocumentHighlight[]>('textDocument/documentHighlight', uri, client.at(uri, '-> lb over https as', 4));
      assert.equal(found.length, [...PORTAL.matchAll(/(?<![/\w])lb\b/g)].length);
      assert.equal(found.filter((each) => each.kind === 3).length, 1);
    });
  });

  describe('the shape of a file', () => {
    it('is an outline that nests as the text does', async () => {
      const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
      const names = (list: readonly DocumentSymbol[]): unknown[] => list.map((each) => (each.children?.length ? [each.name, names(each.children)] : each.name));
      assert.deepEqual(names(symbols), [
        'Portal', ['world', ['researchers']], ['idc', [['dmz', ['lb']], ['data', ['db']]]], 'edge', 'world -- edge -- dmz', 'portal', 'lb -> db over mysql', 'whole',
      ]);
      const check = (list: readonly DocumentSymbol[]): void => {
        for (const { range, selectionRange, children } of list) {
          const inside = (a: typeof range, b: typeof range): boolean => (a.start.line > b.start.line || (a.start.line === b.start.line && a.start.character >= b.start.character))
            && (a.end.line < b.end.line || (a.end.line === b.end.line && a.end.character <= b.end.character));
          assert.ok(inside(selectionRange, range));
          for (const child of children ?? []) assert.ok(inside(child.range, range));
          check(children ?? []);
        }
      };
      check(symbols);
    });

    it('is found by name over all files', async () => {
      const found = await client.ask<WorkspaceSymbol[]>('workspace/symbol', { query: '연구자' });
      assert.deepEqual(found.map(({ name, containerName }) => [name, containerName]), [['researchers', 'world']]);
    });

    it('folds blocks, comments and nothing else', async () => {
      const folds = await client.ask<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri } });
      const line = (needle: string): number => client.at(uri, needle).line;
      assert.ok(folds.some((fold) => fold.startLine === line('site idc') && fold.endLine === line('firewall edge') - 2));
      assert.ok(folds.some((fold) => fold.startLine === line('// The world') && fold.kind === 'comment'));
      assert.ok(folds.some((fold) => fold.startLine === line('/** Takes') && fold.kind === 'comment'));
      assert.ok(folds.every((fold) => fold.endLine > fold.startLine));
      assert.equal(folds.length, 6);
    });

    it('widens a selection step by step', async () => {
      const [selection] = await client.ask<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri }, positions: [client.at(uri, 'mysql  ip', 2)] });
      const document = TextDocument.create(uri, 'arch', 1, PORTAL);
      const texts: string[] = [];
      for (let each: SelectionRange | undefined = selection; each; each = each.parent) texts.push(document.getText(each.range));
      assert.equal(texts[0], 'mysql');
      assert.ok(texts.includes('software mysql'));
      assert.ok(texts.includes('database db { software mysql  ip 10.0.3.11 }'));
      assert.equal(texts.at(-1), PORTAL);
    });

    it('has links to pages', async () => {
      const links = await client.ask<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
      assert.deepEqual(links.map((link) => link.target), ['https://example.org/lb']);
    });
  });

  describe('colours', () => {
    interface Token { text: string; type: string; modifiers: string[] }
    function decoded({ data }: SemanticTokens, source: string): Token[] {
      const { tokenTypes, tokenModifiers } = (offer.capabilities.semanticTokensProvider as { legend: { tokenTypes: string[]; tokenModifiers: string[] } }).legend;
      const lines = source.split('\n');
      const tokens: Token[] = [];
      let [line, character] = [0, 0];
      for (let index = 0; index < data.length; index += 5) {
        const [down, across, length, type, bits] = data.slice(index, index + 5) as [number, number, number, number, number];
        character = down === 0 ? character + across : across;
        line += down;
        tokens.push({ text: lines[line]!.slice(character, character + length), type: tokenTypes[type]!, modifiers: tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0) });
      }
      return tokens;
    }

    it('follow what names mean', async () => {
      const tokens = decoded(await client.ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } }), PORTAL);
      const of = (text: string): Token => tokens.find((token) => token.text === text)!;
      assert.deepEqual(of('loadbalancer'), { text: 'loadbalancer', type: 'type', modifiers: ['defaultLibrary'] });
      assert.equal(of('haproxy').type, 'class');
      assert.equal(of('idc').type, 'namespace');
      assert.deepEqual(of('lb').modifiers, ['declaration']);
      assert.equal(of('flow').type, 'keyword');
      assert.equal(of('10.0.1.0/24').type, 'number');
    });

    it('of some lines are those of the whole', async () => {
      const range = { start: { line: 8, character: 0 }, end: { line: 12, character: 0 } };
      const part = decoded(await client.ask<SemanticTokens>('textDocument/semanticTokens/range', { textDocument: { uri }, range }), PORTAL);
      assert.deepEqual(part.map((token) => token.text), ['zone', 'dmz', 'subnet', '10.0.1.0/24', 'loadbalancer', 'lb', 'count', '2', 'active-standby']);
    });

    it('are told as differences after an edit', async () => {
      const other = 'file:///plans/colours.arch';
      await client.open(other, 'server web\nserver app\nflow web -> app over tcp/80\n');
      const first = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: other } });
      await client.replace(other, 'server app', 'database app');
      const delta = await client.ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument: { uri: other }, previousResultId: first.resultId });
      const data = [...first.data];
      for (const edit of [...delta.edits].reverse()) data.splice(edit.start, edit.deleteCount, ...edit.data ?? []);
      const whole = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: other } });
      assert.deepEqual(data, whole.data);
      assert.ok(delta.edits.flatMap((edit) => edit.data ?? []).length < whole.data.length);
    });
  });

  describe('formatting', () => {
    const untidy = 'server   web{software nginx}\r\nzone lan {\r\n      server app\r\n}\r\n';

    it('changes white space alone, and once', async () => {
      const other = 'file:///plans/untidy.arch';
      await client.open(other, untidy);
      const options = { tabSize: 2, insertSpaces: true };
      const edits = await client.ask<TextEdit[]>('textDocument/formatting', { textDocument: { uri: other }, options });
      const formatted = TextDocument.applyEdits(TextDocument.create(other, 'arch', 1, untidy), edits);
      assert.equal(formatted, 'server web { software nginx }\r\nzone lan {\r\n  server app\r\n}\r\n');
      const lines = await client.ask<TextEdit[]>('textDocument/rangeFormatting', { textDocument: { uri: other }, options, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } } });
      assert.equal(TextDocument.applyEdits(TextDocument.create(other, 'arch', 1, untidy), lines), untidy.replace('      server app', '  server app'));
      await client.change(other, [{ text: formatted }]);
      assert.deepEqual(await client.ask<TextEdit[]>('textDocument/formatting', { textDocument: { uri: other }, options }), []);
    });

    it('keeps off text that cannot be read', async () => {
      const other = 'file:///plans/broken.arch';
      await client.open(other, 'server   web {\nflow -> \n');
      assert.deepEqual(await client.ask<TextEdit[]>('textDocument/formatting', { textDocument: { uri: other }, options: { tabSize: 2, insertSpaces: true } }), []);
    });
  });
});
