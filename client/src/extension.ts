/** The extension: starts the language server, offers the preview, and binds the commands. Everything else knows only its own part. */
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands.js';
import { createLanguageClient } from './language-client.js';
import { markdownExtension, type MarkdownExtension } from './markdown.js';
import { PreviewPanels } from './preview/panels.js';
import { followCursor } from './preview/follow-cursor.js';

let stop: (() => Promise<void>) | undefined;

export async function activate(context: ExtensionContext): Promise<MarkdownExtension> {
  const client = createLanguageClient(context);
  stop = () => client.stop();
  const panels = new PreviewPanels(context.extensionUri, client);
  context.subscriptions.push(panels, followCursor(panels), ...registerCommands(panels, client));
  await client.start();
  return markdownExtension(context.extensionUri);
}

export async function deactivate(): Promise<void> {
  await stop?.();
}
