/**
 * What the formatter works on: the tokens and comments of a sound text in order, each with the little that layout
 * needs to know of it. White space between them is all that formatting may change.
 */
import { archServices } from '../services.js';
import { statementStarts } from '../statements.js';
import type { ArchDocument } from '../document.js';

export type ItemKind = 'word' | 'open' | 'close' | 'comma' | 'joint' | 'line-comment' | 'block-comment';

export interface Item {
  kind: ItemKind;
  text: string;
  start: number;
  /** Exclusive. */
  end: number;
  /** Lines on which it starts and ends in the source. */
  line: number;
  lastLine: number;
  /** Blocks that are open around it; a brace belongs outside its own block. */
  depth: number;
  /** True for the first token of a statement. */
  starts: boolean;
  /** Of a brace, the index of its partner. */
  partner: number;
  /** True where the next token continues a statement: a comment here stands inside one. */
  inside: boolean;
}

/** Signs that bind the words around them into one name or port: `idc.db#1`, `tcp/8000-8010`, `sw1:g1/0/1`. */
const JOINTS = new Set(['.', '#', '/', '-', ':']);

export function isComment(item: Item | undefined): boolean {
  return item?.kind === 'line-comment' || item?.kind === 'block-comment';
}

export function readItems(document: ArchDocument): Item[] {
  const { tokens, hidden } = archServices().parser.Lexer.tokenize(document.text);
  const starts = new Set(statementStarts(document.ast).keys());
  // The header `language 1` is no statement of the tree, but stands like one.
  if (tokens.length > 0) starts.add(tokens[0]!.startOffset);
  const items: Item[] = [];
  let comment = 0;
  for (const token of tokens) {
    for (; comment < hidden.length && hidden[comment]!.startOffset < token.startOffset; comment++) items.push(item(document, hidden[comment]!, starts));
    items.push(item(document, token, starts));
  }
  for (; comment < hidden.length; comment++) items.push(item(document, hidden[comment]!, starts));
  nest(items);
  lookAhead(items);
  return items;
}

function item(document: ArchDocument, token: { image: string; startOffset: number }, starts: ReadonlySet<number>): Item {
  const start = token.startOffset;
  const end = start + token.image.length;
  const kind = kindOf(token.image);
  const line = document.lines.position(start).line;
  const lastLine = kind === 'block-comment' ? document.lines.position(end).line : line;
  return { kind, text: token.image, start, end, line, lastLine, depth: 0, starts: starts.has(start), partner: -1, inside: false };
}

function kindOf(image: string): ItemKind {
  if (image === '{') return 'open';
  if (image === '}') return 'close';
  if (image === ',') return 'comma';
  if (JOINTS.has(image)) return 'joint';
  if (image.startsWith('//')) return 'line-comment';
  if (image.startsWith('/*')) return 'block-comment';
  return 'word';
}

function nest(items: Item[]): void {
  const open: number[] = [];
  items.forEach((each, index) => {
    if (each.kind === 'close' && open.length > 0) {
      each.partner = open.pop()!;
      items[each.partner]!.partner = index;
    }
    each.depth = open.length;
    if (each.kind === 'open') open.push(index);
  });
}

function lookAhead(items: Item[]): void {
  let continues = false;
  for (let index = items.length - 1; index >= 0; index--) {
    const each = items[index]!;
    each.inside = continues;
    if (!isComment(each)) continues = !each.starts && each.kind !== 'close';
  }
}
