/** What must never happen: a crash, a hang, an error that is sent as a result. */
import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
import { EDITOR, startServer, type Client } from './support/client.js';
import { PORTAL } from './support/texts.js';

const PLACE = { line: 0, character: 0 };
const RANGE = { start: PLACE, end: PLACE };

/** Every request about a document, as [method, what it carries beside the document]. */
const REQUESTS: readonly (readonly [string, object])[] = [
  ['textDocument/hover', { position: PLACE }],
  ['textDocument/completion', { position: PLACE }],
  ['textDocument/definition', { position: PLACE }],
  ['textDocument/references', { position: PLACE, context: { includeDeclaration: true } }],
  ['textDocument/documentHighlight', { position: PLACE }],
  ['textDocument/documentSymbol', {}],
  ['textDocument/foldingRange', {}],
  ['textDocument/selectionRange', { positions: [PLACE] }],
  ['textDocument/semanticTokens/full', {}],
  ['textDocument/semanticTokens/range', { range: RANGE }],
  ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/codeAction', { range: RANGE, context: { diagnostics: [] } }],
  ['textDocument/documentLink', {}],
  ['textDocument/codeLens', {}],
];

const FOREIGN: Record<string, string> = {
  yaml: 'services:\n  web:\n    image: "nginx:1.27"\n    ports: ["80:80"]\n',
  json: '{"a": [1, 2, {"b": "x"}], "c": null}\n'.repeat(40),
  binary: '\u0000\u0001\ufffd\ufffe{}{}"\u0007\n\r\r\n'.repeat(50),
  halves: '\ud800 server \udc00 "\ud83d"\n{{{{\n',
  braces: '{'.repeat(500) + '}'.repeat(300),
  empty: '',
  comment: '/* never closed\nserver web',
  emoji: 'server 🦀 "👩‍💻"\nflow 🦀 -> web\n',
  deep: 'zone z { '.repeat(200) + '}'.repeat(200),
};

