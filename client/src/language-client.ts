/**
 * The language server as the extension runs it: the bundled module, in a process of the extension host's own Node. What
 * `node` may be on the PATH plays no part, and the same holds in a remote window.
 */
import { Uri, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

export function createLanguageClient(context: ExtensionContext): LanguageClient {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'language-server.cjs').fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6011'] } },
  };
  const watcher = workspace.createFileSystemWatcher('**/*.arch');
  context.subscriptions.push(watcher);
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'arch' }],
    synchronize: { fileEvents: watcher },
    // What a lens may ask of this editor beyond the protocol.
    initializationOptions: { playsScenarios: true, opensPictures: true },
  };
  return new LanguageClient('lintel', 'Lintel', server, options);
}
