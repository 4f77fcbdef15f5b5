/** Rename over the protocol: where a name can be changed, and all the places that it is written in. */
import type { PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit } from 'vscode-languageserver';
import { word } from '#language/messages/word.js';
import { normalise } from '#language/model/uri.js';
import { Refusal } from '#language/project/refusal.js';
import { renamableAt, renameEdits, writtenName, type Surroundings } from '#language/project/rename/rename.js';
import { refused } from '../guard.js';
import type { Session } from '../session.js';
import { viewsOf } from '../views.js';
import type { Workspace } from '../workspace.js';
import { workspaceEdit } from '../workspace-edit.js';
import { withOwn } from './references.js';

export function prepareRename({ workspace }: Session, { textDocument, position }: PrepareRenameParams): PrepareRenameResult {
  const uri = normalise(textDocument.uri);
  const { reference } = orRefused(() => renamableAt(surroundings(workspace, uri), uri, position));
  return { range: reference.range, placeholder: writtenName(workspace.project, reference) };
}

export function rename(session: Session, { textDocument, position, newName }: RenameParams): WorkspaceEdit {
  const { workspace } = session;
  const uri = normalise(textDocument.uri);
  return workspaceEdit(session, orRefused(() => renameEdits(surroundings(workspace, uri), uri, position, newName)));
}

/** All that the workspace knows of a file. */
export function surroundings(workspace: Workspace, uri: string): Surroundings {
  return {
    project: workspace.project, inWorkspace: (each) => workspace.files.inWorkspace(each),
    own: viewsOf(workspace, uri), all: () => withOwn(workspace, uri),
  };
}

function orRefused<T>(edit: () => T): T {
  try {
    return edit();
  } catch (thrown) {
    throw thrown instanceof Refusal ? refused(word(thrown.reason)) : thrown;
  }
}
