/**
 * The last touch: lines that an edit made too long are taken apart as the formatter would, and blocks that several
 * edits met in get their white space right. Lines that no edit touches stay as they are.
 */
import { columns } from '../format/columns.js';
import { layOut, type Piece } from '../format/layout.js';
import { LINE_WIDTH } from '../format/long-lines.js';
import { parseDocument, type ArchDocument } from '../document.js';
import { applyEdits, indentUnit, type OffsetEdit } from './text-edit.js';

/** @param throughout also where no line is too long: for edits that may leave gaps or an empty block behind. */
export function tidied(document: ArchDocument, edits: readonly OffsetEdit[], throughout: boolean): OffsetEdit[] {
  const regions = touchedLines(document, edits, throughout ? 2 : 0);
  if (!throughout && !regions.some((region) => region.text.split(/[\r\n]+/).some((line) => columns(line) > LINE_WIDTH))) return [...edits];
  const after = parseDocument(document.uri, applyEdits(document.text, edits));
  const unit = indentUnit(document);
  if (!after.healthy) return [...edits];
  const pieces = layOut(after).filter((piece) => concerns(piece, after, throughout && unit === '  '));
  let shift = 0;
  return regions.flatMap((region) => {
    const start = region.start + shift;
    shift += region.text.length - (region.end - region.start);
    const inside = pieces.filter((piece) => piece.start >= start && piece.end <= start + region.text.length);
    if (inside.length === 0) return region.edits;
    const moved = inside.map((piece) => ({ start: piece.start - start, end: piece.end - start, text: reindent(piece.text, unit) }));
    return [{ start: region.start, end: region.end, text: applyEdits(region.text, moved) }];
  });
}

/** Line breaks that the formatter would add; with `all`, whatever it would change. */
function concerns(piece: Piece, after: ArchDocument, all: boolean): boolean {
  const written = after.text.slice(piece.start, piece.end);
  if (all) return written !== piece.text;
  return /[\r\n]/.test(piece.text) && !/[\r\n]/.test(written) && piece.end < after.text.length;
}

interface Region extends OffsetEdit {
  edits: OffsetEdit[];
}

/** The whole lines that edits touch, and so many around them, with their new text. */
function touchedLines(document: ArchDocument, edits: readonly OffsetEdit[], around: number): Region[] {
  const { lines, text } = document;
  const regions: Region[] = [];
  for (const edit of edits) {
    const start = lines.startOf(Math.max(0, lines.position(edit.start).line - around));
    const end = lines.endOf(Math.min(lines.count - 1, lines.position(edit.end).line + around));
    const last = regions.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(end, last.end);
      last.edits.push(edit);
    } else regions.push({ start, end, text: '', edits: [edit] });
  }
  for (const region of regions) {
    const own = region.edits.map((edit) => ({ ...edit, start: edit.start - region.start, end: edit.end - region.start }));
    region.text = applyEdits(text.slice(region.start, region.end), own);
  }
  return regions;
}

/** The formatter indents by two spaces; the file may have another unit. */
function reindent(gap: string, unit: string): string {
  return gap.replace(/(?<=[\r\n]) +$/, (spaces) => unit.repeat(spaces.length / 2));
}
