/** Formatting of a file or some of its lines, as the smallest edits: cursors and marks stay where they are. */
import type { DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { formatDocumentEdits } from '#language/syntax/format/format.js';
import type { Session } from '../session.js';
import { isLibrary } from '../workspace.js';

export function formatting({ workspace }: Session, { textDocument, ...rest }: DocumentFormattingParams | DocumentRangeFormattingParams): TextEdit[] {
  const uri = normalise(textDocument.uri);
  const document = workspace.document(uri);
  if (!document || isLibrary(uri)) return [];
  return formatDocumentEdits(document, 'range' in rest ? rest.range : undefined);
}
