/** `lintel check`: all findings of files and folders, in the format of whoever reads them. */
import { Option } from 'commander';
import { text } from '#language/messages/word.js';
import type { Severity } from '#language/model/finding.js';
import { compareOrigins } from '#language/model/origin.js';
import type { Analysis, Project } from '#language/project/project.js';
import { textEdits } from '#language/syntax/edits/apply.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT, Fault, type ExitCode } from '../fault.js';
import { frameOf } from '../frame.js';
import { givenFiles, type Given } from '../inputs.js';
import { answer } from '../output.js';
import { Progress } from '../progress.js';
import { count, reported, type Report, type ReportedFinding } from '../report.js';
import { githubReporter } from '../reporters/github.js';
import { jsonReporter } from '../reporters/json.js';
import { junitReporter } from '../reporters/junit.js';
import { rdjsonReporter } from '../reporters/rdjson.js';
import type { Reporter } from '../reporters/reporter.js';
import { sarifReporter } from '../reporters/sarif/sarif.js';
import { textReporter } from '../reporters/text.js';
import { say } from '../say.js';
import { openProject, requireVariant, rootsOf } from '../session.js';
import { wholeNumber } from '../whole-number.js';

const REPORTERS = {
  text: textReporter, json: jsonReporter, sarif: sarifReporter, github: githubReporter, rdjson: rdjsonReporter, junit: junitReporter,
} satisfies Record<string, Reporter>;

interface Options {
  format: keyof typeof REPORTERS;
  output?: string;
  failOn: 'error' | 'warning' | 'info' | 'never';
  maxWarnings?: number;
}

export const addCheck: AddCommand = (program, context) => {
  program.command('check').description(say('cli.check'))
    .argument('[path...]', say('cli.argument.paths'))
    .addOption(formatOption(Object.keys(REPORTERS)))
    .option('--output <file>', say('cli.option.output'))
    .addOption(new Option('--fail-on <severity>', say('cli.check.fail-on')).choices(['error', 'warning', 'info', 'never']).default('error'))
    .option('--max-warnings <n>', say('cli.check.max-warnings'), (value) => wholeNumber(value, 0, Number.MAX_SAFE_INTEGER))
    .action((paths: string[], options: Options) => check(paths, options, context));
};

function check(paths: readonly string[], options: Options, { world, end }: Context): void {
  const report = reportOn(givenFiles(paths, world), (total) => new Progress(world, total));
  answer(REPORTERS[options.format](report, frameOf(world, options.output === undefined)), options.output, world);
  end(statusOf(report, options));
}

function reportOn(given: readonly Given[], progressOf: (total: number) => Progress): Report {
  const project = openProject(given);
  const roots = rootsOf(project, given);
  const progress = progressOf(roots.length);
  const found = new Map<string, ReportedFinding>();
  const files = new Set<string>();
  roots.forEach((root, index) => {
    progress.step(index);
    for (const finding of findingsOf(project, root, files)) found.set(identity(finding), finding);
  });
  progress.end();
  return {
    findings: [...found.values()].sort((a, b) => compareOrigins(a.origin, b.origin) || order(a.rule, b.rule) || order(a.variant ?? '', b.variant ?? '')),
    files: [...files].sort(order),
    line: (uri, number) => project.document(uri)?.lines.line(number),
  };
}

function findingsOf(project: Project, root: Given, files: Set<string>): ReportedFinding[] {
  const { analyses, findings } = checkOne(project, root);
  for (const { model } of analyses) for (const file of model.files) files.add(file);
  return findings.map((finding) => {
    // Text edits are of the model in which the finding was made; what all variants share is the same in the first.
    const { model } = analyses.find(({ variant }) => variant === finding.variant) ?? analyses[0]!;
    return reported(finding, (intents) => textEdits(intents, model, (uri) => project.document(uri)));
  });
}

function checkOne(project: Project, root: Given): { analyses: Analysis[]; findings: Analysis['findings'] } {
  if (root.variant === undefined) return project.check(root.uri);
  requireVariant(root, project.variants(root.uri).map(({ name }) => name));
  const analysis = project.analyse(root.uri, root.variant);
  if (!analysis) throw new Fault(text('cli.fault.unreadable', { path: root.written, reason: '' }));
  return { analyses: [analysis], findings: analysis.findings };
}

/** Two architectures may share a file; what is wrong there is said once. */
function identity({ rule, variant, origin, message, key }: ReportedFinding): string {
  return JSON.stringify([rule, variant ?? null, origin.uri, origin.range, message, key]);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const AT_OR_ABOVE: Record<Options['failOn'], readonly Severity[]> = {
  error: ['error'], warning: ['error', 'warning'], info: ['error', 'warning', 'info'], never: [],
};

function statusOf(report: Report, { failOn, maxWarnings }: Options): ExitCode {
  const counts = count(report.findings);
  if (AT_OR_ABOVE[failOn].some((severity) => counts[severity] > 0)) return EXIT.findings;
  return maxWarnings !== undefined && counts.warning > maxWarnings ? EXIT.findings : EXIT.clean;
}
