/**
 * Edits of the picture, written to the file that the command was given. Imported files are left alone: this command
 * knows no other architecture that may read them.
 */
import type { PictureEdit } from '#language/model/edit.js';
import { layoutFileOf } from '#language/model/manual-layout.js';
import { relativeTo, folderOf, toPath } from '#language/model/uri.js';
import { text, word } from '#language/messages/word.js';
import { nameOfEdit } from '#language/preview/edit-names.js';
import { pictureEdits } from '#language/project/picture-edits.js';
import type { Project } from '#language/project/project.js';
import { Refusal, refusal } from '#language/project/refusal.js';
import type { View } from '#language/project/view.js';
import type { TextEdit } from '#language/syntax/edits/session.js';
import { applyEdits } from '#language/syntax/edits/text-edit.js';
import { LineIndex } from '#language/syntax/lines.js';
import { textOf, type EditHistory, type FileChange } from './edit-history.js';

/** Undefined where it was made, else why not, worded. */
export function editFile(project: Project, root: string, variant: string | undefined, edit: PictureEdit, history: EditHistory): string | undefined {
  try {
    const views = viewsOf(project, root);
    const view = views.find((each) => each.variant === variant) ?? views[0];
    const document = project.document(root);
    if (!view || !document) return word(text('edit.stale'));
    const edits = pictureEdits({ project, inWorkspace: () => true, own: views, all: () => views }, view, edit);
    const beside = layoutFileOf(root);
    const elsewhere = edits.find(({ uri }) => uri !== root && uri !== beside);
    if (elsewhere) throw refusal('edit.not-here', { file: relativeTo(folderOf(root), elsewhere.uri) });
    const path = toPath(root);
    // Saved by an editor since it was read: its watch will tell, and the picture will be another.
    if (textOf(path) !== document.text) return word(text('edit.stale'));
    const changes: FileChange[] = [{ path, before: document.text, after: edited(document.text, edits.filter(({ uri }) => uri === root)) }];
    const layout = project.layoutText(root);
    const moved = edits.filter(({ uri }) => uri === beside);
    if (layout !== undefined && moved.length > 0) {
      if (textOf(toPath(beside)) !== layout) return word(text('edit.stale'));
      changes.push({ path: toPath(beside), before: layout, after: edited(layout, moved) });
    }
    history.make(nameOfEdit(view.model, edit), changes);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Refusal) return word(thrown.reason);
    throw thrown;
  }
}

function edited(before: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(before);
  return applyEdits(before, edits.map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), text: newText })));
}

function viewsOf(project: Project, root: string): View[] {
  const variants = project.variants(root).map(({ name }): string | undefined => name);
  return (variants.length > 0 ? variants : [undefined]).flatMap((variant) => {
    const found = project.model(root, variant);
    return found ? [{ root, ...(variant === undefined ? {} : { variant }), model: found.model, facts: found.facts }] : [];
  });
}
