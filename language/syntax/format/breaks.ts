/**
 * Where lines end. The user's own breaks are kept, save where the style has one answer: a block opens on its
 * statement's line and either stands on that line whole or has its statements below it; at most one blank line.
 */
import { isComment, type Item } from './items.js';
import { breakLongLines } from './long-lines.js';

/** Line breaks before an item: none, one, or two (a blank line). */
export type Breaks = (0 | 1 | 2)[];

export function decideBreaks(items: Item[]): Breaks {
  const breaks: Breaks = [];
  const opened: number[] = [];
  let line = 0;
  items.forEach((item, index) => {
    let count = breaksBefore(items, index);
    const started = opened[item.depth];
    if (item.starts && count === 0 && started !== undefined && started < line && items[index - 1]?.kind !== 'open') count = 1;
    if (count > 0) line++;
    if (item.starts) opened[item.depth] = line;
    if (item.kind === 'open') opened[item.depth + 1] = line;
    breaks.push(count);
  });
  breakLongLines(items, breaks);
  return breaks;
}

function breaksBefore(items: Item[], index: number): 0 | 1 | 2 {
  const item = items[index]!;
  const before = items[index - 1];
  if (!before) return 0;
  const written = Math.min(2, item.line - before.lastLine) as 0 | 1 | 2;
  if (before.kind === 'line-comment') return item.kind === 'close' || !mayBeApart(item) ? 1 : Math.max(1, written) as 1 | 2;
  if (item.kind === 'close') return isOneLine(items, item) || before.kind === 'open' ? 0 : 1;
  if (before.kind === 'open') return afterOpening(items, index, written);
  if (bindsTo(before, item)) return 0;
  if (before.kind === 'close' && !isComment(item) && !isOneLine(items, before)) return Math.max(1, written) as 1 | 2;
  return mayBeApart(item) ? written : Math.min(1, written) as 0 | 1;
}

/** Only statements, and comments between them, may have a blank line before them. */
function mayBeApart(item: Item): boolean {
  return item.starts || (isComment(item) && !item.inside);
}

function afterOpening(items: Item[], index: number, written: number): 0 | 1 {
  const item = items[index]!;
  if (isOneLine(items, items[index - 1]!)) return 0;
  const next = items[index + 1];
  const endsLine = item.kind === 'line-comment' || (isComment(item) && (!next || next.line > item.lastLine));
  return endsLine && written === 0 ? 0 : 1;
}

/** True for a block that was written on one line. */
export function isOneLine(items: Item[], brace: Item): boolean {
  const partner = items[brace.partner];
  return partner !== undefined && partner.line === brace.line;
}

/** What never begins a line: an opening brace, a comma, a sign inside a name and what follows it. */
function bindsTo(before: Item, item: Item): boolean {
  if (isComment(before) || isComment(item)) return false;
  return item.kind === 'open' || item.kind === 'comma' || item.kind === 'joint' || before.kind === 'joint';
}
