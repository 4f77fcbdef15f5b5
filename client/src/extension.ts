/** The extension: starts the language server, offers the preview, and binds the commands. Everything else knows only its own part. */
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands.js';
import { createLanguageClient } from './language-client.js';
import { PreviewPanels } from './preview/panels.js';
import { followCursor } from './preview/follow-cursor.js';

let stop: (() => Promise<void>) | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const client = createLanguageClient(context);
  stop = () => client.stop();
  const panels = new PreviewPanels(context.extensionUri, client);
  context.subscriptions.push(panels, followCursor(panels), ...registerCommands(panels, client));
  await client.start();
}

export async function deactivate(): Promise<void> {
  await stop?.();
}
