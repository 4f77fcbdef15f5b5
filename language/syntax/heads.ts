/** The statement that a place belongs to, as written, on one line and without its block. */
import { CstUtils, type AstNode } from 'langium';
import { contains, type Position, type Range } from '../model/origin.js';
import type { ArchDocument } from './document.js';
import { isStatement } from './statements.js';
import { headRange, writtenText } from './written.js';

export function headAt(document: ArchDocument, position: Position): string | undefined {
  const node = innermost(document, position);
  return node && writtenText(node);
}

/** Where the head of that statement stands; undefined where the position is behind it, as in its block. */
export function headRangeAt(document: ArchDocument, position: Position): Range | undefined {
  const node = innermost(document, position);
  const range = node && headRange(node);
  return range && contains(range, position) ? range : undefined;
}

function innermost(document: ArchDocument, position: Position): AstNode | undefined {
  const root = document.ast.$cstNode;
  let node: AstNode | undefined = root && CstUtils.findLeafNodeAtOffset(root, document.lines.offset(position))?.astNode;
  while (node && !isStatement(node)) node = node.$container;
  return node;
}
