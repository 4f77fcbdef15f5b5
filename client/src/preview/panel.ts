/** One preview panel: a webview that talks to a `PreviewSession`, whose pictures come from the language server. */
import { env, Range, Uri, ViewColumn, window, workspace, type Disposable, type TextEditor, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PreviewSession } from '#language/preview/session.js';
import type { PictureEdit } from '#language/model/edit.js';
import { isEditAnswer } from '#language/protocol/check-messages.js';
import { EDIT_REQUEST, SCENE_REQUEST, type EditRequest, type SceneAnswer, type SceneRequest } from '#language/protocol/server.js';
import type { Choice, Picture, PictureTheme } from '#language/protocol/picture.js';
import type { Id } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { isLayoutFile } from '#language/model/manual-layout.js';
import { text, word } from '#language/messages/word.js';
import { EditorUndo } from './editor-undo.js';
import { previewPage } from './html.js';
import { keepPlaces } from './place.js';
import { savePicture } from './save-picture.js';

export class PreviewPanel implements Disposable {
  readonly session: PreviewSession;
  /** What the reader selected last; what "Reveal in Source" means. */
  selection: Id | undefined;
  private readonly undo: EditorUndo;

  constructor(readonly document: Uri, readonly panel: WebviewPanel, extension: Uri, private readonly client: LanguageClient, choice?: Choice) {
    this.undo = new EditorUndo(panel, document, (file) => columnFor(file, panel.viewColumn));
    this.session = new PreviewSession(document.toString(), {
      settings: { canReveal: true, canExport: true, canEdit: true, canPlace: document.scheme === 'file', canUndo: true, makes: ['pdf', 'html'] },
      ask: (request) => this.ask(request),
      post: (message) => { void panel.webview.postMessage(message); },
      reveal: (origin, id) => { this.selection = id ?? this.selection; void reveal(origin, this.panel.viewColumn); },
      selected: (id) => { this.selection = id; },
      export: ({ choice }, format, content) => { void savePicture({ document, client, choice, format, content }); },
      edit: (edit, picture) => this.edit(edit, picture),
      place: (request) => keepPlaces(client, request, (change) => this.undo.remember(change)),
      undo: (again) => this.undo.run(again),
      open: (href) => { void env.openExternal(Uri.parse(href, true)); },
    }, choice);
    this.session.setTheme(configuredTheme());
    panel.webview.onDidReceiveMessage((message: unknown) => this.session.receive(message));
    // A hidden panel has no page that could say so: VS Code takes it down.
    panel.onDidChangeViewState(() => this.session.setSeen(panel.visible));
    panel.webview.html = previewPage(panel.webview, extension);
  }

  /** Shows the line of what the reader selected. */
  async revealSelection(): Promise<void> {
    const origin = this.selection === undefined ? undefined : this.session.originOf(this.selection);
    if (origin) await reveal(origin, this.panel.viewColumn);
  }

  /** The server says what changes, the editor changes it: so the editor's undo takes it back. */
  private async edit(edit: PictureEdit, { uri, choice: { variant } }: Picture): Promise<string | undefined> {
    const answer: unknown = await this.client.sendRequest(EDIT_REQUEST, { uri, edit, ...(variant === undefined ? {} : { variant }) } satisfies EditRequest);
    if (!isEditAnswer(answer)) return word(text('edit.stale'));
    if (answer.problem !== undefined) return answer.problem;
    const change = await this.client.protocol2CodeConverter.asWorkspaceEdit(answer.edit as Parameters<typeof this.client.protocol2CodeConverter.asWorkspaceEdit>[0]);
    if (!change) return word(text('edit.stale'));
    for (const [file] of change.entries()) await bringToSight(file, this.panel.viewColumn);
    if (!await workspace.applyEdit(change)) return word(text('edit.stale'));
    const [changed] = change.entries().map(([file]) => file).filter((file) => !isLayoutFile(file.path));
    if (changed) this.undo.remember({ file: changed });
    return undefined;
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async ask(request: SceneRequest): Promise<SceneAnswer | undefined> {
    try {
      await this.client.start(); // done already, unless the panel was restored before the server was up
      return await this.client.sendRequest<SceneAnswer>(SCENE_REQUEST, request);
    } catch (error) {
      const problem = word(text('preview.server-failed', { reason: error instanceof Error ? error.message : String(error) }));
      return { revision: request.revision, broken: false, problem };
    }
  }
}

export function configuredTheme(): PictureTheme {
  const theme = workspace.getConfiguration('lintel').get<string>('preview.theme');
  return theme === 'light' || theme === 'dark' ? theme : 'vscode';
}

/** The column of an editor that has this document, else one beside the preview. */
function columnFor(uri: Uri, previewColumn: ViewColumn | undefined): ViewColumn {
  const open = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  if (open?.viewColumn) return open.viewColumn;
  const other = window.visibleTextEditors.find((editor) => editor.viewColumn !== undefined && editor.viewColumn !== previewColumn);
  return other?.viewColumn ?? (previewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One);
}

/** What changes is seen to change, and stands where it can be undone. */
async function bringToSight(uri: Uri, previewColumn: ViewColumn | undefined): Promise<void> {
  if (window.visibleTextEditors.some((editor) => editor.document.uri.toString() === uri.toString())) return;
  await window.showTextDocument(uri, { viewColumn: columnFor(uri, previewColumn), preserveFocus: true, preview: false });
}

async function reveal(origin: Origin, previewColumn: ViewColumn | undefined): Promise<TextEditor> {
  const uri = Uri.parse(origin.uri, true);
  const { start, end } = origin.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  return window.showTextDocument(uri, { viewColumn: columnFor(uri, previewColumn), selection });
}
