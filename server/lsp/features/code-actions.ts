/** Quick fixes: what a finding's rule offers, and silencing it with a reason. */
import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import { text, word } from '#language/messages/word.js';
import type { Finding, Fix } from '#language/model/finding.js';
import { comparePositions, type Range } from '#language/model/origin.js';
import { normalise } from '#language/model/uri.js';
import type { Analysis } from '#language/project/project.js';
import { textEdits } from '#language/syntax/edits/apply.js';
import { toDiagnostic } from '../diagnostics/to-diagnostic.js';
import type { Checked } from '#language/project/project.js';
import type { Session } from '../session.js';
import { workspaceEdit, type FileEdit } from '../workspace-edit.js';
import { isLibrary } from '../workspace.js';

export async function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
  const uri = normalise(textDocument.uri);
  if (isLibrary(uri) || !wanted(context.only)) return [];
  const actions: CodeAction[] = [];
  for (const root of session.workspace.rootsOf(uri)) {
    const checked = await session.loop.settled(root);
    const touched = checked?.findings.filter(({ origin }) => origin.uri === uri && overlap(origin.range, range)) ?? [];
    for (const finding of touched) actions.push(...actionsOf(session, checked!, finding, context.diagnostics));
  }
  return onlyOnce(actions);
}

function wanted(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix);
}

function overlap(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

function actionsOf(session: Session, checked: Checked, finding: Finding, shown: readonly Diagnostic[]): CodeAction[] {
  const analysis = checked.analyses.find((each) => finding.variant === undefined || each.variant === finding.variant);
  if (!analysis) return [];
  const own = toDiagnostic(session, finding);
  const diagnostics = shown.filter((each) => each.code === own.code && each.message === own.message);
  const base = diagnostics.length > 0 ? { diagnostics } : {};
  return [
    ...finding.fixes.flatMap((fix) => fixAction(session, analysis, fix, base)),
    ...ignoreAction(session, finding, base),
  ];
}

function fixAction(session: Session, { model }: Analysis, fix: Fix, base: Partial<CodeAction>): CodeAction[] {
  const edits = textEdits(fix.edits, model, (uri) => session.workspace.document(uri));
  if (edits.length === 0 || edits.some((edit) => isLibrary(edit.uri))) return [];
  return [{ ...base, title: word(fix.title), kind: CodeActionKind.QuickFix, ...(fix.preferred ? { isPreferred: true } : {}), edit: workspaceEdit(session, edits) }];
}

/** The comment goes on a line of its own before the finding's, with the same indent and line ending. */
function ignoreAction(session: Session, { rule, origin }: Finding, base: Partial<CodeAction>): CodeAction[] {
  const document = session.workspace.document(origin.uri);
  if (!document) return [];
  const { line } = origin.range.start;
  const indent = /^\s*/.exec(document.lines.line(line))![0];
  const lineBreak = /\r\n|\r|\n/.exec(document.text)?.[0] ?? '\n';
  const start = { line, character: 0 };
  const reason = word(text('editor.fix.ignore-reason'));
  const edit: FileEdit = { uri: origin.uri, range: { start, end: start }, newText: `${indent}// lintel-ignore ${rule}: ${reason}${lineBreak}` };
  return [{ ...base, title: word(text('editor.fix.ignore', { rule })), kind: CodeActionKind.QuickFix, edit: workspaceEdit(session, [edit]) }];
}

function onlyOnce(actions: readonly CodeAction[]): CodeAction[] {
  return [...new Map(actions.map((action) => [JSON.stringify([action.title, action.edit]), action])).values()];
}
