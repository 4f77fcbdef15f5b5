/**
 * The language server in Node: over standard streams (`--stdio`), a pipe, a socket, or the channel of a parent process,
 * as the arguments say. The one file of the server that knows of Node.
 */
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { fileMaker } from '../export/file-maker.js';
import { History } from '../host/history.js';
import { LayoutThread } from '../host/layout-thread.js';
import { nodeScheduler } from '../host/node-scheduler.js';
import { WorkspaceFiles } from '../host/workspace-files.js';
import { startServer } from './server.js';

const folder = dirname(realpathSync(process.argv[1]!));
const thread = new LayoutThread(folder);

startServer(createConnection(ProposedFeatures.all), {
  files: new WorkspaceFiles(), scheduler: nodeScheduler, history: new History(), maker: fileMaker(folder), layOut: (scene) => thread.layOut(scene),
});
