/** The blocks that are open at the cursor, each found by walking the statement that opens it. */
import type { IToken } from 'chevrotain';
import { trailOf, walkStatements, type Walked } from './grammar-walk.js';

export interface OpenBlock {
  /** The grammar rule whose statements stand in the block. */
  rule: string;
  /** The statement that opens it: its node type, and the texts of its `kind` and `name`, where it has them. */
  owner?: { type: string; kind?: string; name?: string };
  /** Index of the first token inside. */
  start: number;
}

/** Statement starts that are tried for one block, nearest to the cursor first. */
const MOST_STARTS = 25;
/** Blocks within blocks; what stands deeper is no architecture, and is not parsed either. */
const MOST_BLOCKS = 64;
/** Longer statements than this are not completed. */
export const MOST_TOKENS = 300;

export function openBlocks(tokens: readonly IToken[]): OpenBlock[] {
  const braces: number[] = [];
  tokens.forEach((token, index) => {
    if (token.image === '{') braces.push(index);
    else if (token.image === '}') braces.pop();
  });
  const blocks: OpenBlock[] = [{ rule: 'Architecture', start: 0 }];
  for (const brace of braces.slice(0, MOST_BLOCKS)) blocks.push(opened(tokens, blocks.at(-1)!, brace));
  return blocks;
}

/** The block that the brace opens, by walking the statement before it. */
function opened(tokens: readonly IToken[], outer: OpenBlock, brace: number): OpenBlock {
  for (const start of statementStarts(tokens, outer.start, brace)) {
    if (brace - start > MOST_TOKENS) break;
    const found = walkStatements(outer.rule, tokens.slice(start, brace + 1)).opened.at(-1);
    if (found) return { rule: found.rule, owner: ownerOf(found.walked), start: brace + 1 };
  }
  return { rule: 'Block', start: brace + 1 };
}

function ownerOf(walked: Walked): NonNullable<OpenBlock['owner']> {
  const trail = trailOf(walked);
  const owner = trail.at(-2);
  const type = [...trail].reverse().find((each) => HEADS.has(each.type))?.type ?? owner?.type ?? 'Block';
  const last = (property: string): string | undefined => [...trail].reverse().find((each) => each.type === type && each.property === property)?.token.image;
  const path = type === 'Refine' ? trail.filter((each) => each.type === type && each.property === 'path').map((each) => each.token.image).join('') : undefined;
  const [kind, name] = [last('kind'), path ?? last('name')];
  return { type, ...(kind === undefined ? {} : { kind }), ...(name === undefined ? {} : { name }) };
}

/** Nodes that bear blocks: parts of their heads, such as a count, do not. */
const HEADS = new Set(['Element', 'Group', 'SecurityGroup', 'Link', 'Flow', 'Refine', 'Variant', 'KindDeclaration', 'SoftwareDeclaration', 'ProtocolDeclaration',
  'Header', 'Scenario', 'Sequence', 'View', 'Job', 'Stage', 'InstanceStatement', 'InboundStatement', 'BalanceStatement']);

/** Where a statement of the block may have begun, nearest first: at line starts, behind a block, at the block's own start. */
export function* statementStarts(tokens: readonly IToken[], from: number, to: number): Generator<number> {
  let depth = 0;
  let count = 0;
  for (let index = to - 1; index >= from; index--) {
    const token = tokens[index]!;
    const before = tokens[index - 1];
    if (token.image === '}') depth++;
    else if (token.image === '{') depth--;
    if (depth !== 0 || token.image === '{') continue;
    const begins = index === from || before === undefined || before.image === '}' || (before.endLine ?? 0) < (token.startLine ?? 0);
    if (!begins || token.image === '}') continue;
    yield index;
    if (++count >= MOST_STARTS) return;
  }
}
