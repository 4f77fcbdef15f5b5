/**
 * Where statements begin: the one thing that tokens alone do not tell, since line breaks carry no meaning. Formatting,
 * folding and completion ask for it.
 */
import type { AstNode } from 'langium';
import type { Architecture } from './generated/ast.js';

/** Properties of the tree that hold the statements of a block, in order. */
const LISTS = new Set(['statements', 'steps']);

export function isStatement(node: AstNode): boolean {
  return node.$containerProperty !== undefined && LISTS.has(node.$containerProperty);
}

/** Offsets of the first token of every statement, at all depths, each with the statement. */
export function statementStarts(root: Architecture): Map<number, AstNode> {
  const found = new Map<number, AstNode>();
  const pending: AstNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isStatement(node) && node.$cstNode) found.set(node.$cstNode.offset, node);
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith('$')) continue;
      if (Array.isArray(value)) pending.push(...value.filter(isNode));
      else if (isNode(value)) pending.push(value);
    }
  }
  return found;
}

const cache = new WeakMap<Architecture, Map<number, AstNode>>();

/** The statement that begins at an offset. Two never begin at the same one, since a block opens with a brace. */
export function statementAt(root: Architecture, offset: number): AstNode | undefined {
  let starts = cache.get(root);
  if (!starts) cache.set(root, (starts = statementStarts(root)));
  return starts.get(offset);
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}
