/** placeholder until the completion source lands */
import type { CompletionItem, CompletionParams } from 'vscode-languageserver';
import type { Session } from '../session.js';
export const TRIGGERS = [' '];
export function completion(_session: Session, _params: CompletionParams): CompletionItem[] { return []; }
