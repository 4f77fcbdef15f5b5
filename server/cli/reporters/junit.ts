/** The JUnit report that build servers read: a suite a file, a case a finding or a test. */
import { Places } from '../places.js';
import { messageIn, type ReportedFinding } from '../report.js';
import { say } from '../say.js';
import type { Reporter } from './reporter.js';

export interface Suite {
  name: string;
  cases: Case[];
}

export interface Case {
  name: string;
  className: string;
  failure?: { message: string; type: string; body: string };
}

export const junitReporter: Reporter = (report, frame) => {
  const places = new Places(frame.cwd);
  const suites = report.files.map((uri): Suite => {
    const name = places.file(uri);
    const found = report.findings.filter((finding) => finding.origin.uri === uri);
    return { name, cases: found.length > 0 ? found.map((finding) => caseOf(finding, name, places)) : [{ name: say('cli.check'), className: name }] };
  });
  return junit('lintel check', suites);
};

function caseOf(finding: ReportedFinding, file: string, places: Places): Case {
  const message = messageIn(finding);
  const place = places.point(finding.origin);
  return { name: `${finding.rule} ${place}`, className: file, failure: { message, type: finding.severity, body: say('cli.check.junit-body', { place, message }) } };
}

export function junit(name: string, suites: readonly Suite[]): string {
  const all = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(name)}" tests="${all.length}" failures="${failures(all)}" errors="0">`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${xml(suite.name)}" tests="${suite.cases.length}" failures="${failures(suite.cases)}" errors="0" skipped="0">`,
      ...suite.cases.map(caseMarkup),
      '  </testsuite>',
    ]),
    '</testsuites>', '',
  ].join('\n');
}

function failures(cases: readonly Case[]): number {
  return cases.filter((each) => each.failure).length;
}

function caseMarkup({ name, className, failure }: Case): string {
  const open = `    <testcase name="${xml(name)}" classname="${xml(className)}"`;
  if (!failure) return `${open}/>`;
  return `${open}><failure message="${xml(failure.message)}" type="${xml(failure.type)}">${xml(failure.body)}</failure></testcase>`;
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

function xml(text: string): string {
  return text.replaceAll(ILLEGAL, '\ufffd').replaceAll(/[&<>"\n\r\t]/g, (character) => ENTITIES[character]!);
}
