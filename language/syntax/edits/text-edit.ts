/** Edits of one text by offsets, before they become ranges: in order, none touching another's text. */
import { LineIndex } from '../lines.js';
import type { ArchDocument } from '../document.js';

export interface OffsetEdit {
  start: number;
  end: number;
  text: string;
}

export function applyEdits(text: string, edits: readonly OffsetEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

/** Sorted, the same edit once; undefined where two change the same characters in different ways. */
export function inOrder(edits: readonly OffsetEdit[]): OffsetEdit[] | undefined {
  const sorted = edits.map((edit, index) => ({ edit, index })).sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index).map(({ edit }) => edit);
  const kept: OffsetEdit[] = [];
  for (const edit of sorted) {
    const last = kept.at(-1);
    if (last && last.end > last.start && last.start === edit.start && last.end === edit.end && last.text === edit.text) continue;
    if (last && edit.start < last.end) return undefined;
    kept.push(edit);
  }
  return kept;
}

/** White space that a line begins with. */
export function indentAt(document: ArchDocument, offset: number): string {
  const line = document.lines.line(document.lines.position(offset).line);
  return /^[ \t]*/.exec(line)![0];
}

/** What one level is in this file: that of its first indented line, else two spaces. */
export function indentUnit(document: ArchDocument): string {
  const lines = document.lines;
  for (let line = 0; line + 1 < lines.count; line++) {
    if (!/\{\s*(\/\/.*)?$/.test(lines.line(line))) continue;
    const [outer, inner] = [indentAt(document, lines.startOf(line)), indentAt(document, lines.startOf(line + 1))];
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '  ';
}

export function linesOf(text: string): LineIndex {
  return new LineIndex(text);
}
