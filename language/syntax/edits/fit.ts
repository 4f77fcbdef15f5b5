/** Lines that an edit made too long are taken apart as the formatter would, and only those. */
import { columns } from '../format/columns.js';
import { layOut } from '../format/layout.js';
import { LINE_WIDTH } from '../format/long-lines.js';
import { parseDocument, type ArchDocument } from '../document.js';
import { applyEdits, indentUnit, type OffsetEdit } from './text-edit.js';

/** Edits of whole lines where a line had to be taken apart, the given ones otherwise. */
export function fitToWidth(document: ArchDocument, edits: readonly OffsetEdit[]): OffsetEdit[] {
  const regions = touchedLines(document, edits);
  if (!regions.some((region) => region.text.split(/[\r\n]+/).some((line) => columns(line) > LINE_WIDTH))) return [...edits];
  const after = parseDocument(document.uri, applyEdits(document.text, edits));
  if (!after.healthy) return [...edits];
  const unit = indentUnit(document);
  const breaking = layOut(after).filter((piece) => /[\r\n]/.test(piece.text) && !/[\r\n]/.test(after.text.slice(piece.start, piece.end)));
  let shift = 0;
  return regions.flatMap((region) => {
    const start = region.start + shift;
    shift += region.text.length - (region.end - region.start);
    const inside = breaking.filter((piece) => piece.start >= start && piece.end <= start + region.text.length && piece.end < after.text.length);
    if (inside.length === 0) return region.edits;
    const pieces = inside.map((piece) => ({ start: piece.start - start, end: piece.end - start, text: reindent(piece.text, unit) }));
    return [{ start: region.start, end: region.end, text: applyEdits(region.text, pieces) }];
  });
}

interface Region extends OffsetEdit {
  edits: OffsetEdit[];
}

/** The whole lines that edits touch, with their new text. */
function touchedLines(document: ArchDocument, edits: readonly OffsetEdit[]): Region[] {
  const { lines, text } = document;
  const regions: Region[] = [];
  for (const edit of edits) {
    const start = lines.startOf(lines.position(edit.start).line);
    const end = lines.endOf(lines.position(edit.end).line);
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
  return gap.replace(/ +$/, (spaces) => unit.repeat(spaces.length / 2));
}
