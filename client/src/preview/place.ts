/** Boxes set by hand: the file beside the model is changed as an edit of the workspace, which can be undone, and saved. */
import { Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { isPlaceAnswer } from '#language/protocol/check-messages.js';
import { PLACE_REQUEST, type PlaceAnswer, type PlaceRequest } from '#language/protocol/server.js';

/** One after the other: each rests on what the one before wrote. */
let last: Promise<unknown> = Promise.resolve();

/** @returns what went wrong, worded. */
export function keepPlaces(client: LanguageClient, request: PlaceRequest): Promise<string | undefined> {
  const mine = last.then(() => keep(client, request));
  last = mine.catch(() => undefined);
  return mine;
}

async function keep(client: LanguageClient, request: PlaceRequest): Promise<string | undefined> {
  const answer: unknown = await client.sendRequest<PlaceAnswer>(PLACE_REQUEST, request);
  if (!isPlaceAnswer(answer)) return undefined;
  if (answer.problem !== undefined) return answer.problem;
  const file = Uri.parse(answer.uri, true);
  const edit = new WorkspaceEdit();
  const there = await workspace.fs.stat(file).then(() => true, () => false);
  if (answer.text === undefined) {
    if (there) edit.deleteFile(file, { ignoreIfNotExists: true });
  } else if (there) {
    const document = await workspace.openTextDocument(file);
    edit.replace(file, new Range(document.positionAt(0), document.positionAt(document.getText().length)), answer.text);
  } else edit.createFile(file, { contents: new TextEncoder().encode(answer.text) });
  if (!await workspace.applyEdit(edit)) throw new Error(file.fsPath);
  if (answer.text !== undefined && there) await (await workspace.openTextDocument(file)).save();
  return undefined;
}
