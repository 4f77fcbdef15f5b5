/** What an editor can fold: blocks, long comments, the list of imports. Read off the signs of the text, so that half-typed text folds too. */
import type { ArchDocument } from './document.js';

export interface Fold {
  type: 'block' | 'comment' | 'imports';
  /** Lines from 0. A block's last line, with its closing brace, stays in sight. */
  start: number;
  end: number;
}

const SIGNS = /"(?:\\[^\r\n]|[^"\\\r\n])*"?|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|[{}]|\bimport\b/g;

export function folds(document: ArchDocument): Fold[] {
  const { text, lines } = document;
  const found: Fold[] = [];
  const open: number[] = [];
  const comments: number[] = [];
  const imports: number[] = [];
  for (const match of text.matchAll(SIGNS)) {
    const line = lines.position(match.index).line;
    const sign = match[0];
    const first = text.slice(lines.startOf(line), match.index).trim() === '';
    if (sign === '{') open.push(line);
    else if (sign === '}') add(found, 'block', open.pop(), line - 1);
    else if (sign === 'import') { if (first) imports.push(line); }
    else if (sign.startsWith('/*')) add(found, 'comment', line, lines.position(match.index + sign.length).line);
    else if (sign.startsWith('//') && first) comments.push(line);
  }
  for (const run of runs(comments)) add(found, 'comment', run.start, run.end);
  add(found, 'imports', imports[0], imports.at(-1) ?? 0);
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function add(folds: Fold[], type: Fold['type'], start: number | undefined, end: number): void {
  if (start !== undefined && end > start) folds.push({ type, start, end });
}

function runs(lines: readonly number[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last?.end === line - 1) last.end = line;
    else found.push({ start: line, end: line });
  }
  return found;
}
