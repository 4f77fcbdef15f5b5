/** "Export": the picture into a file that the user chooses. What the page cannot make itself, the language server makes. */
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { text, word } from '#language/messages/word.js';
import { isExportAnswer } from '#language/protocol/check-messages.js';
import type { Choice } from '#language/protocol/picture.js';
import type { ExportFormat } from '#language/protocol/preview.js';
import { EXPORT_REQUEST, type ExportAnswer, type ExportRequest } from '#language/protocol/server.js';

export interface ToSave {
  document: Uri;
  client: LanguageClient;
  choice: Choice;
  format: ExportFormat;
  /** As the page made it: text, or base64 of a PNG. */
  content: string | undefined;
}

export async function savePicture(what: ToSave): Promise<void> {
  const { document, format } = what;
  const defaultUri = document.with({ scheme: document.scheme === 'untitled' ? 'file' : document.scheme, path: `${document.path.replace(/\.arch$/i, '')}.${format}` });
  const target = await window.showSaveDialog({ title: word(text('export.pick')), defaultUri, filters: { [format.toUpperCase()]: [format] } });
  if (!target) return;
  try {
    const bytes = await window.withProgress({ location: ProgressLocation.Window, title: word(text('export.making')) }, () => bytesOf(what));
    if (!bytes) return;
    await workspace.fs.writeFile(target, bytes);
    window.setStatusBarMessage(word(text('export.saved', { file: workspace.asRelativePath(target) })), 4_000);
  } catch (thrown) {
    void window.showErrorMessage(word(text('export.failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) })));
  }
}

async function bytesOf({ document, client, choice, format, content }: ToSave): Promise<Uint8Array | undefined> {
  if (format === 'png') return content === undefined ? undefined : Buffer.from(content, 'base64');
  if (format !== 'pdf' && format !== 'html') return content === undefined ? undefined : new TextEncoder().encode(content);
  const request: ExportRequest = { uri: document.toString(), choice, format };
  const answer: unknown = await client.sendRequest<ExportAnswer>(EXPORT_REQUEST, request);
  if (!isExportAnswer(answer)) return undefined;
  if (answer.problem !== undefined) throw new Error(answer.problem);
  if (answer.missing) void window.showWarningMessage(word(text('export.missing', { characters: [...answer.missing].slice(0, 12).join(' ') })));
  return answer.content === undefined ? undefined : Buffer.from(answer.content, 'base64');
}
