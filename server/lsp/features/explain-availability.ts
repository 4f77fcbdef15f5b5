/**
 * The command behind a lens: the whole report of a service or group, as a document of Markdown that this server serves.
 * An editor that shows no such documents gets what the lens says, and the single points, as a message.
 */
import { MessageType, ShowDocumentRequest, ShowMessageNotification, type ExecuteCommandParams } from 'vscode-languageserver';
import { figures } from '#language/facts/redundancy/figures.js';
import { reportOf } from '#language/facts/redundancy/report.js';
import { figureText, pointsText, sectionsOf, targetTexts, type Section } from '#language/facts/redundancy/report-texts.js';
import type { Facts } from '#language/facts/query.js';
import { text, word } from '#language/messages/word.js';
import type { Text } from '#language/model/finding.js';
import type { Id } from '#language/model/model.js';
import { normalise } from '#language/model/uri.js';
import type { Session } from '../session.js';
import { viewsOf, type View } from '../views.js';

export const EXPLAIN = 'lintel.explainAvailability';
export const REPORT_SCHEME = 'lintel-report:';

/** As the command line's default. */
const ORDER = 2;

export async function executeCommand(session: Session, { command, arguments: given }: ExecuteCommandParams): Promise<null> {
  const about: unknown = given?.[0];
  if (command !== EXPLAIN || typeof about !== 'object' || about === null || !('uri' in about) || !('id' in about)) return null;
  const [uri, id] = [normalise(String(about.uri)), String(about.id)];
  const { client, connection, workspace } = session;
  if (client.window?.showDocument?.support && client.workspace?.textDocumentContent) {
    await connection.sendRequest(ShowDocumentRequest.type, { uri: reportUri(uri, id), external: false, takeFocus: true });
    return null;
  }
  const lines = viewsThatKnow(viewsOf(workspace, uri), id).flatMap(({ facts }) => {
    const report = reportOf(facts, id, figures(facts, id, ORDER)!);
    return [report.name, ...[figureText(report), ...targetTexts(report), pointsText(report)].map(word)];
  });
  if (lines.length > 0) await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: lines.join('\n') });
  return null;
}

function reportUri(uri: string, id: Id): string {
  return `${REPORT_SCHEME}/${encodeURIComponent(JSON.stringify([uri, id]))}/availability.md`;
}

/** The text of such a document; undefined of any other. */
export async function reportDocument(session: Session, uri: string): Promise<string | undefined> {
  const about = uri.startsWith(REPORT_SCHEME) ? subjectOf(uri) : undefined;
  if (!about) return undefined;
  const parts: string[] = [];
  for (const view of viewsThatKnow(viewsOf(session.workspace, about.uri), about.id)) {
    await session.figures.ready(view, `report ${about.id}`, (facts) => pageOf(facts, about.id, view.variant));
    parts.push(pageOf(view.facts, about.id, view.variant));
  }
  return parts.length > 0 ? parts.join('\n') : undefined;
}

function subjectOf(uri: string): { uri: string; id: Id } | undefined {
  try {
    const given: unknown = JSON.parse(decodeURIComponent(uri.slice(REPORT_SCHEME.length + 1, uri.lastIndexOf('/'))));
    return Array.isArray(given) && typeof given[0] === 'string' && typeof given[1] === 'string' ? { uri: normalise(given[0]), id: given[1] } : undefined;
  } catch {
    return undefined;
  }
}

function viewsThatKnow(views: readonly View[], id: Id): View[] {
  return views.filter(({ model }) => Object.hasOwn(model.flows, id) || Object.hasOwn(model.groups, id));
}

function pageOf(facts: Facts, id: Id, variant: string | undefined): string {
  const report = reportOf(facts, id, figures(facts, id, ORDER)!);
  const title = variant === undefined ? text('editor.report.title', { name: report.name }) : text('editor.report.title-of-variant', { name: report.name, variant });
  return [`# ${marked(title)}`, ...sectionsOf(report, ORDER).map(markdown), ''].join('\n\n');
}

function markdown({ title, table, lines }: Section): string {
  const list = lines.map((line) => `- ${marked(line)}`).join('\n');
  return [...(title ? [marked(title)] : []), ...(table ? [tableOf(table)] : []), ...(list === '' ? [] : [list])].join('\n\n');
}

function tableOf([head, ...rows]: (Text | string)[][]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head!.map(marked)), line(head!.map(() => '---')), ...rows.map((row) => line(row.map(marked)))].join('\n');
}

function marked(each: Text | string): string {
  return legible(typeof each === 'string' ? each : word(each));
}

/** Most editors show the source of the document: only signs that would be markup where they stand are escaped. */
function legible(line: string): string {
  return line.replaceAll(/[\\`*[\]<|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&').replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
