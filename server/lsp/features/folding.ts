/** Folding and "expand selection": both follow the shape of the text alone. */
import { FoldingRangeKind, type FoldingRange, type FoldingRangeParams, type SelectionRange, type SelectionRangeParams } from 'vscode-languageserver';
import type { Range } from '#language/model/origin.js';
import { normalise } from '#language/model/uri.js';
import { folds } from '#language/syntax/folds.js';
import { widening } from '#language/syntax/widening.js';
import type { Session } from '../session.js';

const KINDS = { block: undefined, comment: FoldingRangeKind.Comment, imports: FoldingRangeKind.Imports } as const;

export function foldingRanges({ workspace }: Session, { textDocument }: FoldingRangeParams): FoldingRange[] {
  const document = workspace.document(normalise(textDocument.uri));
  return (document ? folds(document) : []).map(({ type, start, end }) => {
    const kind = KINDS[type];
    return { startLine: start, endLine: end, ...(kind === undefined ? {} : { kind }) };
  });
}

export function selectionRanges({ workspace }: Session, { textDocument, positions }: SelectionRangeParams): SelectionRange[] {
  const document = workspace.document(normalise(textDocument.uri));
  if (!document) return positions.map((position) => ({ range: { start: position, end: position } }));
  return positions.map((position) => nested(widening(document, position)));
}

function nested(ranges: readonly Range[]): SelectionRange {
  const [range, ...wider] = ranges;
  return wider.length > 0 ? { range: range!, parent: nested(wider) } : { range: range! };
}
