/** A box set by hand keeps its place when what it shows is renamed: the layout files of all architectures go along. */
import type { ManualLayout } from '../../model/manual-layout.js';
import type { Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { declarationsOf, type Place } from '../symbols.js';
import type { View } from '../view.js';
import type { NameEdit } from './means-the-same.js';

/** Names that begin with a renamed one: what stands in it, and its instances. */
type Renaming = (name: string) => string | undefined;

export function layoutEdits(views: readonly View[], declarations: readonly Place[], name: string): NameEdit[] {
  const edits = new Map<string, NameEdit>();
  for (const view of views) {
    const { layout } = view.model;
    if (!layout) continue;
    for (const edit of editsOf(layout, renamingOf(view, declarations, name, ['element', 'group']), renamingOf(view, declarations, name, ['view']))) {
      edits.set(`${edit.uri} ${edit.range.start.line} ${edit.range.start.character}`, edit);
    }
  }
  return [...edits.values()];
}

function* editsOf(layout: ManualLayout, id: Renaming, view: Renaming): Generator<NameEdit> {
  for (const { key, origin, boxes } of layout.views) {
    const [, before, rest, after] = /^(@(?:inside|around [1-9]) )?(.*?)(\/(?:flows|links|all))?$/su.exec(key)!;
    const renamed = before === undefined ? view(rest!) : id(rest!);
    if (renamed !== undefined) yield written(origin, `${before ?? ''}${renamed}${after ?? ''}`);
    for (const box of boxes) {
      const now = id(box.id);
      if (now !== undefined) yield written(box.origin, now);
    }
  }
}

function written({ uri, range }: Origin, name: string): NameEdit {
  return { uri, range, newText: JSON.stringify(name).slice(1, -1) };
}

function renamingOf(view: View, declarations: readonly Place[], name: string, targets: readonly string[]): Renaming {
  const known = new Set(declarations.map(keyOf));
  const ids = [...new Set(view.model.references.filter((reference) => reference.declares && targets.includes(reference.target) && declarationsOf({ view, reference }).some((place) => known.has(keyOf(place)))).map(({ id }) => id))];
  // The innermost first: of `a` and `a.b` the name `a.b.c` follows the latter.
  ids.sort((a, b) => b.length - a.length);
  return (whole) => {
    const id = ids.find((each) => whole === each || whole.startsWith(`${each}.`) || whole.startsWith(`${each}#`));
    return id === undefined ? undefined : renamedId(id, name) + whole.slice(id.length);
  };
}

function renamedId(id: Id, name: string): Id {
  const instance = /#\d+$/u.exec(id)?.[0] ?? '';
  return `${id.slice(0, id.lastIndexOf('.') + 1)}${name}${instance}`;
}

function keyOf({ uri, range: { start } }: Place): string {
  return `${uri} ${start.line} ${start.character}`;
}