describe('language server: whatever it is given', () => {
  let client: Client;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  after(async () => {
    assert.deepEqual(client.logged, []);
    await client.stop();
  });

  const everyRequest = async (uri: string, position = PLACE): Promise<void> => {
    for (const [method, rest] of REQUESTS) {
      const params = 'position' in rest ? { ...rest, position } : rest;
      await client.ask(method, { textDocument: { uri }, ...params });
    }
  };

  it('answers about documents that it never heard of', async () => {
    for (const uri of ['file:///no/such.arch', 'untitled:Untitled-1', 'https://example.org/x.arch', 'lintel-library:/none.arch', 'nonsense', '', 'file:///C%3A/%zz.arch', 'vscode-notebook-cell:/a#b']) {
      await everyRequest(uri);
    }
    assert.equal(await client.ask('workspace/textDocumentContent', { uri: 'lintel-library:/none.arch' }), null);
    assert.equal(await client.ask('workspace/textDocumentContent', { uri: 'file:///etc/passwd' }), null);
  });

  it('takes files of other tools, and places outside the text', async () => {
    for (const [name, text] of Object.entries(FOREIGN)) {
      const uri = `file:///foreign/${name}.arch`;
      await client.open(uri, text);
      await client.diagnostics(uri);
      await everyRequest(uri);
      await everyRequest(uri, { line: 3, character: 5 });
      await everyRequest(uri, { line: 99_999, character: 99_999 });
      await client.close(uri);
    }
  });

  it('takes every beginning of a text, as typing makes them', async () => {
    const uri = 'file:///typing/portal.arch';
    const text = PORTAL.replaceAll('\n', '\r\n');
    await client.open(uri, '');
    for (let length = 1; length <= text.length; length += 7) {
      await client.change(uri, [{ text: text.slice(0, length) }]);
      const lines = text.slice(0, length).split('\r\n');
      const end = { line: lines.length - 1, character: lines.at(-1)!.length };
      await client.askAt('textDocument/completion', uri, end);
      await client.askAt('textDocument/hover', uri, end);
      await client.ask('textDocument/semanticTokens/full', { textDocument: { uri } });
      await client.ask('textDocument/documentSymbol', { textDocument: { uri } });
    }
    await client.change(uri, [{ text }]);
    assert.ok((await client.diagnostics(uri)).every((each) => each.code !== 'model/syntax'));
  });

  it('takes edits letter by letter without falling behind', async () => {
    const uri = 'file:///typing/letters.arch';
    await client.open(uri, PORTAL);
    const start = client.at(uri, 'view whole');
    let place = start;
    for (const letter of 'flow researchers -> db over mysql') {
      await client.change(uri, [{ range: { start: place, end: place }, text: letter }]);
      place = { line: place.line, character: place.character + 1 };
      await client.askAt('textDocument/completion', uri, place);
    }
    await client.change(uri, [{ range: { start: place, end: place }, text: '\n' }]);
    const found = await client.diagnostics(uri);
    assert.ok(found.every((each) => each.code !== 'model/syntax'));
    assert.equal(client.published.get(uri)!.version, client.version(uri));
  });

  it('answers while a large architecture is analysed, and tells only of texts in their order', async () => {
    const uri = 'file:///typing/large.arch';
    const servers = Array.from({ length: 150 }, (_, index) => `  server s${index} { software nginx  ip 10.0.0.${index + 10} }\nflow users -> s${index} over http\n`);
    await client.open(uri, `internet world { users users }\nlink world -- lan\nzone lan { subnet 10.0.0.0/24 }\n${servers.join('')}`);
    const answers: Promise<unknown>[] = [];
    for (let key = 0; key < 40; key++) {
      await (key % 2 === 0 ? client.replace(uri, 'server s0', 'server  s0') : client.replace(uri, 'server  s0', 'server s0'));
      answers.push(client.askAt('textDocument/completion', uri, client.at(uri, 'flow users', 5)));
      answers.push(client.ask('textDocument/semanticTokens/full', { textDocument: { uri } }).catch((error: unknown) => {
        assert.ok(error instanceof ResponseError);
        assert.equal(error.code, LSPErrorCodes.ContentModified);
      }));
    }
    await Promise.all(answers);
    await client.diagnostics(uri);
    const versions = client.history.filter((each) => each.uri === uri).map((each) => each.version!);
    assert.deepEqual(versions, [...versions].sort((a, b) => a - b));
    assert.equal(versions.at(-1), client.version(uri));
    assert.ok(versions.length < 40);
  });

  it('treats two spellings of a drive as one file', async () => {
    await client.open('file:///C:/plans/net.arch', 'server web\nflow web -> db over tcp/1\nserver db\n');
    const found = await client.askAt<{ uri: string }[]>('textDocument/definition', 'file:///c%3A/plans/net.arch', { line: 1, character: 6 });
    assert.deepEqual(found.map((each) => each.uri), ['file:///C:/plans/net.arch']);
  });

  it('answers a cancelled question with the protocol’s error, and goes on', async () => {
    const uri = 'file:///cancel/portal.arch';
    await client.open(uri, PORTAL);
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest<unknown>('textDocument/documentSymbol', { textDocument: { uri } }, source.token).then(() => undefined, (error: unknown) => error);
    source.cancel();
    const error = await answer;
    if (error !== undefined) {
      assert.ok(error instanceof ResponseError);
      assert.equal(error.code, LSPErrorCodes.RequestCancelled);
    }
    assert.ok(Array.isArray(await client.ask('textDocument/documentSymbol', { textDocument: { uri } })));
  });

  it('sends a refusal as an error, never as a result', async () => {
    const uri = 'file:///errors/portal.arch';
    await client.open(uri, PORTAL);
    const refused = client.askAt('textDocument/rename', uri, client.at(uri, 'loadbalancer lb', 2), { newName: 'x' });
    await assert.rejects(refused, (error: unknown) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed && /standard library/.test(error.message));
    await assert.rejects(client.ask('no/such-request', {}), (error: unknown) => error instanceof ResponseError && error.code === -32_601);
  });
});

describe('language server: before an editor says what it can', () => {
  it('offers itself to the plainest client', async () => {
    const client = startServer();
    try {
      const { capabilities } = await client.initialize(undefined, {});
      assert.equal(capabilities.hoverProvider, true);
      assert.equal(capabilities.positionEncoding, 'utf-16');
      await client.open('file:///plain.arch', 'flow a -> b\n');
      assert.ok((await client.diagnostics('file:///plain.arch')).every((each) => each.relatedInformation === undefined));
      assert.equal(EDITOR.workspace.workspaceFolders, true);
    } finally {
      await client.stop();
    }
  });
});
