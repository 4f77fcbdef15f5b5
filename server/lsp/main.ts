/**
 * The language server in Node: over standard streams (`--stdio`), a pipe, a socket, or the channel of a parent process,
 * as the arguments say. The one file of the server that knows of Node.
 */
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { fileMaker } from '../export/file-maker.js';
import { History } from '../host/history.js';
import { WorkspaceFiles } from '../host/workspace-files.js';
import type { Scheduler } from './host.js';
import { startServer } from './server.js';

const scheduler: Scheduler = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  soon(run) {
    const timer = setImmediate(run);
    return () => clearImmediate(timer);
  },
  now: () => performance.now(),
};

startServer(createConnection(ProposedFeatures.all), { files: new WorkspaceFiles(), scheduler, history: new History(), maker: fileMaker(dirname(realpathSync(process.argv[1]!))) });
