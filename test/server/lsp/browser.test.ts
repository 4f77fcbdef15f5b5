/**
 * The server as a browser worker runs it: bundled without Node, started where only a worker's globals are, spoken to
 * over messages. The bundle must not reach for anything of Node.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { build } from 'esbuild';
import { createProtocolConnection, type Message, type MessageReader, type MessageWriter } from 'vscode-languageserver-protocol';
import type { CompletionList, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { AbstractMessageReader, AbstractMessageWriter, type DataCallback, type Disposable } from 'vscode-jsonrpc';
import { Client, said } from './support/client.js';
import { PORTAL } from './support/texts.js';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

async function bundle(): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PROJECT, entryPoints: ['server/lsp/browser.ts'], bundle: true, write: false, platform: 'browser', target: 'es2022', format: 'iife', metafile: true, logLevel: 'silent',
  });
  return { code: outputFiles[0]!.text, inputs: Object.keys(metafile.inputs) };
}

class PortReader extends AbstractMessageReader implements MessageReader {
  constructor(private readonly port: MessagePort) { super(); }

  listen(callback: DataCallback): Disposable {
    this.port.on('message', (message: Message) => callback(message));
    return { dispose: () => this.port.close() };
  }
}

class PortWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly port: MessagePort) { super(); }

  write(message: Message): Promise<void> {
    this.port.postMessage(message);
    return Promise.resolve();
  }

  end(): void { this.port.close(); }
}

/** What a dedicated worker has, and nothing of Node. */
function workerScope(port: MessagePort): object {
  const scope: Record<string, unknown> = {
    setTimeout, clearTimeout, queueMicrotask, performance, TextEncoder, TextDecoder, URL, AbortController, console: { error: () => undefined, log: () => undefined, warn: () => undefined },
    postMessage: (message: unknown) => port.postMessage(message),
  };
  scope['self'] = scope;
  scope['addEventListener'] = (type: string, listen: (event: { data: unknown }) => void) => { if (type === 'message') port.on('message', (data) => listen({ data })); };
  port.on('message', (data) => (scope['onmessage'] as ((event: { data: unknown }) => void) | undefined)?.({ data }));
  return scope;
}

describe('language server: in a browser worker', () => {
  let client: Client;
  let inputs: string[];
  before(async () => {
    const bundled = await bundle();
    inputs = bundled.inputs;
    const { port1, port2 } = new MessageChannel();
    runInContext(bundled.code, createContext(workerScope(port1)), { filename: 'language-server.worker.js' });
    const connection = createProtocolConnection(new PortReader(port2), new PortWriter(port2));
    client = new Client(connection, async () => {
      await connection.sendRequest('shutdown');
      connection.dispose();
      port1.close();
      port2.close();
    });
    await client.initialize();
  });
  after(() => client.stop());

  it('holds nothing of Node', () => {
    assert.ok(inputs.length > 100);
    assert.deepEqual(inputs.filter((each) => each.startsWith('node:') || each.includes('server/host/node') || each.includes('lib/node/')), []);
  });

  it('finds, completes, explains, and leads into its embedded library', async () => {
    const uri = 'vscode-vfs://github/someone/plans/portal.arch';
    await client.open(uri, `${PORTAL}flow lb -> dbb over mysql\n`);
    const found = await client.diagnostics(uri);
    assert.ok(found.some((each) => each.code === 'model/unknown-name' && said(each).includes('dbb')));
    const list = await client.askAt<CompletionList>('textDocument/completion', uri, client.at(uri, '-> dbb', 3));
    assert.ok(list.items.some((item) => item.label === 'db'));
    const hover = await client.askAt<Hover>('textDocument/hover', uri, client.at(uri, 'haproxy', 2));
    assert.match((hover.contents as MarkupContent).value, /HAProxy/);
    const [target] = await client.askAt<{ uri: string }[]>('textDocument/definition', uri, client.at(uri, 'haproxy', 2));
    const { text } = await client.ask<{ text: string }>('workspace/textDocumentContent', { uri: target!.uri });
    assert.match(text, /software haproxy/);
  });

  it('reads imports from the files that are open', async () => {
    await client.open('vscode-vfs://github/someone/plans/part.arch', 'server 앞단\n');
    const uri = 'vscode-vfs://github/someone/plans/root.arch';
    await client.open(uri, 'import "part.arch"\ndatabase db { software mysql }\nflow 앞단 -> db over mysql\n');
    assert.ok((await client.diagnostics(uri)).every((each) => each.severity !== 1));
  });
});
