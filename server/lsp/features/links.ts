/** Links in the text: imported files, and web addresses in `doc`. */
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { importLinks } from '#language/project/import-links.js';
import type { Range } from '#language/model/origin.js';
import { spelled } from '../places.js';
import type { Session } from '../session.js';

const DOC = /\bdoc\s+"(https?:\/\/[^\s"\\]+)"/g;

export function documentLinks({ workspace }: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const document = workspace.document(normalise(textDocument.uri));
  if (!document) return [];
  const imports = importLinks(document)
    .filter(({ uri }) => workspace.files.inWorkspace(uri))
    .map(({ range, uri }) => ({ range: withoutQuotes(range), target: spelled(workspace, uri) }));
  const pages = [...document.text.matchAll(DOC)].map((match): DocumentLink => {
    const start = match.index + match[0].length - 1 - match[1]!.length;
    return { range: document.lines.range(start, start + match[1]!.length), target: match[1]! };
  });
  return [...imports, ...pages];
}

function withoutQuotes({ start, end }: Range): Range {
  return { start: { line: start.line, character: start.character + 1 }, end: { line: end.line, character: end.character - 1 } };
}
