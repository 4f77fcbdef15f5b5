/**
 * Where the cursor stands, read from the tokens before it: what is half typed, which blocks are open around it, where
 * the statement began. Nothing here needs the file to parse, for while one types it seldom does.
 */
import type { IToken } from 'chevrotain';
import { archServices } from '../services.js';
import { walkStatements, type Expected } from './grammar-walk.js';
import { MOST_TOKENS, openBlocks, statementStarts, type OpenBlock } from './open-blocks.js';

export interface CursorContext {
  /** The half-typed word before the cursor, which no token below contains. */
  prefix: string;
  /** Tokens of the file up to the prefix. */
  tokens: IToken[];
  /** Outermost first; the first is the file. */
  blocks: OpenBlock[];
  expected: Expected[];
}

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

/** Longer words are not completed; patterns that end at the cursor look at no more than this. */
export const LONGEST_WORD = 400;

/** A name as far as it is typed, or a number, quantity or address. */
function prefixOf(whole: string): string {
  const before = whole.slice(-LONGEST_WORD);
  const number = /(?:^|[\s,{])([0-9][0-9A-Za-z.:%/\u00B5\u03BC]*)$/.exec(before)?.[1];
  if (number !== undefined) return number;
  // The first sign of an arrow or of a link.
  if (/(?:^|\s)-$/.test(before)) return '-';
  return /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*-?$/u.exec(before)?.[0] ?? /[0-9]+$/.exec(before)?.[0] ?? '';
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
