/** What stands between two items of one line. Two spaces part statements, so that the eye finds where the next begins. */
import { isComment, type Item } from './items.js';

/** The gap before the item at `index` on a line whose first item is `lineStart`. */
export function gapOnLine(items: Item[], index: number, lineStart: number): '' | ' ' | '  ' {
  const item = items[index]!;
  const before = items[index - 1]!;
  if (item.kind === 'line-comment') return '  ';
  if (isComment(item) || isComment(before)) return item.starts && !leadsBlock(items, index - 1, lineStart) ? '  ' : ' ';
  if (before.kind === 'open') return item.kind === 'close' ? '' : ' ';
  if (item.kind === 'close') return ' ';
  if (item.starts) return '  ';
  if (item.kind === 'comma') return '';
  if (item.kind === 'joint') return mustStayApart(items, index) ? ' ' : '';
  return before.kind === 'joint' ? '' : ' ';
}

/** True where only comments stand between this comment and the start of the line or block. */
function leadsBlock(items: Item[], index: number, lineStart: number): boolean {
  let at = index;
  while (at > lineStart && isComment(items[at - 1])) at--;
  return at === lineStart || items[at - 1]?.kind === 'open';
}

/** `0 /g1` is a jack, `0/g1` would be read as a quantity. */
function mustStayApart(items: Item[], index: number): boolean {
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
  return item?.text === '/' && /^[0-9]/.test(before?.text ?? '') && /^[A-Za-z]/.test(after?.text ?? '');
}
