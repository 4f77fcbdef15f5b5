/** The standard library as parsed documents, once per process. */
import { library } from '../library/library.generated.js';
import { parseDocument, type ArchDocument } from '../syntax/document.js';

let documents: ArchDocument[] | undefined;

export function libraryDocuments(): readonly ArchDocument[] {
  documents ??= library.map(({ uri, text }) => parseDocument(uri, text));
  return documents;
}
