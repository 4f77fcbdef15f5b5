/**
 * Findings as workflow commands of GitHub Actions, which shows them at their lines in a pull request.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { Severity } from '#language/model/finding.js';
import { plainRange, Places } from '../places.js';
import { messageIn, type ReportedFinding } from '../report.js';
import type { Reporter } from './reporter.js';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

export const githubReporter: Reporter = (report, frame) => {
  const places = new Places(frame.sourceRoot);
  return report.findings.map((finding) => `${annotation(finding, places)}\n`).join('');
};

function annotation(finding: ReportedFinding, places: Places): string {
  const { start, end } = plainRange(finding.origin.range);
  const properties: Record<string, string | number> = { file: places.file(finding.origin.uri), line: start.line, endLine: end.line };
  // GitHub takes columns only of what stands on one line.
  if (start.line === end.line) Object.assign(properties, { col: start.column, endColumn: end.column });
  properties['title'] = finding.rule;
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`).join(',');
  return `::${COMMANDS[finding.severity]} ${written}::${data(messageIn(finding))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
