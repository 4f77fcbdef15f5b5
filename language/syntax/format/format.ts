/**
 * The formatter. One style without options: two spaces a level, blocks opened on their statement's line, the user's
 * own lines otherwise. It changes white space alone, never aligns columns, and leaves a text with syntax errors as it is.
 */
import type { Range } from '../../model/origin.js';
import { parseDocument, type ArchDocument } from '../document.js';
import { layOut } from './layout.js';

export interface FormatEdit {
  range: Range;
  newText: string;
}

export function format(text: string): string {
  return formatDocument(parseDocument('', text));
}

export function formatDocument(document: ArchDocument): string {
  if (!document.healthy) return document.text;
  const parts: string[] = [];
  let end = 0;
  for (const piece of layOut(document)) {
    parts.push(document.text.slice(end, piece.start), piece.text);
    end = piece.end;
  }
  return parts.join('') + document.text.slice(end);
}

/** The smallest edits that format a text: only white space that differs, so that cursors and marks stay where they are. */
export function formatEdits(text: string): FormatEdit[] {
  return formatDocumentEdits(parseDocument('', text));
}

/** The same for a parsed file, where `within` is given only those that touch these lines. */
export function formatDocumentEdits(document: ArchDocument, within?: Range): FormatEdit[] {
  if (!document.healthy) return [];
  const edits: FormatEdit[] = [];
  for (const piece of layOut(document)) {
    if (document.text.slice(piece.start, piece.end) === piece.text) continue;
    const range = document.lines.range(piece.start, piece.end);
    if (within && (range.end.line < within.start.line || range.start.line > within.end.line)) continue;
    edits.push({ range, newText: piece.text });
  }
  return edits;
}
