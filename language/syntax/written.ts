/** Where an AST node, or a property of it, is written. */
import { CstUtils, GrammarUtils, type AstNode, type CstNode } from 'langium';
import type { Origin, Range } from '../model/origin.js';
import type { ArchDocument } from './document.js';

function copy(range: Range): Range {
  return { start: { ...range.start }, end: { ...range.end } };
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function span(start: CstNode | undefined, end: CstNode | undefined): Range {
  const first = start ?? end;
  const last = end ?? start;
  if (!first || !last) return NOWHERE;
  return { start: { ...first.range.start }, end: { ...last.range.end } };
}

export function wholeRange(node: AstNode): Range {
  return node.$cstNode ? copy(node.$cstNode.range) : NOWHERE;
}

/** The statement without its block: what a finding on a link or flow underlines. */
export function headRange(node: AstNode & { body?: AstNode }): Range {
  const whole = node.$cstNode;
  const body = node.body?.$cstNode;
  if (!whole) return NOWHERE;
  if (!body) return copy(whole.range);
  let last: CstNode | undefined;
  for (const leaf of CstUtils.flattenCst(whole)) {
    if (leaf.offset >= body.offset) break;
    if (!leaf.hidden) last = leaf;
  }
  return span(whole, last ?? whole);
}

export function propertyRange(node: AstNode, property: string, index?: number): Range {
  const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
  return cst ? copy(cst.range) : headRange(node);
}

export function propertyRanges(node: AstNode, property: string): Range[] {
  return GrammarUtils.findNodesForProperty(node.$cstNode, property).map((cst) => copy(cst.range));
}

export function origin(document: ArchDocument, node: AstNode, range: Range = headRange(node)): Origin {
  return { uri: document.uri, range, extent: wholeRange(node) };
}

/** Ranges of the names in a path such as `idc.data.db#1`, in order; the number of an instance belongs to its name. */
export function segmentRanges(node: AstNode, property: string, index = 0): Range[] {
  const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
  if (!cst) return [];
  const ranges: Range[] = [];
  let expectName = true;
  for (const leaf of CstUtils.flattenCst(cst)) {
    if (leaf.hidden) continue;
    if (leaf.text === '.') expectName = true;
    else if (expectName) {
      ranges.push(copy(leaf.range));
      expectName = false;
    }
  }
  return ranges;
}

const STRING_OR_COMMENT = /("(?:\\[^\r\n]|[^"\\\r\n])*"?)|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** The statement as written on one line: comments dropped, white space folded. */
export function writtenText(node: AstNode & { body?: AstNode }): string {
  const cst = node.$cstNode;
  if (!cst) return '';
  const end = node.body?.$cstNode?.offset ?? cst.end;
  const full = cst.root.fullText;
  return full.slice(cst.offset, end).replace(STRING_OR_COMMENT, (_, string: string | undefined) => string ?? ' ').replace(/\s+/gu, ' ').trim();
}

/** The doc comment before a declaration, its marks removed; undefined where there is none. */
export function docComment(node: AstNode): string | undefined {
  const comment = CstUtils.findCommentNode(node.$cstNode, ['ML_COMMENT']);
  if (!comment?.text.startsWith('/**')) return undefined;
  return comment.text.slice(3, -2).split(/\r?\n/).map((line) => line.replace(/^\s*\* ?/, '').trimEnd()).join('\n').trim();
}
