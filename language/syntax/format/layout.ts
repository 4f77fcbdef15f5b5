/** Puts the decisions together: for every item the white space before it and its own text, in the file's line ending. */
import type { ArchDocument } from '../document.js';
import { isComment, readItems, type Item } from './items.js';
import { decideBreaks } from './breaks.js';
import { gapOnLine } from './spacing.js';
import { commentText, indentation } from './comments.js';

/** A stretch of the old text and what takes its place. */
export interface Piece {
  start: number;
  end: number;
  text: string;
}

const INDENT = 2;
/** Deeper than a block's statements, so that the rest of a statement is not taken for one. */
const CONTINUATION = 4;
const BYTE_ORDER_MARK = '\uFEFF';

/** White space and comments of the whole text in order, as they should be; tokens lie between them untouched. */
export function layOut(document: ArchDocument): Piece[] {
  const { text } = document;
  const items = readItems(document);
  const breaks = decideBreaks(items);
  const lineBreak = dominantLineBreak(text);
  const pieces: Piece[] = [];
  let lineStart = 0;
  let shift = 0;
  let end = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  items.forEach((item, index) => {
    const count = breaks[index]!;
    if (count > 0) lineStart = index;
    const written = indentation(document.lines.line(item.line));
    const indent = index !== lineStart ? 0 : pointsUp(item) ? Math.max(0, written + shift) : indentOf(item);
    if (index === lineStart && !pointsUp(item)) shift = indent - written;
    const gap = index === lineStart ? lineBreak.repeat(count) + ' '.repeat(indent) : gapOnLine(items, index, lineStart);
    pieces.push({ start: end, end: item.start, text: gap });
    if (isComment(item)) {
      const moved = index === lineStart ? { from: written, to: indent } : undefined;
      pieces.push({ start: item.start, end: item.end, text: commentText(item, moved, lineBreak) });
    }
    end = item.end;
  });
  pieces.push({ start: end, end: text.length, text: items.length > 0 ? lineBreak : '' });
  return pieces;
}

/** `//   ^^^^ …` points at columns of the line above, and moves only as that does. */
function pointsUp(item: Item): boolean {
  return item.kind === 'line-comment' && /^\/\/\s*\^/.test(item.text);
}

function indentOf(item: Item): number {
  const continues = item.kind !== 'open' && item.kind !== 'close' && !item.starts && (!isComment(item) || item.inside);
  return item.depth * INDENT + (continues ? CONTINUATION : 0);
}

/** The line ending that most lines have; LF where there is none. */
export function dominantLineBreak(text: string): '\r\n' | '\n' | '\r' {
  let [windows, unix, classic] = [0, 0, 0];
  for (const [found] of text.matchAll(/\r\n|\n|\r/g)) {
    if (found === '\r\n') windows++;
    else if (found === '\n') unix++;
    else classic++;
  }
  if (windows > unix && windows >= classic) return '\r\n';
  return classic > unix ? '\r' : '\n';
}
