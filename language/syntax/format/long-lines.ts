/**
 * Lines that hold several statements, or a whole block, and are too long for it: they are taken apart, outermost part
 * first. A line that is one long statement is left alone; only its writer knows where it reads best in two.
 */
import { isComment, type Item } from './items.js';
import type { Breaks } from './breaks.js';
import { gapOnLine } from './spacing.js';
import { columns } from './columns.js';

export const LINE_WIDTH = 120;

export function breakLongLines(items: Item[], breaks: Breaks): void {
  let start = 0;
  for (let index = 1; index <= items.length; index++) {
    if (index < items.length && breaks[index] === 0) continue;
    fit(items, breaks, start, index);
    start = index;
  }
}

/** Takes the line of the items from `start` to `end` (exclusive) apart until each piece fits or cannot be divided. */
function fit(items: Item[], breaks: Breaks, start: number, end: number): void {
  if (width(items, start, end) <= LINE_WIDTH) return;
  const depth = items[start]!.depth;
  const statements = startsAt(items, start + 1, end, depth);
  const cuts = statements.length > 0 ? statements : blockCuts(items, start, end, depth);
  if (cuts.length === 0) return;
  for (const cut of cuts) breaks[cut] = 1;
  [start, ...cuts].forEach((from, index) => fit(items, breaks, from, cuts[index] ?? end));
}

/** Statements that begin at this depth. One with a comment right after an opening brace stays behind that comment. */
function startsAt(items: Item[], from: number, to: number, depth: number): number[] {
  const found: number[] = [];
  for (let index = from; index < to; index++) {
    const item = items[index]!;
    if (!item.starts || item.depth !== depth) continue;
    let head = index;
    while (head > from && isComment(items[head - 1])) head--;
    const leads = items[head - 1]?.kind === 'open' || head === from;
    if (!(leads && head < index)) found.push(index);
  }
  return found;
}

/** Where the outermost block of a one-statement line is taken apart. */
function blockCuts(items: Item[], start: number, end: number, depth: number): number[] {
  for (let index = start; index < end; index++) {
    const item = items[index]!;
    if (item.kind !== 'open' || item.depth !== depth || item.partner <= index + 1 || item.partner >= end) continue;
    const inner = startsAt(items, index + 2, item.partner, depth + 1);
    return [index + 1, ...inner, item.partner];
  }
  return [];
}

/** Columns that the line takes; a comment at its end does not count, so that adding one moves nothing. */
function width(items: Item[], start: number, end: number): number {
  let last = end;
  while (last > start + 1 && isComment(items[last - 1])) last--;
  let sum = items[start]!.depth * 2;
  for (let index = start; index < last; index++) {
    if (index > start) sum += gapOnLine(items, index, start).length;
    // A comment over several lines leaves the width to what follows it.
    const item = items[index]!;
    sum += item.line === item.lastLine ? columns(item.text) : 2;
  }
  return sum;
}
