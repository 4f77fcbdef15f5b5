/**
 * `npm run bench:editor`: how long an editor's user waits. The real language server, as it is shipped, is opened on
 * architectures of three sizes and edited in the middle; beside each figure stands a bare parse of the same text, in
 * the same process and minute, because machines differ and ratios do not. Times are medians, in milliseconds.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { archServices } from '#language/syntax/services.js';
import { generateModel } from './generate-model.js';
import { median } from './median.js';

/** Other sizes may be given: `npm run bench:editor -- 500`. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [50, 500, 2000];
/** Each size is opened and edited so often. */
const ROUNDS = 5;
const SERVER = fileURLToPath(new URL('../../dist/language-server.cjs', import.meta.url));

interface Row {
  elements: number;
  kilobytes: number;
  parse: number;
  open: number;
  edit: number;
}

async function main(): Promise<void> {
  if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: run “npm run build” first`);
  const rows: Row[] = [];
  for (const elements of SIZES) rows.push(await measure(elements, generateModel(elements)));
  print(rows);
}

async function measure(elements: number, text: string): Promise<Row> {
  const editor = await Editor.start();
  const [opens, edits, parses]: number[][] = [[], [], []];
  // The first round of each warms the machine's caches and the compiler; it does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    parses!.push(timed(() => archServices().parser.LangiumParser.parse(text)));
    const uri = `file:///bench/${elements}/${round}.arch`;
    opens!.push(await editor.open(uri, text));
    edits!.push(await editor.edit(uri, text, round));
    await editor.close(uri);
  }
  await editor.stop();
  return { elements, kilobytes: Buffer.byteLength(text) / 1000, parse: median(parses!.slice(1)), open: median(opens!.slice(1)), edit: median(edits!.slice(1)) };
}

class Editor {
  private waiting: { uri: string; version: number; told: () => void } | undefined;

  private constructor(private readonly connection: ProtocolConnection, private readonly ended: Promise<unknown>) {
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }: { uri: string; version?: number }) => {
      if (this.waiting?.uri === uri && this.waiting.version === version) this.waiting.told();
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/workspaceFolders', () => null);
    connection.listen();
  }

  static async start(): Promise<Editor> {
    const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => { server.once('exit', resolve); });
    const editor = new Editor(createProtocolConnection(server.stdout, server.stdin), ended);
    const capabilities = { textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } } };
    await editor.connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders: null, capabilities });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  open(uri: string, text: string): Promise<number> {
    return this.untilDiagnosed(uri, 1, 'textDocument/didOpen', { textDocument: { uri, languageId: 'arch', version: 1, text } });
  }

  /** One fact in the middle of the text becomes another: the number of a host. */
  edit(uri: string, text: string, round: number): Promise<number> {
    const { line, character } = middleAddress(text);
    const range = { start: { line, character }, end: { line, character: character + 1 } };
    return this.untilDiagnosed(uri, 2, 'textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: String(4 + (round % 5)) }] });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await this.ended;
    this.connection.dispose();
  }

  private async untilDiagnosed(uri: string, version: number, method: string, params: object): Promise<number> {
    const start = performance.now();
    const told = new Promise<void>((resolve) => { this.waiting = { uri, version, told: resolve }; });
    await this.connection.sendNotification(method, params);
    await told;
    return performance.now() - start;
  }
}

/** The last digit of the address of a database, the nearest to the middle. */
function middleAddress(text: string): { line: number; character: number } {
  const lines = text.split('\n');
  const found = lines.flatMap((content, line) => {
    const match = /database db\d \{ software mysql {2}ip [\d.]*\d/.exec(content);
    return match ? [{ line, character: match.index + match[0].length - 1 }] : [];
  });
  return found[Math.floor(found.length / 2)]!;
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function print(rows: readonly Row[]): void {
  const cells = rows.map(({ elements, kilobytes, parse, open, edit }) => [
    String(elements), kilobytes.toFixed(1), parse.toFixed(1), open.toFixed(1), `${(open / parse).toFixed(1)} ×`, edit.toFixed(1), `${(edit / parse).toFixed(1)} ×`,
  ]);
  const table = [['elements', 'kB', 'bare parse', 'open → diagnostics', 'of parse', 'edit → diagnostics', 'of parse'], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  console.log(table.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join('   ')).join('\n'));
  console.log(`milliseconds, medians of ${ROUNDS}; the server waits for a pause in typing before it analyses`);
}

await main();
