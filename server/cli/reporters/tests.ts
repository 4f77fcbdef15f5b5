/** Judged expectations for people, for TAP consumers, for build servers, as JSON. */
import picocolors from 'picocolors';
import { say } from '../say.js';
import { harmless } from '../terminal-text.js';
import { asJson } from './json.js';
import { junit, type Case } from './junit.js';

export interface TestResult {
  /** The expectation as written. */
  text: string;
  passed: boolean;
  /** What is. */
  actual: string;
  file: string;
  /** From 1. */
  line: number;
  /** Where it comes out differently in other variants. */
  variant?: string;
}

type TestReporter = (results: readonly TestResult[], colour: boolean) => string;

export const testReporters = { text: asText, json: asTestJson, tap: asTap, junit: asJunit } satisfies Record<string, TestReporter>;

function summary(results: readonly TestResult[]): { passed: number; failed: number } {
  const passed = results.filter((each) => each.passed).length;
  return { passed, failed: results.length - passed };
}

function asText(results: readonly TestResult[], colour: boolean): string {
  const colours = picocolors.createColors(colour);
  if (results.length === 0) return `${say('cli.test.none')}\n`;
  const lines = results.flatMap((result) => {
    const state = result.passed ? colours.green(say('cli.test.passed')) : colours.red(say('cli.test.failed'));
    const line = `${state}  ${harmless(titleOf(result))}  (${harmless(placeOf(result))})`;
    return [line, `        ${harmless(say('cli.test.actual', { actual: result.actual }))}`];
  });
  return [...lines, '', say('cli.test.summary', summary(results)), ''].join('\n');
}

function asTestJson(results: readonly TestResult[]): string {
  return asJson({ version: 1, tests: results, summary: summary(results) });
}

/** https://testanything.org/tap-version-14-specification.html */
function asTap(results: readonly TestResult[]): string {
  const lines = results.flatMap((result, index) => {
    const title = harmless(titleOf(result)).replaceAll(/[\\#]/g, '\\$&');
    const line = `${result.passed ? 'ok' : 'not ok'} ${index + 1} - ${title}`;
    return result.passed ? [line] : [line, '  ---', `  actual: ${JSON.stringify(result.actual)}`, `  at: ${JSON.stringify(placeOf(result))}`, '  ...'];
  });
  return ['TAP version 14', `1..${results.length}`, ...lines, ''].join('\n');
}

function asJunit(results: readonly TestResult[]): string {
  const files = [...new Set(results.map(({ file }) => file))];
  return junit('lintel test', files.map((file) => ({ name: file, cases: results.filter((each) => each.file === file).map(caseOf) })));
}

function caseOf(result: TestResult): Case {
  const name = titleOf(result);
  if (result.passed) return { name, className: result.file };
  return { name, className: result.file, failure: { message: result.actual, type: 'expectation', body: say('cli.check.junit-body', { place: placeOf(result), message: result.actual }) } };
}

function titleOf({ text, variant }: TestResult): string {
  return variant === undefined ? text : say('cli.test.in-variant', { text, variant });
}

function placeOf({ file, line }: TestResult): string {
  return `${file}:${line}`;
}
