/** A finding as the editor shows it: one message of three parts, and the way that led to it as related places. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { Finding, RelatedPlace, Severity } from '#language/model/finding.js';
import { text, word } from '#language/messages/word.js';
import { locationOf } from '../places.js';
import { rulePageUri } from '../rule-link.js';
import type { Session } from '../session.js';

export const SOURCE = 'lintel';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};
/** Rules about what could as well be left out: editors show it faded. */
const UNNECESSARY = new Set(['model/unused', 'model/unused-ignore', 'security/shadowed-rule']);
/** A path through a large network is told to this length. */
const MOST_RELATED = 24;

/** What an editor sends back when it asks for repairs. */
export interface FindingData {
  key: string;
  variant?: string;
  fixable: boolean;
}

export function toDiagnostic(session: Pick<Session, 'workspace' | 'client' | 'host'>, finding: Finding): Diagnostic {
  const page = rulePageUri(finding.rule, session.host.homepage);
  const related = relatedOf(session, finding);
  const data: FindingData = { key: finding.key, ...(finding.variant === undefined ? {} : { variant: finding.variant }), fixable: finding.fixes.length > 0 };
  return {
    range: finding.origin.range, severity: SEVERITIES[finding.severity], source: SOURCE, code: finding.rule, message: messageOf(finding), data,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(UNNECESSARY.has(finding.rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

export function messageOf({ what, why, todo, variant }: Finding): string {
  const message = word(text('finding.message', { what: word(what), why: word(why), todo: word(todo) }));
  return variant === undefined ? message : word(text('editor.in-variant', { message, variant }));
}

function relatedOf({ workspace, client }: Pick<Session, 'workspace' | 'client'>, { related, path }: Finding): DiagnosticRelatedInformation[] {
  if (!client.textDocument?.publishDiagnostics?.relatedInformation) return [];
  const told = new Set<string>();
  const places: DiagnosticRelatedInformation[] = [];
  for (const { text: said, origin } of [...related, ...path ?? []] satisfies RelatedPlace[]) {
    const message = word(said);
    const { start } = origin.range;
    const key = `${origin.uri} ${start.line} ${start.character} ${message}`;
    if (told.has(key)) continue;
    told.add(key);
    places.push({ message, location: locationOf(workspace, origin) });
  }
  return places.slice(0, MOST_RELATED);
}
