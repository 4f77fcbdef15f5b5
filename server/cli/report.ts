/**
 * What `check` found, worded once for every format: so that the terminal, the code host and the editor's problem list
 * say the same, byte for byte.
 */
import { word } from '#language/messages/word.js';
import type { EditIntent } from '#language/model/edit.js';
import type { Finding, RelatedPlace, Severity } from '#language/model/finding.js';
import type { Origin, Range } from '#language/model/origin.js';
import { say } from './say.js';

export interface TextEdit {
  uri: string;
  range: Range;
  newText: string;
}

export interface Said {
  message: string;
  origin: Origin;
}

export interface ReportedFinding {
  rule: string;
  severity: Severity;
  variant?: string;
  origin: Origin;
  what: string;
  why: string;
  todo: string;
  /** The three parts on one line. */
  message: string;
  related: Said[];
  path: Said[];
  fixes: { title: string; edits: TextEdit[] }[];
  key: string;
}

export interface Report {
  findings: ReportedFinding[];
  /** URIs of every file that was read for it, sorted. */
  files: string[];
  /** A source line, counted from 0, without its line break. */
  line(uri: string, number: number): string | undefined;
}

export type Counts = Record<Severity, number>;

/** @param write turns a repair's intents into text edits of the finding's own model. */
export function reported(finding: Finding, write: (intents: EditIntent[]) => TextEdit[]): ReportedFinding {
  const [what, why, todo] = [word(finding.what), word(finding.why), word(finding.todo)];
  return {
    rule: finding.rule,
    severity: finding.severity,
    ...(finding.variant === undefined ? {} : { variant: finding.variant }),
    origin: finding.origin,
    what, why, todo,
    message: word({ id: 'finding.message', params: { what, why, todo } }),
    related: finding.related.map(said),
    path: (finding.path ?? []).map(said),
    fixes: finding.fixes.map((fix) => ({ title: word(fix.title), edits: write(fix.edits) })).filter((fix) => fix.edits.length > 0),
    key: finding.key,
  };
}

function said({ text, origin }: RelatedPlace): Said {
  return { message: word(text), origin };
}

/** The message with the variant, for formats that have no field for it. */
export function messageIn({ message, variant }: Pick<ReportedFinding, 'message' | 'variant'>): string {
  return variant === undefined ? message : say('cli.check.in-variant', { message, variant });
}

export function count(findings: readonly Pick<ReportedFinding, 'severity'>[]): Counts {
  const counts: Counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
