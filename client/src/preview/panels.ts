/** The open previews, one a document; opened by command or restored with the window. */
import { commands, Disposable, Uri, ViewColumn, window, workspace, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { isSceneChanged } from '#language/protocol/check-messages.js';
import { SCENE_CHANGED } from '#language/protocol/server.js';
import { text, word } from '#language/messages/word.js';
import { builtFolder } from './html.js';
import { configuredTheme, PreviewPanel } from './panel.js';

export const VIEW_TYPE = 'lintel.preview';

export class PreviewPanels implements Disposable, WebviewPanelSerializer {
  private readonly open = new Map<string, PreviewPanel>();
  private readonly subscriptions: Disposable[] = [];
  private last: PreviewPanel | undefined;

  constructor(private readonly extension: Uri, private readonly client: LanguageClient) {
    this.subscriptions.push(
      window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      client.onNotification(SCENE_CHANGED, (change: unknown) => {
        if (isSceneChanged(change)) void this.at(Uri.parse(change.uri))?.session.refresh();
      }),
      // A server that was restarted knows nothing of who watches it.
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) for (const each of this.open.values()) void each.session.refresh();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('lintel.preview.theme')) for (const each of this.open.values()) each.session.setTheme(configuredTheme());
      }),
    );
  }

  get all(): Iterable<PreviewPanel> {
    return this.open.values();
  }

  at(document: Uri): PreviewPanel | undefined {
    return this.open.get(document.toString());
  }

  /** The preview that commands mean: the one in front, else that of the active editor, else the last used. */
  get current(): PreviewPanel | undefined {
    const active = window.activeTextEditor?.document.uri;
    return [...this.open.values()].find((each) => each.panel.active) ?? (active && this.at(active)) ?? this.last;
  }

  show(document: Uri, column: ViewColumn): PreviewPanel {
    const existing = this.at(document);
    if (existing) {
      existing.panel.reveal(column, true);
      return existing;
    }
    const panel = window.createWebviewPanel(VIEW_TYPE, '', { viewColumn: column, preserveFocus: true });
    return this.adopt(document, panel);
  }

  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const uri = typeof state === 'object' && state !== null ? (state as { uri?: unknown }).uri : undefined;
    if (typeof uri === 'string') this.adopt(Uri.parse(uri), panel);
    else panel.dispose();
  }

  private adopt(document: Uri, panel: WebviewPanel): PreviewPanel {
    panel.title = word(text('preview.title', { file: document.path.split('/').at(-1) ?? document.path }));
    panel.webview.options = { enableScripts: true, localResourceRoots: [builtFolder(this.extension)] };
    panel.iconPath = {
      light: Uri.joinPath(this.extension, 'client/media/arch-light.svg'), dark: Uri.joinPath(this.extension, 'client/media/arch-dark.svg'),
    };
    const preview = new PreviewPanel(document, panel, this.extension, this.client);
    this.open.set(document.toString(), preview);
    this.last = preview;
    panel.onDidChangeViewState(() => { if (panel.active) this.last = preview; });
    panel.onDidDispose(() => this.forget(preview));
    this.announce();
    return preview;
  }

  private forget(preview: PreviewPanel): void {
    this.open.delete(preview.document.toString());
    if (this.last === preview) this.last = [...this.open.values()].at(-1);
    this.announce();
  }

  /** Commands that act on a preview show only while there is one. */
  private announce(): void {
    void commands.executeCommand('setContext', 'lintel.previewOpen', this.open.size > 0);
  }

  dispose(): void {
    for (const preview of [...this.open.values()]) preview.dispose();
    Disposable.from(...this.subscriptions).dispose();
  }
}
