/** The commands of the palette, menus and keys, each a line or two over the previews. */
import { commands, Uri, ViewColumn, window, type Disposable, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Id } from '#language/model/model.js';
import { part } from '#language/model/queries.js';
import { partAt } from '#language/preview/locate.js';
import type { ExportFormat } from '#language/protocol/preview.js';
import { text, word } from '#language/messages/word.js';
import type { PreviewPanel } from './preview/panel.js';
import type { PreviewPanels } from './preview/panels.js';

export function registerCommands(panels: PreviewPanels, client: LanguageClient): Disposable[] {
  const open = (column: ViewColumn) => (resource?: unknown): void => {
    const document = resource instanceof Uri ? resource : window.activeTextEditor?.document.uri;
    if (document) panels.show(document, column);
  };
  const control = (action: 'play' | 'pause' | 'step' | 'recoverAll') => (): void => panels.current?.session.control(action);
  const act = (action: 'fail' | 'recover') => async (id?: unknown): Promise<void> => {
    const preview = panels.current;
    const target = preview && (typeof id === 'string' ? id : await chooseTarget(preview, action));
    if (target !== undefined) preview?.session.control(action, target);
  };
  const table: Record<string, (argument?: unknown, more?: unknown) => unknown> = {
    openPreview: open(ViewColumn.Active),
    openPreviewToSide: open(ViewColumn.Beside),
    revealInSource: () => panels.current?.revealSelection(),
    failElement: act('fail'),
    recoverElement: act('recover'),
    recoverAll: control('recoverAll'),
    play: control('play'),
    pause: control('pause'),
    step: control('step'),
    playScenario: (document, scenario) => {
      if (typeof document === 'string' && typeof scenario === 'string') panels.show(Uri.parse(document, true), ViewColumn.Beside).session.play(scenario);
    },
    openPicture: (document, view) => {
      if (typeof document === 'string') panels.show(Uri.parse(document, true), ViewColumn.Beside).session.look(typeof view === 'string' ? view : undefined);
    },
    exportPicture: () => exportPicture(panels.current),
    restartServer: () => client.restart(),
  };
  return Object.entries(table).map(([name, run]) => commands.registerCommand(`lintel.${name}`, run));
}

const SCALES = [1, 2, 4];

/** Asks for the format; the page then draws, or has drawn, what it shows. */
async function exportPicture(preview: PreviewPanel | undefined): Promise<void> {
  const say = (id: 'svg' | 'pdf' | 'html' | 'json'): QuickPickItem & { format: ExportFormat; scale?: number } => ({ label: word(text(`export.${id}`)), format: id });
  const images = SCALES.map((scale) => ({ label: word(text('export.png', { scale })), format: 'png' as const, scale }));
  const chosen = await window.showQuickPick([say('svg'), ...images, say('pdf'), say('html'), say('json')], { title: word(text('export.pick')) });
  if (!chosen) return;
  if (!preview?.session.save(chosen.format, chosen.scale)) void window.showInformationMessage(word(text('export.needs-preview')));
}

/** What the cursor stands on, else what is selected in the picture, else what the user picks from a list. */
async function chooseTarget(preview: PreviewPanel, action: 'fail' | 'recover'): Promise<Id | undefined> {
  const picture = preview.session.shown;
  if (!picture) return undefined;
  const canFail = (id: Id | undefined): id is Id => id !== undefined && (id in picture.model.elements || id in picture.model.groups || id in picture.model.links);
  const editor = window.activeTextEditor;
  const atCursor = editor && partAt(picture.origins, editor.document.uri.toString(), editor.selection.active);
  if (canFail(atCursor)) return atCursor;
  if (canFail(preview.selection)) return preview.selection;
  const items: (QuickPickItem & { id: Id })[] = Object.keys(picture.origins).filter(canFail)
    .map((id) => ({ id, label: part(picture.model, id)?.label ?? id, description: id }));
  const title = word(text(action === 'fail' ? 'preview.pick-fail' : 'preview.pick-recover'));
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.id;
}
