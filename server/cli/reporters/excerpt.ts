/** The source line of a finding with its range underlined, as compilers print it. */
import type { Range } from '#language/model/origin.js';
import { columnsOf, shown } from '../terminal-text.js';

export interface Excerpt {
  /** From 1. */
  number: string;
  line: string;
  underline: string;
}

/** More of a line than this many columns is cut to what stands around the range. */
const WIDEST = 160;
const CONTEXT = 30;

/** @param line the source line on which the range starts; a range of several lines is underlined on its first. */
export function excerpt(line: string, range: Range): Excerpt {
  const start = boundary(line, Math.min(range.start.character, line.length), -1);
  const end = range.end.line === range.start.line ? boundary(line, Math.min(range.end.character, line.length), 1) : line.length;
  const parts = cut(line, start, Math.max(start, end));
  const { texts, columns } = shown([parts.before, parts.marked, parts.after]);
  return {
    number: String(range.start.line + 1),
    line: texts.join('').trimEnd(),
    underline: ' '.repeat(columns[0]!) + '^'.repeat(Math.max(1, columns[1]!)),
  };
}

interface Parts { before: string; marked: string; after: string }

function cut(line: string, start: number, end: number): Parts {
  const parts = { before: line.slice(0, start), marked: line.slice(start, end), after: line.slice(end) };
  // Counting the columns of a line of a million characters would take longer than reading it.
  if (line.length <= WIDEST && columnsOf(line) <= WIDEST) return parts;
  const from = Math.max(0, start - CONTEXT);
  const marked = parts.marked.slice(0, WIDEST - 2 * CONTEXT);
  const after = parts.after.slice(0, CONTEXT);
  return {
    before: (from > 0 ? '… ' : '') + line.slice(boundary(line, from, 1), start),
    marked: marked.length < parts.marked.length ? `${line.slice(start, boundary(line, start + marked.length, -1))}…` : marked,
    after: marked.length < parts.marked.length ? '' : after.length < parts.after.length ? `${line.slice(end, boundary(line, end + after.length, -1))} …` : after,
  };
}

/** Never between the two halves of a surrogate pair. */
function boundary(line: string, index: number, direction: 1 | -1): number {
  const code = line.charCodeAt(index);
  return index > 0 && index < line.length && code >= 0xdc00 && code <= 0xdfff ? index + direction : index;
}
