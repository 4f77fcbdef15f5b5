/**
 * Findings in reviewdog's diagnostic format, for code hosts that it serves.
 * https://github.com/reviewdog/reviewdog/tree/master/proto/rdf: columns there count bytes of UTF-8.
 */
import type { Severity } from '#language/model/finding.js';
import type { Position, Range } from '#language/model/origin.js';
import { Places } from '../places.js';
import { messageIn, type Report, type ReportedFinding } from '../report.js';
import { asJson } from './json.js';
import type { Reporter } from './reporter.js';

const SEVERITIES: Record<Severity, string> = { error: 'ERROR', warning: 'WARNING', info: 'INFO', hint: 'INFO' };

export const rdjsonReporter: Reporter = (report, frame) => {
  const places = new Places(frame.cwd);
  return asJson({ source: { name: 'lintel' }, diagnostics: report.findings.map((finding) => diagnostic(finding, places, report)) });
};

function diagnostic(finding: ReportedFinding, places: Places, report: Report): object {
  const { uri } = finding.origin;
  const bytes = (range: Range): object => ({ start: bytePosition(range.start, uri, report), end: bytePosition(range.end, uri, report) });
  // A suggestion replaces one range of the finding's own file; a repair of several places cannot be offered.
  const suggestions = finding.fixes.filter(({ edits }) => edits.length === 1 && edits[0]!.uri === uri)
    .map(({ edits }) => ({ range: bytes(edits[0]!.range), text: edits[0]!.newText }));
  return {
    message: messageIn(finding),
    location: { path: places.file(uri), range: bytes(finding.origin.range) },
    severity: SEVERITIES[finding.severity],
    code: { value: finding.rule },
    ...(suggestions.length > 0 ? { suggestions } : {}),
  };
}

function bytePosition({ line, character }: Position, uri: string, report: Report): object {
  const before = (report.line(uri, line) ?? '').slice(0, character);
  return { line: line + 1, column: Buffer.byteLength(before, 'utf8') + 1 };
}
