/** Waiting for what VS Code does in its own time, and finding places in texts. */
import { Position, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';

/** Polls until `ask` gives something, and fails with what was waited for. */
export async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, milliseconds = 30_000): Promise<NonNullable<T>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== (false as unknown)) return answer as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function open(name: string): Promise<TextEditor> {
  const uri = Uri.joinPath(workspace.workspaceFolders![0]!.uri, name);
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

/** The position of `needle` in the document, or just after it. */
export function at(document: TextDocument, needle: string, where: 'start' | 'end' = 'start'): Position {
  const offset = document.getText().indexOf(needle);
  if (offset < 0) throw new Error(`no "${needle}" in ${document.uri}`);
  return document.positionAt(offset + (where === 'end' ? needle.length : 0));
}
