/** Stating one value: in the place where it is stated, else in a new statement. */
import { CstUtils, GrammarUtils, type AstNode, type CstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import type { Bearer } from './blocks.js';
import type { OffsetEdit } from './text-edit.js';

/** Replaces what the block's last statement of this word says; undefined where it has none. */
export function replaceWord(node: Bearer, word: string, value: string): OffsetEdit | undefined {
  const statements = (node.body as { statements?: AstNode[] } | undefined)?.statements ?? [];
  const own = statements.filter((each) => leaves(each.$cstNode)[0]?.text === word).at(-1) as Bearer | undefined;
  if (!own?.$cstNode) return undefined;
  const body = own.body?.$cstNode;
  const head = leaves(own.$cstNode).filter((leaf) => !body || leaf.offset < body.offset);
  const first = head[0]!;
  return { start: first.end, end: head.at(-1)!.end, text: ` ${value}` };
}

/** `count 2 active-standby`: in the place of a written count, else behind name, number and label. A written mode stays unless another is asked for. */
export function setCount(node: AstNode, count: number, mode: string | undefined): OffsetEdit | undefined {
  const declared = node as { count?: ast.CountPart[]; body?: ast.Block };
  const inBlock = (declared.body?.statements ?? []).flatMap((each) => (each.$type === 'CountStatement' ? [each.count] : []));
  const part = [...declared.count ?? [], ...inBlock].at(-1);
  if (part?.$cstNode) {
    const written = part.mode?.$cstNode?.text;
    const wanted = mode ?? written;
    return { start: part.$cstNode.offset, end: part.$cstNode.end, text: `count ${count}${wanted ? ` ${wanted}` : ''}` };
  }
  const places = ['name', 'number', 'label'].flatMap((property) => GrammarUtils.findNodesForProperty(node.$cstNode, property));
  const end = Math.max(-1, ...places.map((place) => place.end));
  return end < 0 ? undefined : { start: end, end, text: ` count ${count}${mode ? ` ${mode}` : ''}` };
}

function leaves(cst: CstNode | undefined): CstNode[] {
  return cst ? CstUtils.flattenCst(cst).filter((leaf) => !leaf.hidden).toArray() : [];
}
