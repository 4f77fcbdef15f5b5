/** One binding a feature. */
import type { CancellationToken } from 'vscode-languageserver';
import { EDIT_REQUEST, EXPORT_REQUEST, PLACE_REQUEST, SCENE_REQUEST } from '#language/protocol/server.js';
import { normalise } from '#language/model/uri.js';
import { cancelled, overtaken } from '../guard.js';
import type { Session } from '../session.js';
import { codeActions } from './code-actions.js';
import { codeLenses, resolveCodeLens } from './code-lens.js';
import { completion } from './completion.js';
import { definition } from './definition.js';
import { executeCommand } from './explain-availability.js';
import { exportPicture } from './export.js';
import { foldingRanges, selectionRanges } from './folding.js';
import { formatting } from './formatting.js';
import { hover } from './hover.js';
import { documentContent } from './library.js';
import { documentLinks } from './links.js';
import { editFromPicture } from './picture-edit.js';
import type { Previews } from './preview.js';
import { placeBoxes } from './place.js';
import { highlights, references } from './references.js';
import { prepareRename, rename } from './rename.js';
import { SemanticTokens } from './semantic-tokens.js';
import { documentSymbols, workspaceSymbols } from './symbols.js';

type Feature<P, R> = (session: Session, params: P) => R | Promise<R>;

interface AboutDocument {
  textDocument: { uri: string };
}

/** Milliseconds that colours and outlines wait: while somebody types, the next letter calls them off. */
const BREATH = 15;

export function bindFeatures(session: Session, previews: Previews): void {
  const { connection, guard } = session;
  const bound = <P, R>(name: string, feature: Feature<P, R>): ((params: P, token: CancellationToken) => Promise<R>) =>
    guard.request(name, (params: P) => feature(session, params));
  const unhurried = <P extends AboutDocument, R>(name: string, feature: Feature<P, R>): ((params: P, token: CancellationToken) => Promise<R>) =>
    guard.request(name, async (params: P, token) => {
      const uri = normalise(params.textDocument.uri);
      const { version } = session.workspace.editor(uri) ?? {};
      await new Promise<void>((resolve) => session.host.scheduler.after(BREATH, resolve));
      if (token.isCancellationRequested) throw cancelled();
      if (session.workspace.editor(uri)?.version !== version) throw overtaken();
      return feature(session, params);
    });
  const tokens = new SemanticTokens(session);

  connection.onCompletion(bound('completion', completion));
  connection.onHover(bound('hover', hover));
  connection.onDefinition(bound('definition', definition));
  connection.onReferences(bound('references', references));
  connection.onDocumentHighlight(bound('highlight', highlights));
  connection.onPrepareRename(bound('rename', prepareRename));
  connection.onRenameRequest(bound('rename', rename));
  connection.onDocumentSymbol(unhurried('symbols', documentSymbols));
  connection.onWorkspaceSymbol(bound('symbols', workspaceSymbols));
  connection.onFoldingRanges(unhurried('folding', foldingRanges));
  connection.onSelectionRanges(bound('selection', selectionRanges));
  connection.languages.semanticTokens.on(unhurried('colours', (_, params) => tokens.full(params)));
  connection.languages.semanticTokens.onDelta(unhurried('colours', (_, params) => tokens.delta(params)));
  connection.languages.semanticTokens.onRange(unhurried('colours', (_, params) => tokens.range(params)));
  connection.onDocumentFormatting(bound('formatting', formatting));
  connection.onDocumentRangeFormatting(bound('formatting', formatting));
  connection.onCodeAction(bound('fixes', codeActions));
  connection.onCodeLens(unhurried('lenses', codeLenses));
  connection.onCodeLensResolve(bound('lenses', resolveCodeLens));
  connection.onExecuteCommand(bound('command', executeCommand));
  connection.onDocumentLinks(unhurried('links', documentLinks));
  connection.workspace.textDocumentContent.on(bound('library', documentContent));
  connection.onRequest(EXPORT_REQUEST, guard.request('preview', (params: unknown) => exportPicture(session, params)));
  connection.onRequest(EDIT_REQUEST, bound('edit', (each, params: unknown) => editFromPicture(each, params)));
  connection.onRequest(PLACE_REQUEST, guard.request('preview', (params: unknown) => placeBoxes(session, params)));
  connection.onRequest(SCENE_REQUEST, guard.request('preview', (params: unknown) => previews.scene(params)));
}
