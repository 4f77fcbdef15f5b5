/** Renaming: every place that names the thing, in every architecture that may, or nothing at all. */
import type { Position } from '../../model/origin.js';
import { parseDocument } from '../../syntax/document.js';
import type { Project } from '../project.js';
import { refusal } from '../refusal.js';
import { declarationsOf, sightingAt, usesOf, type Sighting } from '../symbols.js';
import type { View } from '../view.js';
import { layoutEdits } from './layout-edits.js';
import { meansTheSame, type NameEdit } from './means-the-same.js';

/** What is read around a name. */
export interface Surroundings {
  project: Project;
  inWorkspace(uri: string): boolean;
  /** Architectures that read the file asked about. */
  own: readonly View[];
  /** All architectures that are known: they may read the file that declares it. */
  all(): readonly View[];
}

/** What a position names, where that can be changed. @throws Refusal */
export function renamableAt({ project, own }: Pick<Surroundings, 'project' | 'own'>, uri: string, position: Position): Sighting {
  const sighting = sightingAt(own, uri, position);
  const declarations = sighting ? declarationsOf(sighting) : [];
  if (!sighting || declarations.length === 0) throw refusal('editor.rename.nothing');
  if (isLibrary(uri) || declarations.some((each) => isLibrary(each.uri))) throw refusal('editor.rename.library', { name: writtenName(project, sighting.reference) });
  return sighting;
}

/** Sorted by place. @throws Refusal */
export function renameEdits(around: Surroundings, uri: string, position: Position, newName: string): NameEdit[] {
  const { project } = around;
  const sighting = renamableAt(around, uri, position);
  const name = newName.trim().normalize('NFC');
  if (!isName(name)) throw refusal('editor.rename.not-a-name', { name });
  const old = writtenName(project, sighting.reference).normalize('NFC');
  const declarations = declarationsOf(sighting);
  const views = around.all().filter((view) => declarations.some((each) => view.model.files.includes(each.uri)));
  const edits = usesOf(views, declarations).map(({ uri: file, range }): NameEdit => ({ uri: file, range, newText: name }));
  if (edits.some((edit) => isLibrary(edit.uri))) throw refusal('editor.rename.library', { name: old });
  refuseWhereUnreadable(project, new Set(views.flatMap((view) => view.model.files)), old);
  if (!meansTheSame(around, views, edits)) throw refusal('editor.rename.clash', { name });
  return [...edits, ...layoutEdits(views, declarations, name)];
}

export function writtenName(project: Project, { uri, range }: Sighting['reference']): string {
  const document = project.document(uri);
  return document ? document.text.slice(document.lines.offset(range.start), document.lines.offset(range.end)) : '';
}

/** What the parser takes for one name; keywords are names, too. */
export function isName(name: string): boolean {
  const { ast, healthy } = parseDocument('untitled:/name.arch', `server ${name}`);
  const [element] = ast.statements;
  return healthy && ast.statements.length === 1 && element?.$type === 'Element' && element.name === name && element.$cstNode?.text === `server ${name}`;
}

/** A line that cannot be read may name the thing: it would keep the old name. */
function refuseWhereUnreadable(project: Project, files: ReadonlySet<string>, name: string): void {
  for (const uri of files) {
    const document = project.document(uri);
    for (const problem of document?.problems ?? []) {
      const { start, end } = problem.origin.range;
      for (let line = start.line; line <= end.line; line++) {
        if (document!.lines.line(line).normalize('NFC').includes(name)) throw refusal('editor.rename.broken');
      }
    }
  }
}

function isLibrary(uri: string): boolean {
  return uri.startsWith('lintel-library:');
}
