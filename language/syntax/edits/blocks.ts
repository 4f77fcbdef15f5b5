/** Adding statements to a block, in the shape that the block has: below each other, or all on one line. */
import type { AstNode, CstNode } from 'langium';
import { dominantLineBreak } from '../format/layout.js';
import type { ArchDocument } from '../document.js';
import { indentAt, indentUnit, type OffsetEdit } from './text-edit.js';
import { onLines, onOneLine, type Written } from './write.js';

/** A node that has, or could have, a block. */
export type Bearer = AstNode & { body?: AstNode };

/** Appends statements to the block, or opens one behind the statement. */
export function addToBlock(document: ArchDocument, node: Bearer, statements: readonly Written[]): OffsetEdit | undefined {
  const own = node.$cstNode;
  if (!own || statements.length === 0) return undefined;
  const block = node.body?.$cstNode;
  return block ? append(document, own, block, statements) : open(document, own, statements);
}

function open(document: ArchDocument, own: CstNode, statements: readonly Written[]): OffsetEdit {
  const text = standsAlone(document, own) ? ` ${blockOnLines(document, own, statements)}` : ` { ${statements.map(onOneLine).join('  ')} }`;
  return { start: own.end, end: own.end, text };
}

function append(document: ArchDocument, own: CstNode, block: CstNode, statements: readonly Written[]): OffsetEdit {
  const { text } = document;
  const inner = text.slice(block.offset + 1, block.end - 1);
  const close = block.end - 1;
  if (inner.trim() === '') {
    const shape = standsAlone(document, own) ? blockOnLines(document, own, statements) : `{ ${statements.map(onOneLine).join('  ')} }`;
    return { start: block.offset, end: block.end, text: shape };
  }
  if (!/[\r\n]/.test(inner)) {
    const last = block.offset + 1 + inner.trimEnd().length;
    return { start: last, end: last, text: `  ${statements.map(onOneLine).join('  ')}` };
  }
  const lineBreak = dominantLineBreak(text);
  const indent = indentInside(document, own, block);
  const closeLine = document.lines.startOf(document.lines.position(close).line);
  const lines = onLines(statements, indent, indentUnit(document)).map((line) => line + lineBreak).join('');
  // A brace with statements before it on its line gets a line of its own.
  if (text.slice(closeLine, close).trim() !== '') {
    const last = block.offset + 1 + inner.trimEnd().length;
    return { start: last, end: close, text: lineBreak + lines + indentAt(document, own.offset) };
  }
  return { start: closeLine, end: closeLine, text: lines };
}

function blockOnLines(document: ArchDocument, own: CstNode, statements: readonly Written[]): string {
  const lineBreak = dominantLineBreak(document.text);
  const [outer, unit] = [indentAt(document, own.offset), indentUnit(document)];
  return ['{', ...onLines(statements, outer + unit, unit), `${outer}}`].join(lineBreak);
}

/** Indentation of the first statement in the block that begins a line, else of the first comment, else one level more than the block's own statement. */
function indentInside(document: ArchDocument, own: CstNode, block: CstNode): string {
  const { lines } = document;
  const [first, last] = [lines.position(block.offset).line + 1, lines.position(block.end - 1).line];
  const written = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at).filter((line) => lines.line(line).trim() !== '');
  const model = written.find((line) => !lines.line(line).trimStart().startsWith('//')) ?? written[0];
  return model === undefined ? indentAt(document, own.offset) + indentUnit(document) : indentAt(document, lines.startOf(model));
}

/** True where nothing but white space and a line comment shares the statement's lines. */
export function standsAlone(document: ArchDocument, own: CstNode): boolean {
  const { lines, text } = document;
  const before = text.slice(lines.startOf(lines.position(own.offset).line), own.offset).replace(/^\uFEFF/, '');
  const after = text.slice(own.end, lines.endOf(lines.position(own.end).line));
  return before.trim() === '' && /^\s*(\/\/.*)?$/.test(after);
}

/** Puts statements beside an existing one: on lines of their own, or on its line where it shares that with others. */
export function addBeside(document: ArchDocument, own: CstNode, statements: readonly Written[], side: 'before' | 'after'): OffsetEdit {
  const { lines, text } = document;
  if (!standsAlone(document, own)) {
    const line = statements.map(onOneLine).join('  ');
    return side === 'before' ? at(own.offset, `${line}  `) : at(own.end, `  ${line}`);
  }
  const lineBreak = dominantLineBreak(text);
  const written = onLines(statements, indentAt(document, own.offset), indentUnit(document));
  if (side === 'before') return at(startWithComment(document, own), written.map((line) => line + lineBreak).join(''));
  return at(lines.endOf(lines.position(own.end).line), written.map((line) => lineBreak + line).join(''));
}

function at(offset: number, text: string): OffsetEdit {
  return { start: offset, end: offset, text };
}

/** Start of the statement's first line, or of the doc comment right above it. */
export function startWithComment(document: ArchDocument, own: CstNode): number {
  const { lines, text } = document;
  const start = lines.startOf(lines.position(own.offset).line);
  if (!text.slice(Math.max(0, start - 80), start).trimEnd().endsWith('*/')) return start;
  const comment = /(?:^|[\r\n])([ \t]*\/\*\*(?:[^*]|\*(?!\/))*\*\/[ \t]*(?:\r\n|\r|\n))$/.exec(text.slice(Math.max(0, start - 4000), start));
  return comment ? start - comment[1]!.length : start;
}
