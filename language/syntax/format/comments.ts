/**
 * Comments are kept word for word; only their indentation follows the code. In a block comment whose lines begin with
 * stars the stars stand below each other, any other keeps its shape and moves as a whole.
 */
import type { Item } from './items.js';

/** The comment as it should be. A comment that begins a line was indented `from` columns and shall be `to`; one behind code does not move. */
export function commentText(item: Item, moved: { from: number; to: number } | undefined, lineBreak: string): string {
  if (item.kind === 'line-comment') return item.text.trimEnd();
  const [first = '', ...rest] = item.text.split(/\r\n|\r|\n/);
  if (rest.length === 0) return item.text;
  const starred = rest.every((line) => /^\s*\*/.test(line));
  const lines = rest.map((line) => {
    const text = line.trim();
    if (text === '') return '';
    const kept = indentation(line);
    const indent = !moved ? kept : starred ? moved.to + 1 : Math.max(0, kept + moved.to - moved.from);
    return ' '.repeat(indent) + text;
  });
  return [first.trimEnd(), ...lines].join(lineBreak);
}

/** Columns of white space at the start of a line; tabs stop every two. */
export function indentation(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === '\uFEFF') continue;
    if (character === '\t') width += 2 - (width % 2);
    else if (/\s/u.test(character)) width++;
    else break;
  }
  return width;
}
