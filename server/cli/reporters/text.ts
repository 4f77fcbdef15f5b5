/** Findings for people: each with its source line, reason, remedy and path, then one line that sums up. */
import picocolors from 'picocolors';
import type { Severity } from '#language/model/finding.js';
import { Places } from '../places.js';
import { count, type Counts, type Report, type ReportedFinding } from '../report.js';
import { say } from '../say.js';
import { harmless } from '../terminal-text.js';
import { excerpt } from './excerpt.js';
import type { Reporter } from './reporter.js';

type Colours = ReturnType<typeof picocolors.createColors>;

export const textReporter: Reporter = (report, frame) => {
  const colours = picocolors.createColors(frame.colour);
  const places = new Places(frame.cwd);
  const blocks = report.findings.map((finding) => block(finding, report, places, colours));
  return [...blocks, summary(count(report.findings), report.files.length)].join('\n') + '\n';
};

function block(finding: ReportedFinding, report: Report, places: Places, colours: Colours): string {
  const ink = inkOf(finding.severity, colours);
  const line = report.line(finding.origin.uri, finding.origin.range.start.line);
  const seen = line === undefined ? undefined : excerpt(line, finding.origin.range);
  const margin = ' '.repeat(seen?.number.length ?? 1);
  const bar = colours.blue('|');
  const head = say('cli.check.head', { severity: say('cli.severity', { severity: finding.severity }), rule: finding.rule });
  return [
    `${ink(colours.bold(head))} ${colours.bold(harmless(finding.what))}`,
    `${margin}${colours.blue('-->')} ${harmless(places.point(finding.origin))}`,
    ...(seen ? [`${margin} ${bar}`, `${colours.blue(seen.number)} ${bar} ${seen.line}`, `${margin} ${bar} ${ink(seen.underline)}`] : []),
    ...notes(finding, places).map((note) => `${margin} ${colours.blue('=')} ${note}`),
    '',
  ].join('\n');
}

function notes(finding: ReportedFinding, places: Places): string[] {
  const note = (label: string, message: string): string => say('cli.check.note', { label, message: harmless(message) });
  const at = (said: { message: string; origin: ReportedFinding['origin'] }): string => say('cli.check.at', { message: said.message, place: places.near(said.origin, finding.origin.uri) });
  return [
    ...(finding.variant === undefined ? [] : [note(say('cli.check.variant'), finding.variant)]),
    note(say('cli.check.why'), finding.why),
    note(say('cli.check.todo'), finding.todo),
    ...finding.path.map((step, index) => note(say('cli.check.path'), say('cli.check.hop', { number: String(index + 1), message: at(step) }))),
    ...finding.related.map((each) => note(say('cli.check.related'), at(each))),
  ];
}

function inkOf(severity: Severity, colours: Colours): (text: string) => string {
  switch (severity) {
    case 'error': return colours.red;
    case 'warning': return colours.yellow;
    case 'info': return colours.cyan;
    case 'hint': return colours.dim;
  }
}

function summary(counts: Counts, files: number): string {
  const said = [
    counts.error > 0 ? say('cli.check.errors', { count: counts.error }) : '',
    counts.warning > 0 ? say('cli.check.warnings', { count: counts.warning }) : '',
    counts.info > 0 ? say('cli.check.infos', { count: counts.info }) : '',
    counts.hint > 0 ? say('cli.check.hints', { count: counts.hint }) : '',
  ].filter((each) => each !== '');
  return said.length === 0 ? say('cli.check.none', { files }) : say('cli.check.summary', { counts: said, files });
}
