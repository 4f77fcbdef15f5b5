/** A picture as a file that only this machine can make: PDF and offline page, for the preview's "Export". */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { text, word } from '#language/messages/word.js';
import { normalise } from '#language/model/uri.js';
import { isExportRequest } from '#language/protocol/check-messages.js';
import type { ExportAnswer } from '#language/protocol/server.js';
import type { Session } from '../session.js';

export async function exportPicture({ workspace, loop, host }: Session, given: unknown): Promise<ExportAnswer> {
  if (!isExportRequest(given)) throw new ResponseError(ErrorCodes.InvalidParams, word(text('editor.scene-shape')));
  if (!host.maker) return { problem: word(text('export.fault.no-maker')) };
  const roots = workspace.rootsOf(normalise(given.uri));
  const root = roots.length === 1 ? roots[0]! : normalise(given.uri);
  const checked = await loop.settled(root);
  if (!checked || checked.analyses.length === 0) return { problem: word(text('editor.scene-gone')) };
  const variants = workspace.project.variants(root);
  const drawables = checked.analyses.map(({ variant, model, facts, findings }) => ({
    ...(variant === undefined ? {} : { variant }), drawable: { model, facts: facts.cancellable(), findings, version: 0, variants, history: false },
  }));
  const { exportOf } = await import('#language/preview/export.js');
  try {
    return await exportOf(given, drawables, host.maker);
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
