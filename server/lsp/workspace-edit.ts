/** Edits of several files as the editor takes them: with the versions that they were made for, where it checks these. */
import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Range } from '#language/model/origin.js';
import { spelled } from './places.js';
import type { Session } from './session.js';

export interface FileEdit {
  uri: string;
  range: Range;
  newText: string;
}

export function workspaceEdit({ workspace, client }: Pick<Session, 'workspace' | 'client'>, edits: readonly FileEdit[]): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const { uri, range, newText } of edits) byFile.set(uri, [...(byFile.get(uri) ?? []), { range, newText }]);
  if (!client.workspace?.workspaceEdit?.documentChanges) {
    return { changes: Object.fromEntries([...byFile].map(([uri, list]) => [spelled(workspace, uri), list])) };
  }
  const documentChanges = [...byFile].map(([uri, list]): TextDocumentEdit => ({
    textDocument: { uri: spelled(workspace, uri), version: workspace.editor(uri)?.version ?? null }, edits: list,
  }));
  return { documentChanges };
}
