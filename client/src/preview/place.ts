/** Boxes set by hand: the file beside the model is changed as an edit of the workspace, which can be undone, and saved. */
import { Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { isPlaceAnswer } from '#language/protocol/check-messages.js';
import { PLACE_REQUEST, type PlaceAnswer, type PlaceRequest } from '#language/protocol/server.js';

/** What became of a layout file; a text is undefined where there is no file. */
export interface LayoutChange {
  file: Uri;
  before: string | undefined;
  after: string | undefined;
}

/** One after the other: each rests on what the one before wrote. */
let last: Promise<unknown> = Promise.resolve();

/** @param kept is told what was written. @returns what went wrong, worded. */
export function keepPlaces(client: LanguageClient, request: PlaceRequest, kept: (change: LayoutChange) => void): Promise<string | undefined> {
  const mine = last.then(() => keep(client, request, kept));
  last = mine.catch(() => undefined);
  return mine;
}

async function keep(client: LanguageClient, request: PlaceRequest, kept: (change: LayoutChange) => void): Promise<string | undefined> {
  const answer: unknown = await client.sendRequest<PlaceAnswer>(PLACE_REQUEST, request);
  if (!isPlaceAnswer(answer)) return undefined;
  if (answer.problem !== undefined) return answer.problem;
  const file = Uri.parse(answer.uri, true);
  const before = await layoutText(file);
  await writeLayout(file, answer.text);
  kept({ file, before, after: answer.text });
  return undefined;
}

export async function layoutText(file: Uri): Promise<string | undefined> {
  const there = await workspace.fs.stat(file).then(() => true, () => false);
  return there ? (await workspace.openTextDocument(file)).getText() : undefined;
}

/** @param content undefined: the file goes. */
export async function writeLayout(file: Uri, content: string | undefined): Promise<void> {
  const edit = new WorkspaceEdit();
  const there = await workspace.fs.stat(file).then(() => true, () => false);
  if (content === undefined) {
    if (there) edit.deleteFile(file, { ignoreIfNotExists: true });
  } else if (there) {
    const document = await workspace.openTextDocument(file);
    edit.replace(file, new Range(document.positionAt(0), document.positionAt(document.getText().length)), content);
  } else edit.createFile(file, { contents: new TextEncoder().encode(content) });
  if (!await workspace.applyEdit(edit)) throw new Error(file.fsPath);
  if (content !== undefined && there) await (await workspace.openTextDocument(file)).save();
}
