/** An edit that somebody makes in the picture, as the edit of the workspace that the editor applies, and can undo. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { text, word } from '#language/messages/word.js';
import { normalise } from '#language/model/uri.js';
import { pictureEdits } from '#language/project/picture-edits.js';
import { Refusal } from '#language/project/refusal.js';
import { isEditRequest } from '#language/protocol/check-messages.js';
import type { EditAnswer } from '#language/protocol/server.js';
import type { Session } from '../session.js';
import { viewsOf } from '../views.js';
import { workspaceEdit } from '../workspace-edit.js';
import { surroundings } from './rename.js';

export function editFromPicture(session: Session, given: unknown): EditAnswer {
  if (!isEditRequest(given)) throw new ResponseError(ErrorCodes.InvalidParams, word(text('editor.scene-shape')));
  const { workspace } = session;
  const uri = normalise(given.uri);
  const views = viewsOf(workspace, uri);
  const view = views.find((each) => each.variant === given.variant) ?? views[0];
  if (!view) return { problem: word(text('editor.scene-gone')) };
  try {
    // Whatever reads the file that declares it counts, not only what reads the file that is shown.
    return { edit: workspaceEdit(session, pictureEdits({ ...surroundings(workspace, uri), own: views }, view, given.edit)) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { problem: word(thrown.reason) };
    throw thrown;
  }
}
