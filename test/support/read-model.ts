/** The model of one text, library included: what tests of the later stages start from. */
import { library } from '../../language/library/library.generated.js';
import type { Model } from '../../language/model/model.js';
import { parseDocument, type ArchDocument } from '../../language/syntax/document.js';
import { lower } from '../../language/syntax/lower/lower.js';

let parsedLibrary: ArchDocument[] | undefined;

export function readModel(text: string, uri = 'file:///test.arch'): Model {
  parsedLibrary ??= library.map((file) => parseDocument(file.uri, file.text));
  const root = parseDocument(uri, text);
  return lower({ documents: [root], root, library: parsedLibrary });
}
