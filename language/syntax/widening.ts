/** Ever wider pieces of text around a place: the word, the statement, its block. What "expand selection" walks along. */
import { CstUtils, type CstNode } from 'langium';
import type { Position, Range } from '../model/origin.js';
import type { ArchDocument } from './document.js';

/** Innermost first; the last is the whole text. */
export function widening(document: ArchDocument, position: Position): Range[] {
  const { lines, ast, text } = document;
  const offset = lines.offset(position);
  const found: Range[] = [];
  const root = ast.$cstNode;
  let node: CstNode | undefined = root && (CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset));
  for (; node; node = node.container) {
    if (node.offset > offset || node.end < offset) continue;
    push(found, lines.range(node.offset, node.end));
  }
  push(found, lines.range(0, text.length));
  return found;
}

/** Pieces that are no wider than the one before say nothing new. */
function push(found: Range[], range: Range): void {
  const last = found.at(-1);
  const same = last && last.start.line === range.start.line && last.start.character === range.start.character
    && last.end.line === range.end.line && last.end.character === range.end.character;
  if (!same) found.push(range);
}
