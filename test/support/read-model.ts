/** The model of one text, library included: what tests of the later stages start from. */
import { library } from '../../language/library/library.generated.js';
import type { Model } from '../../language/model/model.js';
import { parseDocument, type ArchDocument } from '../../language/syntax/document.js';
import { lower } from '../../language/syntax/lower/lower.js';

let parsedLibrary: ArchDocument[] | undefined;

export function readModel(text: string, uri = 'file:///test.arch', variant?: string): Model {
  parsedLibrary ??= library.map((file) => parseDocument(file.uri, file.text));
  const root = parseDocument(uri, text);
  return lower({ documents: [root], root, library: parsedLibrary, ...(variant === undefined ? {} : { variant }) });
}

/** The models of all variants of a text; of one without variants the model itself. */
export function readVariants(text: string, uri = 'file:///test.arch'): Model[] {
  parsedLibrary ??= library.map((file) => parseDocument(file.uri, file.text));
  const root = parseDocument(uri, text);
  const names = root.ast.statements.flatMap((each) => (each.$type === 'Variant' && each.name !== undefined ? [each.name] : []));
  const input = { documents: [root], root, library: parsedLibrary };
  return names.length === 0 ? [lower(input)] : names.map((variant) => lower({ ...input, variant }));
}
