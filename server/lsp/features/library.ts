/** The documents that this server alone has: the standard library, the pages of the rules, and reports of availability. */
import type { TextDocumentContentParams, TextDocumentContentResult } from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { rulePageText } from '../rule-link.js';
import type { Session } from '../session.js';
import { libraryText } from '../workspace.js';
import { reportDocument } from './explain-availability.js';

export async function documentContent(session: Session, { uri: given }: TextDocumentContentParams): Promise<TextDocumentContentResult | null> {
  const uri = normalise(given);
  const text = libraryText(uri) ?? rulePageText(uri) ?? await reportDocument(session, given);
  return text === undefined ? null : { text };
}
