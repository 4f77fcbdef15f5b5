/** Boxes set by hand in a preview: what their file says from now on. The editor writes it, so that it can be undone. */
import { text, word } from '#language/messages/word.js';
import { layoutFileOf } from '#language/model/manual-layout.js';
import { fileName, normalise } from '#language/model/uri.js';
import { isPlaceRequest } from '#language/protocol/check-messages.js';
import type { PlaceAnswer } from '#language/protocol/server.js';
import { layoutAfter } from '#language/syntax/layout-file/write.js';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Session } from '../session.js';

export function placeBoxes({ workspace: { project } }: Session, given: unknown): PlaceAnswer {
  if (!isPlaceRequest(given)) throw new ResponseError(ErrorCodes.InvalidParams, word(text('editor.scene-shape')));
  const root = normalise(given.root);
  const uri = layoutFileOf(root);
  const after = layoutAfter(project.layoutText(root), given.key, given.boxes);
  if (after === 'unreadable') return { uri, problem: word(text('preview.place-unreadable', { file: fileName(uri) })) };
  return { uri, ...(after === undefined ? {} : { text: after }) };
}
