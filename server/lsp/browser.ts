/**
 * The language server in a browser's worker: it talks to the page that started it, and knows the files that are open
 * there. Imports lead to other open files.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import type { Cancel, Scheduler } from '../host/scheduler.js';
import type { WorkspaceFiles } from './host.js';
import { startServer } from './server.js';

/** The worker's own globals; the rest of the server sees none of them. */
interface WorkerScope {
  setTimeout(run: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
  performance: { now(): number };
}

const scope = globalThis as unknown as WorkerScope;

function after(milliseconds: number, run: () => void): Cancel {
  const timer = scope.setTimeout(run, milliseconds);
  return () => scope.clearTimeout(timer);
}

const scheduler: Scheduler = { after, soon: (run) => after(0, run), now: () => scope.performance.now() };

const files: WorkspaceFiles = {
  read: () => undefined,
  inWorkspace: () => true,
  list: () => [],
  setFolders: () => undefined,
  admit: () => undefined,
  refresh: () => undefined,
};

type Port = ConstructorParameters<typeof BrowserMessageReader>[0];
const port = globalThis as unknown as Port;
startServer(createConnection(ProposedFeatures.all, new BrowserMessageReader(port), new BrowserMessageWriter(port)), { files, scheduler });
