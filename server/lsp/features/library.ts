/** The documents that this server alone has: the standard library, and the pages of the rules. */
import type { TextDocumentContentParams, TextDocumentContentResult } from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { rulePageText } from '../rule-link.js';
import { libraryText } from '../workspace.js';

export function documentContent({ uri: given }: TextDocumentContentParams): TextDocumentContentResult | null {
  const uri = normalise(given);
  const text = libraryText(uri) ?? rulePageText(uri);
  return text === undefined ? null : { text };
}
