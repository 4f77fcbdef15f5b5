/** Findings as the JSON that others build on: `schemas/check.schema.json` describes it. */
import { Places } from '../places.js';
import { count } from '../report.js';
import type { ReportedFinding, Said } from '../report.js';
import { say } from '../say.js';
import type { Reporter } from './reporter.js';

export const jsonReporter: Reporter = (report, frame) => {
  const places = new Places(frame.cwd);
  const counts = count(report.findings);
  return asJson({
    version: 1,
    findings: report.findings.map((finding) => findingJson(finding, places)),
    summary: { files: report.files.length, errors: counts.error, warnings: counts.warning, infos: counts.info, hints: counts.hint },
  });
};

export function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2) + '\n';
}

function findingJson(finding: ReportedFinding, places: Places): object {
  return {
    rule: finding.rule,
    ...(finding.variant === undefined ? {} : { variant: finding.variant }),
    severity: finding.severity,
    message: finding.message,
    ...places.place(finding.origin),
    related: finding.related.map((each: Said) => ({ message: each.message, ...places.place(each.origin) })),
    fixes: finding.fixes.map(({ title, edits }) => ({
      title, edits: edits.map(({ uri, range, newText }) => ({ ...places.place({ uri, range, extent: range }), newText })),
    })),
    help: say('cli.check.help', { rule: finding.rule }),
  };
}
