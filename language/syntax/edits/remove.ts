/** Taking a statement away with all that is only there for it: its line, its doc comment, the gap or comma beside it. */
import type { CstNode } from 'langium';
import type { ArchDocument } from '../document.js';
import type { OffsetEdit } from './text-edit.js';
import { standsAlone, startWithComment } from './blocks.js';

/** With `bare`, more changes in the same block: only what is the statement's alone goes, and the block is tidied up as a whole. */
export function removeStatement(document: ArchDocument, own: CstNode, bare: boolean): OffsetEdit {
  if (!standsAlone(document, own)) return bare ? { start: own.offset, end: own.end, text: '' } : removeFromLine(document, own);
  const { lines, text } = document;
  let start = startWithComment(document, own);
  let end = lines.startOf(lines.position(own.end).line + 1);
  if (bare) return { start, end, text: '' };
  const emptied = emptiedBlock(text, start, end);
  if (emptied) return emptied;
  // At the end of the file the line break before goes instead; of two blank lines that come together, one.
  if (end >= text.length && !/[\r\n]$/.test(text)) start -= lineBreakBefore(text, start);
  if (blankBefore(text, start) && nothingBelow(text, end)) start -= lineBreakBefore(text, start);
  else if (nothingAbove(text, start)) end += blankLine(text, end);
  return { start, end, text: '' };
}

/** One of several statements on a line, or the only one of a block on one line. */
function removeFromLine(document: ArchDocument, own: CstNode): OffsetEdit {
  const { text } = document;
  const emptied = emptiedBlock(text, own.offset, own.end);
  if (emptied) return emptied;
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, own.offset - 400), own.offset))![0].length;
  const after = /^[ \t]*/.exec(text.slice(own.end, own.end + 400))![0].length;
  const opens = text[own.offset - before - 1] === '{';
  const leads = before === 0 ? own.offset === 0 || /[\r\n]/.test(text[own.offset - 1]!) : /[\r\n]/.test(text[own.offset - before - 1] ?? '\n');
  return opens || leads ? { start: own.offset, end: own.end + after, text: '' } : { start: own.offset - before, end: own.end, text: '' };
}

/** Where nothing else stands between the braces, they close up. */
function emptiedBlock(text: string, start: number, end: number): OffsetEdit | undefined {
  const before = /\{\s*$/.exec(text.slice(Math.max(0, start - 400), start));
  const after = /^\s*\}/.exec(text.slice(end, end + 400));
  if (!before || !after) return undefined;
  return { start: start - before[0].length + 1, end: end + after[0].length - 1, text: '' };
}

function lineBreakBefore(text: string, offset: number): number {
  return /(\r\n|\r|\n)?$/.exec(text.slice(Math.max(0, offset - 2), offset))![0].length;
}

function blankBefore(text: string, offset: number): boolean {
  // CR and LF together are one line break.
  return /(\r\n|\r(?!\n)|(?<!\r)\n){2}$/.test(text.slice(Math.max(0, offset - 4), offset));
}

function nothingAbove(text: string, offset: number): boolean {
  const above = text.slice(0, offset).trimEnd();
  return above === '' || above.endsWith('{') || blankBefore(text, offset);
}

function nothingBelow(text: string, offset: number): boolean {
  const below = text.slice(offset, offset + 400);
  return /^\s*(\}|$)/.test(below);
}

function blankLine(text: string, offset: number): number {
  return /^[ \t]*(\r\n|\r|\n)/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
}

/** One item of a list: with the comma behind it, or, for the last, the one before. */
export function removeItem(text: string, start: number, end: number): OffsetEdit {
  const behind = /^\s*,\s*/.exec(text.slice(end, end + 400));
  if (behind) return { start, end: end + behind[0].length, text: '' };
  const before = /\s*,\s*$/.exec(text.slice(Math.max(0, start - 400), start));
  return { start: start - (before?.[0].length ?? 0), end, text: '' };
}
