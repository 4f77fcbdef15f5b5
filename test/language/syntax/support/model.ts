/** A text lowered with the standard library, as edits, tokens and completion need it. */
import { library } from '#language/library/library.generated.js';
import { parseDocument, type ArchDocument } from '#language/syntax/document.js';
import { lower } from '#language/syntax/lower/lower.js';
import type { Model } from '#language/model/model.js';

let parsed: ArchDocument[] | undefined;

export function libraryDocuments(): ArchDocument[] {
  return (parsed ??= library.map(({ uri, text }) => parseDocument(uri, text)));
}

export interface Lowered {
  document: ArchDocument;
  model: Model;
  documents: (uri: string) => ArchDocument | undefined;
}

export function lowered(text: string, uri = 'file:///plan.arch', variant?: string): Lowered {
  const document = parseDocument(uri, text);
  const model = lower({ documents: [document], root: document, library: libraryDocuments(), ...(variant === undefined ? {} : { variant }) });
  const all = new Map([document, ...libraryDocuments()].map((each) => [each.uri, each]));
  return { document, model, documents: (wanted) => all.get(wanted) };
}
