/**
 * The command line's preview server: the same page as in the editor, fed over a WebSocket. It listens on 127.0.0.1
 * only, answers nobody without the token of its address, and changes nothing unless whoever started it allowed edits.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { PictureEdit } from '#language/model/edit.js';
import { PreviewSession } from '#language/preview/session.js';
import { text, word } from '#language/messages/word.js';
import type { Choice, Picture } from '#language/protocol/picture.js';
import type { EditHistoryNames } from '#language/protocol/preview.js';
import type { ExportAnswer, ExportRequest, PlaceRequest, SceneAnswer, SceneRequest } from '#language/protocol/server.js';
import { ADDRESS, newToken, pathOf, refusal, type Gate } from './access.js';
import { answer, refused, type Reply } from './page.js';

/** Who draws: `lintel preview` reads files, other callers may hold the text otherwise. */
export interface PictureSource {
  /** What the page shows, as a URI. */
  uri: string;
  scene(request: SceneRequest): Promise<SceneAnswer>;
  /** A picture as a file that only this machine can make; the page keeps it. */
  export?(choice: Choice, format: ExportRequest['format']): Promise<ExportAnswer>;
  /** Where the page may change the text. Undefined where it was changed, else why not, worded. */
  edit?(edit: PictureEdit, picture: Picture): Promise<string | undefined>;
  /** Keeps boxes that were set by hand; says what went wrong. Left out where the page may change nothing. */
  place?(request: PlaceRequest): Promise<string | undefined>;
  /** Takes back what the page changed, or does it again; says what became of it, worded. Left out where the page may change nothing. */
  undo?(again: boolean): Promise<string>;
  undoable?(): EditHistoryNames;
  /** Tells when the picture would come out differently. Returns what ends it. */
  onChange(listener: () => void): () => void;
}

export interface PreviewServer {
  /** With the token: whoever has it may look. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** A page sends choices and clicks, never more than this, in bytes. */
const LARGEST_MESSAGE = 1 << 20;

/** @param options.port 0 takes any that is free; `folder` is where the bundled page files are. */
export async function startPreviewServer(source: PictureSource, options: { port?: number; folder: string }): Promise<PreviewServer> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  await listen(server, options.port ?? 0);
  const gate: Gate = { port: (server.address() as AddressInfo).port, token: newToken() };
  server.on('request', (request: IncomingMessage, response) => {
    void reply(request, gate, options.folder).then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (refusal(request, gate, 'socket') !== undefined || pathOf(request).name !== 'socket') return turnAway(socket);
    sockets.handleUpgrade(request, socket, head, (connection) => serve(connection, source));
  });
  return {
    url: `http://${ADDRESS}:${gate.port}/${gate.token}/`,
    port: gate.port,
    close: () => close(server, sockets),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ADDRESS, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function reply(request: IncomingMessage, gate: Gate, folder: string): Promise<Reply> {
  const reason = refusal(request, gate, 'page');
  if (reason === 'method') return refused(405);
  if (reason !== undefined) return refused(403);
  try {
    return await answer(pathOf(request).name, gate.port, folder);
  } catch {
    return refused(500);
  }
}

function turnAway(socket: Duplex): void {
  socket.on('error', () => { /* the other side is gone already */ });
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** One page, one session. */
function serve(connection: WebSocket, source: PictureSource): void {
  const session = new PreviewSession(source.uri, {
    settings: { canReveal: false, canExport: true, ...(source.edit ? { canEdit: true } : {}), canPlace: source.place !== undefined, ...(source.undo ? { canUndo: true } : {}), makes: source.export ? ['pdf', 'html'] : [] },
    ask: (request) => source.scene(request),
    export: ({ choice }, format) => { if (format === 'pdf' || format === 'html') void give(session, source, choice, format); },
    ...(source.edit ? { edit: (edit: PictureEdit, picture: Picture) => source.edit!(edit, picture) } : {}),
    ...(source.place ? { place: (request) => source.place!(request) } : {}),
    ...(source.undo ? { undo: (again: boolean) => source.undo!(again) } : {}),
    ...(source.undo && source.undoable ? { history: () => source.undoable!() } : {}),
    post: (message) => { if (connection.readyState === connection.OPEN) connection.send(JSON.stringify(message)); },
  });
  const forget = source.onChange(() => {
    session.tellHistory();
    void session.refresh();
  });
  connection.on('message', (data, isBinary) => { if (!isBinary) session.receive(parsed(String(data))); });
  connection.on('close', forget);
  connection.on('error', () => connection.terminate());
}

/** What was asked for, and a word on what it lacks. */
async function give(session: PreviewSession, source: PictureSource, choice: Choice, format: ExportRequest['format']): Promise<void> {
  const { content, missing, problem } = await source.export?.(choice, format) ?? {};
  if (content !== undefined) session.give(format, content);
  if (problem !== undefined) session.note(word(text('export.failed', { reason: problem })));
  else if (missing) session.note(word(text('export.missing', { characters: [...missing].slice(0, 12).join(' ') })));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const connection of sockets.clients) connection.terminate();
  sockets.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => { server.close(() => resolve()); });
}
