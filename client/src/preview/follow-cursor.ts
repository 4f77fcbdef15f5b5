/** Text → picture: the preview highlights what the cursor stands on. The other way is the preview's `reveal` message. */
import { window, workspace, type Disposable, type TextEditor } from 'vscode';
import { locate } from '#language/preview/locate.js';
import type { PreviewPanels } from './panels.js';

/** A cursor that is held down moves thirty times a second; the picture follows when it rests. */
const REST_MILLISECONDS = 60;

export function followCursor(panels: PreviewPanels): Disposable {
  let resting: NodeJS.Timeout | undefined;
  const subscription = window.onDidChangeTextEditorSelection(({ textEditor }) => {
    if (textEditor.document.languageId !== 'arch') return;
    clearTimeout(resting);
    resting = setTimeout(() => highlight(panels, textEditor), REST_MILLISECONDS);
  });
  return { dispose: () => { clearTimeout(resting); subscription.dispose(); } };
}

function highlight(panels: PreviewPanels, editor: TextEditor): void {
  if (!workspace.getConfiguration('lintel').get<boolean>('preview.followCursor', true)) return;
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  for (const panel of panels.all) {
    const { shown } = panel.session;
    if (!shown) continue;
    // A file of the architecture need not be its root: every preview that shows something from it follows.
    const { id, also } = locate(shown, uri, { line, character });
    panel.session.select(id, also);
  }
}
