/** The statement that a place belongs to, as written, on one line and without its block. */
import { CstUtils, type AstNode } from 'langium';
import type { Position } from '../model/origin.js';
import type { ArchDocument } from './document.js';
import { isStatement } from './statements.js';
import { writtenText } from './written.js';

export function headAt(document: ArchDocument, position: Position): string | undefined {
  const root = document.ast.$cstNode;
  let node: AstNode | undefined = root && CstUtils.findLeafNodeAtOffset(root, document.lines.offset(position))?.astNode;
  while (node && !isStatement(node)) node = node.$container;
  return node && writtenText(node);
}
