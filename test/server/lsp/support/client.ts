/** A plain client of the language server: the messages that an editor sends, over the server's standard streams. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { Diagnostic, InitializeResult, Position, PublishDiagnosticsParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fromPath } from '#language/model/uri.js';

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));

export const EDITOR = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    definition: { linkSupport: false },
    rename: { prepareSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceFolders: true },
};

interface Waiter {
  uri: string;
  fits: (params: PublishDiagnosticsParams) => boolean;
  resolve: (params: PublishDiagnosticsParams) => void;
}

export class Client {
  readonly logged: string[] = [];
  readonly notified: { method: string; params: unknown }[] = [];
  /** Everything that was published, in order. */
  readonly history: PublishDiagnosticsParams[] = [];
  readonly published = new Map<string, PublishDiagnosticsParams>();
  private waiters: Waiter[] = [];
  private readonly documents = new Map<string, TextDocument>();

  constructor(readonly connection: ProtocolConnection, private readonly end: () => Promise<void>) {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.history.push(params);
      this.waiters = this.waiters.filter((waiter) => {
        if (waiter.uri !== params.uri || !waiter.fits(params)) return true;
        waiter.resolve(params);
        return false;
      });
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => { this.logged.push(message); });
    connection.onNotification('lintel/sceneChanged', (params: unknown) => { this.notified.push({ method: 'lintel/sceneChanged', params }); });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/workspaceFolders', () => null);
    connection.listen();
  }

  async initialize(folder?: string, capabilities: object = EDITOR): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null, rootUri: null, capabilities, workspaceFolders: folder === undefined ? null : [{ uri: fromPath(folder), name: 'folder' }],
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, 'arch', 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'arch', version: 1, text } });
  }

  /** Replaces the first occurrence of some text, as typing does: only the difference is sent. */
  async replace(uri: string, old: string, by: string): Promise<number> {
    const document = this.documents.get(uri)!;
    const start = document.getText().indexOf(old);
    if (start < 0) throw new Error(`no "${old}" in ${uri}`);
    return this.change(uri, [{ range: { start: document.positionAt(start), end: document.positionAt(start + old.length) }, text: by }]);
  }

  async change(uri: string, contentChanges: { range?: TextEdit['range']; text: string }[]): Promise<number> {
    const document = this.documents.get(uri)!;
    const version = document.version + 1;
    this.documents.set(uri, TextDocument.update(document, contentChanges as Parameters<typeof TextDocument.update>[1], version));
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.documents.get(uri)!.getText();
  }

  version(uri: string): number {
    return this.documents.get(uri)!.version;
  }

  /** Position of a `needle`, `shift` characters into it; the n-th occurrence from 0. */
  at(uri: string, needle: string, shift = 0, occurrence = 0): Position {
    const document = this.documents.get(uri)!;
    let offset = -1;
    for (let index = 0; index <= occurrence; index++) offset = document.getText().indexOf(needle, offset + 1);
    if (offset < 0) throw new Error(`no "${needle}" in ${uri}`);
    return document.positionAt(offset + shift);
  }

  /** Diagnostics of the text as it is now; those that came already count if they are of its version. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const version = this.documents.get(uri)?.version;
    return (await this.publishedThat(uri, (params) => version === undefined || params.version === version)).diagnostics;
  }

  publishedThat(uri: string, fits: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    const known = this.published.get(uri);
    if (known && fits(known)) return Promise.resolve(known);
    return new Promise((resolve) => this.waiters.push({ uri, fits, resolve }));
  }

  ask<R>(method: string, params: object): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** About a place in a document. */
  askAt<R>(method: string, uri: string, position: Position, rest: object = {}): Promise<R> {
    return this.ask<R>(method, { textDocument: { uri }, position, ...rest });
  }

  applied(uri: string, edit: WorkspaceEdit): string {
    return TextDocument.applyEdits(this.documents.get(uri)!, editsOf(edit, uri));
  }

  async apply(uri: string, edit: WorkspaceEdit): Promise<number> {
    return this.change(uri, [{ text: this.applied(uri, edit) }]);
  }

  stop(): Promise<void> {
    return this.end();
  }
}

/** The message, plain or marked up. */
export function said({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

export function editsOf(edit: WorkspaceEdit, uri: string): TextEdit[] {
  const versioned = edit.documentChanges?.flatMap((change) => ('textDocument' in change && change.textDocument.uri === uri ? change.edits as TextEdit[] : []));
  return versioned ?? edit.changes?.[uri] ?? [];
}

/** The server as a process of its own, from its sources. */
export function startServer(): Client {
  const server: ChildProcess = spawn(process.execPath, ['--import=tsx', join(PROJECT, 'server/lsp/main.ts'), '--stdio'], { cwd: PROJECT, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(server.stdout!, server.stdin!);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return new Client(connection, async () => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await ended;
    connection.dispose();
  });
}

/** A folder with these files, and what removes it. */
export function folderOf(files: Record<string, string>): { folder: string; uri: (name: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-lsp-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, uri: (name) => fromPath(join(folder, name)), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
