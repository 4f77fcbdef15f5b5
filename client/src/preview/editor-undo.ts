/**
 * Ctrl+Z in the picture. What was changed in the text is taken back by the editor's own undo, of the file that was
 * changed last; where boxes stood, by writing the layout file as it was, unless somebody changed it since.
 */
import { basename } from 'node:path';
import { commands, window, type Uri, type ViewColumn, type WebviewPanel } from 'vscode';
import { text, word } from '#language/messages/word.js';
import { layoutText, writeLayout, type LayoutChange } from './place.js';

type Step = { file: Uri } | LayoutChange;

export class EditorUndo {
  private done: Step[] = [];
  private undone: Step[] = [];

  constructor(private readonly panel: WebviewPanel, private readonly document: Uri, private readonly columnOf: (file: Uri) => ViewColumn) {}

  remember(step: Step): void {
    this.done.push(step);
    this.undone = [];
  }

  /** @returns what is to be told, worded. */
  async run(again: boolean): Promise<string | undefined> {
    const [from, to] = again ? [this.undone, this.done] : [this.done, this.undone];
    const step = from.at(-1) ?? { file: this.document };
    const problem = 'after' in step ? await turn(step, again) : await this.inEditor(step.file, again);
    if (problem !== undefined) return problem;
    if (from.length > 0) to.push(from.pop()!);
    return undefined;
  }

  /** The command means the editor that has the focus; the picture gets it back. */
  private async inEditor(file: Uri, again: boolean): Promise<undefined> {
    await window.showTextDocument(file, { viewColumn: this.columnOf(file), preview: false });
    await commands.executeCommand(again ? 'redo' : 'undo');
    this.panel.reveal(this.panel.viewColumn);
  }
}

async function turn({ file, before, after }: LayoutChange, again: boolean): Promise<string | undefined> {
  const [now, then] = again ? [before, after] : [after, before];
  if (await layoutText(file) !== now) return word(text(again ? 'undo.changed-ahead' : 'undo.changed', { what: word(text('undo.place')), file: basename(file.fsPath) }));
  await writeLayout(file, then);
  return undefined;
}
