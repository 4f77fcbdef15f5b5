/** Rename: every place that names the thing, in every architecture of the workspace, or nothing at all. */
import type { PrepareRenameParams, PrepareRenameResult, RenameParams, WorkspaceEdit } from 'vscode-languageserver';
import { text, word, type MessageId } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import { normalise } from '#language/model/uri.js';
import { parseDocument } from '#language/syntax/document.js';
import { refused } from '../guard.js';
import { meansTheSame, type NameEdit } from '../rename/means-the-same.js';
import type { Session } from '../session.js';
import { declarationsOf, sightingAt, usesOf, type Sighting } from '../symbols.js';
import { viewsOf } from '../views.js';
import { isLibrary, type Workspace } from '../workspace.js';
import { workspaceEdit } from '../workspace-edit.js';
import { withOwn } from './references.js';

export function prepareRename({ workspace }: Session, { textDocument, position }: PrepareRenameParams): PrepareRenameResult {
  const { reference } = renamable(workspace, normalise(textDocument.uri), position);
  return { range: reference.range, placeholder: written(workspace, reference) };
}

export function rename(session: Session, { textDocument, position, newName }: RenameParams): WorkspaceEdit {
  const { workspace } = session;
  const uri = normalise(textDocument.uri);
  const sighting = renamable(workspace, uri, position);
  const name = newName.trim().normalize('NFC');
  if (!isName(name)) throw refusal('editor.rename.not-a-name', { name });
  const old = written(workspace, sighting.reference).normalize('NFC');
  const declarations = declarationsOf(sighting);
  const views = withOwn(workspace, uri).filter((view) => declarations.some((each) => view.model.files.includes(each.uri)));
  const edits = usesOf(views, declarations).map(({ uri: file, range }): NameEdit => ({ uri: file, range, newText: name }));
  if (edits.some((edit) => isLibrary(edit.uri))) throw refusal('editor.rename.library', { name: old });
  refuseWhereUnreadable(workspace, new Set(views.flatMap((view) => view.model.files)), old);
  if (!meansTheSame(workspace, views, edits)) throw refusal('editor.rename.clash', { name });
  return workspaceEdit(session, edits);
}

function renamable(workspace: Workspace, uri: string, position: RenameParams['position']): Sighting {
  const sighting = sightingAt(viewsOf(workspace, uri), uri, position);
  const declarations = sighting ? declarationsOf(sighting) : [];
  if (!sighting || declarations.length === 0) throw refusal('editor.rename.nothing');
  if (isLibrary(uri) || declarations.some((each) => isLibrary(each.uri))) {
    throw refusal('editor.rename.library', { name: written(workspace, sighting.reference) });
  }
  return sighting;
}

function written(workspace: Workspace, { uri, range }: Sighting['reference']): string {
  const document = workspace.document(uri);
  return document ? document.text.slice(document.lines.offset(range.start), document.lines.offset(range.end)) : '';
}

/** What the parser takes for one name; keywords are names, too. */
function isName(name: string): boolean {
  const { ast, healthy } = parseDocument('untitled:/name.arch', `server ${name}`);
  const [element] = ast.statements;
  return healthy && ast.statements.length === 1 && element?.$type === 'Element' && element.name === name && element.$cstNode?.text === `server ${name}`;
}

/** A line that cannot be read may name the thing: it would keep the old name. */
function refuseWhereUnreadable(workspace: Workspace, files: ReadonlySet<string>, name: string): void {
  for (const uri of files) {
    const document = workspace.document(uri);
    for (const problem of document?.problems ?? []) {
      const { start, end } = problem.origin.range;
      for (let line = start.line; line <= end.line; line++) {
        if (document!.lines.line(line).normalize('NFC').includes(name)) throw refusal('editor.rename.broken');
      }
    }
  }
}

function refusal(id: MessageId, params?: Text['params']): Error {
  return refused(word(text(id, params)));
}

