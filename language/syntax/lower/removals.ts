/**
 * What `remove NAME` takes away: an element, a group or a named link or flow that another file, a pattern, or the part
 * outside the variant declared. What stands beside the `remove` under the same name is its replacement and stays.
 */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import { walk, type Draft, type Layered } from './draft.js';

const SOURCES = new Set(['Variant', 'Refine', 'KindDeclaration', 'Architecture']);

/** The list of statements that a declaration belongs to: a file, a variant, a refinement, a kind. */
function sourceOf(node: AstNode): AstNode {
  let current = node;
  while (!SOURCES.has(current.$type) && current.$container) current = current.$container;
  return current;
}

/** True where `node` may be what `removal` takes away: declared elsewhere, or before it in the same text. */
export function mayBeTaken(node: AstNode, removal: ast.Remove): boolean {
  return sourceOf(node) !== sourceOf(removal.$container) || (node.$cstNode?.offset ?? 0) < (removal.$cstNode?.offset ?? 0);
}

/** Of what carries the name, what is declared elsewhere; only without that what stands before in the same text. */
export function taken<T>(found: readonly T[], nodeOf: (each: T) => AstNode, removal: ast.Remove): T[] {
  const fitting = found.filter((each) => mayBeTaken(nodeOf(each), removal));
  const elsewhere = fitting.filter((each) => sourceOf(nodeOf(each)) !== sourceOf(removal.$container));
  return elsewhere.length > 0 ? elsewhere : fitting;
}

/** True where the block that declares `node` also takes away what its container's pattern calls so. */
export function replaces(node: ast.Element): boolean {
  const name = node.name.normalize('NFC');
  const { statements = [] } = node.$container as { statements?: AstNode[] };
  return statements.some((each) => each.$type === 'Remove' && (each as ast.Remove).path?.normalize('NFC') === name);
}

export interface NamedStatement {
  type: 'link' | 'flow';
  statement: Layered;
  owner: Draft;
  /** Where the name stands. */
  naming: AstNode;
}

/** Links and flows that carry a name; every instance of a counted element has its own. */
export function namedStatements(root: Draft, name: string): NamedStatement[] {
  const wanted = name.replace(/\s+/gu, '').normalize('NFC');
  const found: NamedStatement[] = [];
  for (const owner of walk(root)) {
    for (const statement of owner.statements) {
      const naming = namingOf(statement.node);
      if (naming && String(naming.name).normalize('NFC') === wanted) found.push({ type: statement.node.$type === 'Link' ? 'link' : 'flow', statement, owner, naming });
    }
  }
  return found;
}

function namingOf(node: AstNode): (AstNode & { name?: string }) | undefined {
  if (node.$type === 'Link') return (node as ast.Link).name === undefined ? undefined : node as ast.Link;
  if (node.$type !== 'Flow') return undefined;
  return (node as ast.Flow).options.find((option): option is ast.FlowName => option.$type === 'FlowName');
}
