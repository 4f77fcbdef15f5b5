/**
 * Diagnostics, pushed: after each analysis for every file of the architecture. A file that several architectures read
 * shows what was found in each of them, what they share once.
 */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { text, word } from '#language/messages/word.js';
import { toDiagnostic, SOURCE } from '../diagnostics/to-diagnostic.js';
import type { Checked } from '#language/project/project.js';
import type { Session } from '../session.js';
import { isLibrary } from '../workspace.js';

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export class Diagnostics {
  /** By root, then by file. */
  private readonly found = new Map<string, Map<string, Diagnostic[]>>();
  /** What the editor was told last, by file. */
  private readonly told = new Map<string, string>();

  constructor(private readonly session: Session) {}

  publish(root: string, { analyses, findings }: Checked): void {
    const before = [...this.found.get(root)?.keys() ?? []];
    const byFile = new Map<string, Diagnostic[]>(analyses.flatMap(({ model }) => model.files.map((uri): [string, Diagnostic[]] => [uri, []])));
    for (const finding of findings) {
      const { uri } = finding.origin;
      if (isLibrary(uri)) continue;
      const list = byFile.get(uri);
      if (list) list.push(toDiagnostic(this.session, finding));
      else byFile.set(uri, [toDiagnostic(this.session, finding)]);
    }
    this.addSettingsProblem(root, byFile);
    this.found.set(root, byFile);
    for (const uri of new Set([...before, ...byFile.keys()])) this.tell(uri);
  }

  /** The analysis itself went wrong: nothing that was found before is known to hold. */
  fail(root: string, reason: string): void {
    const files = [...this.found.get(root)?.keys() ?? []].filter((uri) => uri !== root);
    const message = word(text('editor.check-failed', { reason }));
    this.found.set(root, new Map([[root, [{ range: TOP, severity: DiagnosticSeverity.Error, source: SOURCE, message }]]]));
    for (const uri of [root, ...files]) this.tell(uri);
  }

  /** The architecture is no longer open, or its root belongs to another now. */
  forget(root: string): void {
    const files = [...this.found.get(root)?.keys() ?? []];
    this.found.delete(root);
    for (const uri of files) this.tell(uri);
  }

  get roots(): string[] {
    return [...this.found.keys()];
  }

  private tell(uri: string): void {
    const { connection, workspace } = this.session;
    const once = new Map<string, Diagnostic>();
    for (const files of this.found.values()) for (const each of files.get(uri) ?? []) once.set(JSON.stringify(each), each);
    const diagnostics = [...once.values()];
    const editor = workspace.editor(uri);
    const said = JSON.stringify([editor, [...once.keys()]]);
    const silent = diagnostics.length === 0 && editor === undefined && !this.told.has(uri);
    if (said === this.told.get(uri) || silent) return;
    this.told.set(uri, said);
    void connection.sendDiagnostics({ uri: editor?.uri ?? uri, ...(editor ? { version: editor.version } : {}), diagnostics });
  }

  /** `lintel.json` stands for itself: what is wrong in it is shown there. */
  private addSettingsProblem(root: string, byFile: Map<string, Diagnostic[]>): void {
    const { problem, uri } = this.session.workspace.settings.of(root);
    if (uri === undefined) return;
    byFile.set(uri, problem ? [{ range: TOP, severity: DiagnosticSeverity.Error, source: SOURCE, message: word(problem) }] : []);
  }
}
