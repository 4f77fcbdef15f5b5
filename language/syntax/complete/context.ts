/**
 * Where the cursor stands, read from the tokens before it: what is half typed, which blocks are open around it, where
 * the statement began. Nothing here needs the file to parse, for while one types it seldom does.
 */
import type { IToken } from 'chevrotain';
import { archServices } from '../services.js';
import { trailOf, walkStatements, type Expected, type Walked } from './grammar-walk.js';

export interface OpenBlock {
  /** The grammar rule whose statements stand in the block. */
  rule: string;
  /** The statement that opens it: its node type, and the texts of its `kind` and `name`, where it has them. */
  owner?: { type: string; kind?: string; name?: string };
  /** Index of the first token inside. */
  start: number;
}

export interface CursorContext {
  /** The half-typed word before the cursor, which no token below contains. */
  prefix: string;
  /** Tokens of the file up to the prefix. */
  tokens: IToken[];
  /** Outermost first; the first is the file. */
  blocks: OpenBlock[];
  expected: Expected[];
}

/** Statement starts that are tried for one block, nearest to the cursor first. */
const MOST_STARTS = 25;
/** Blocks within blocks; what stands deeper is no architecture, and is not parsed either. */
const MOST_BLOCKS = 64;
/** Longer statements than this are not completed. */
const MOST_TOKENS = 600;

export function contextAt(text: string, offset: number): CursorContext | undefined {
  const before = text.slice(0, offset);
  if (isInsideText(before)) return undefined;
  const prefix = prefixOf(before);
  const { tokens } = archServices().parser.Lexer.tokenize(before.slice(0, before.length - prefix.length));
  const blocks = openBlocks(tokens);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { prefix, tokens, blocks, expected: expectedAt(tokens, blocks.at(-1)!, lineStart, before.slice(0, before.length - prefix.length)) };
}

/** True in comments and strings, closed or not. */
function isInsideText(before: string): boolean {
  for (const match of before.matchAll(/"(?:\\[^\r\n]|[^"\\\r\n])*("|\\?)|\/\/[^\r\n]*|\/\*[\s\S]*?(\*\/|$)/g)) {
    if (match.index + match[0].length < before.length) continue;
    if (match[0].startsWith('"')) return match[1] !== '"';
    return match[0].startsWith('//') || match[2] === '';
  }
  return false;
}

/** A name as far as it is typed, or a number, quantity or address. */
function prefixOf(before: string): string {
  const number = /(?:^|[\s,{])([0-9][0-9A-Za-z.:%/\u00B5\u03BC]*)$/.exec(before)?.[1];
  if (number !== undefined) return number;
  // The first sign of an arrow or of a link.
  if (/(?:^|\s)-$/.test(before)) return '-';
  return /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*-?$/u.exec(before)?.[0] ?? /[0-9]+$/.exec(before)?.[0] ?? '';
}

function openBlocks(tokens: readonly IToken[]): OpenBlock[] {
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
function* statementStarts(tokens: readonly IToken[], from: number, to: number): Generator<number> {
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

function expectedAt(tokens: readonly IToken[], block: OpenBlock, lineStart: number, before: string): Expected[] {
  const last = tokens.at(-1);
  const onNewLine = tokens.length === block.start || (last !== undefined && last.startOffset < lineStart);
  const fresh = (): Expected[] => walkStatements(block.rule, []).expected;
  if (tokens.length === block.start) return fresh();
  for (const start of statementStarts(tokens, block.start, tokens.length)) {
    if (tokens.length - start > MOST_TOKENS) break;
    const { expected } = walkStatements(block.rule, tokens.slice(start));
    if (expected.length === 0) continue;
    // What is indented deeper than the statement above may as well go on with it.
    const deeper = onNewLine && before.length - lineStart + 1 > (tokens[start]!.startColumn ?? 1);
    return chosen(expected, { onNewLine, deeper }, fresh, before);
  }
  return onNewLine ? fresh() : [];
}

/** On a new line a finished statement gives way to the next one; on its own line it may go on, or end. */
function chosen(found: Expected[], { onNewLine, deeper }: { onNewLine: boolean; deeper: boolean }, fresh: () => Expected[], before: string): Expected[] {
  // `every` and `no` could be names as well; one who writes them there means the keyword.
  const expected = found.some((each) => each.walked?.keyword) ? found.filter((each) => each.walked?.keyword !== false || each.startsStatement) : found;
  const starting = expected.filter((each) => each.startsStatement);
  const continuing = expected.filter((each) => !each.startsStatement);
  if (deeper) return [...continuing, ...(starting.length > 0 ? starting : fresh())];
  if (onNewLine) return starting.length > 0 ? starting : [...continuing, ...fresh()];
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const anotherMayFollow = /\s\s$/.test(before) || /[{}]/.test(line);
  return anotherMayFollow ? expected : continuing;
}
