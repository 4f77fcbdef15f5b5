/**
 * Edit intents to text edits. A repair is carried out whole or not at all: where one of its intents has no place that
 * can be written (the library, a file with syntax errors), there are no edits.
 */
import type { EditIntent } from '../../model/edit.js';
import type { Model } from '../../model/model.js';
import { EditSession, type Documents, type TextEdit } from './session.js';

export type { Documents, TextEdit } from './session.js';

export function textEdits(intents: readonly EditIntent[], model: Model, documents: Documents): TextEdit[] {
  const session = new EditSession(model, documents);
  return intents.every((intent) => session.take(intent)) ? session.finish() ?? [] : [];
}
