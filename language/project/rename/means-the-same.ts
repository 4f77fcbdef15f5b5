/**
 * The proof of a rename: the texts as they would be are read, and every name must mean what it meant. This finds
 * names that are taken, captured by an inner scope, or written where nobody looked.
 */
import type { Position, Range } from '../../model/origin.js';
import type { Model, Reference } from '../../model/model.js';
import { Project } from '../project.js';
import type { LineIndex } from '../../syntax/lines.js';
import { declarationsOf, type Place } from '../symbols.js';
import type { View } from '../view.js';

interface Files {
  project: Project;
  inWorkspace(uri: string): boolean;
}

/** Replaces a name, which never goes over the end of its line. */
export interface NameEdit {
  uri: string;
  range: Range;
  newText: string;
}

export function meansTheSame({ project, inWorkspace }: Files, views: readonly View[], edits: readonly NameEdit[]): boolean {
  const moves = new Moves(edits);
  const renamed = new Project({
    read: (uri) => {
      const document = project.document(uri);
      return document && edited(document.text, document.lines, moves.of(uri));
    },
    inWorkspace,
  });
  return views.every((view) => {
    if (!view.model.files.some((uri) => moves.of(uri).length > 0)) return true;
    const after = renamed.model(view.root, variantNow(project, renamed, view));
    if (!after) return false;
    const there = { ...view, model: after.model, facts: after.facts };
    return same(meanings(view, (place) => moves.moved(place)), meanings(there, (place) => place))
      && same(faults(view.model), faults(after.model));
  });
}

/** The variant may be what is renamed: it is the same by its place among the others. */
function variantNow(before: Pick<Project, 'variants'>, after: Project, { root, variant }: View): string | undefined {
  if (variant === undefined) return undefined;
  const index = before.variants(root).findIndex((each) => each.name === variant);
  return after.variants(root)[index]?.name ?? variant;
}

function meanings(view: View, moved: (place: Place) => Place): string[] {
  const key = (place: Place): string => {
    const { uri, range: { start } } = moved(place);
    return `${uri} ${start.line} ${start.character}`;
  };
  return view.model.references.map((reference: Reference) => `${reference.target} ${key(reference)} -> ${declarationsOf({ view, reference }).map(key).sort().join(', ')}`).sort();
}

function faults(model: Model): string[] {
  return model.problems.map((problem) => `${problem.type} ${problem.origin.uri} ${problem.origin.range.start.line}`).sort();
}

function same(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((each, index) => each === after[index]);
}

function edited(text: string, lines: LineIndex, edits: readonly NameEdit[]): string {
  let result = text;
  for (const { range, newText } of [...edits].reverse()) {
    result = result.slice(0, lines.offset(range.start)) + newText + result.slice(lines.offset(range.end));
  }
  return result;
}

/** Where places come to stand. */
class Moves {
  private readonly byFile = new Map<string, NameEdit[]>();

  constructor(edits: readonly NameEdit[]) {
    for (const edit of edits) this.byFile.set(edit.uri, [...this.of(edit.uri), edit]);
  }

  /** Sorted by place. */
  of(uri: string): readonly NameEdit[] {
    return this.byFile.get(uri) ?? [];
  }

  moved({ uri, range }: Place): Place {
    return { uri, range: { start: this.position(uri, range.start), end: this.position(uri, range.end) } };
  }

  private position(uri: string, { line, character }: Position): Position {
    let shift = 0;
    for (const { range, newText } of this.of(uri)) {
      if (range.start.line === line && range.end.character <= character) shift += newText.length - (range.end.character - range.start.character);
    }
    return { line, character: character + shift };
  }
}
