/**
 * `lintel test`: every expectation as a test, those of scenarios by running them. One that cannot be decided has failed:
 * nobody should take silence for a pass.
 */
import { judge, type Judgement } from '#language/expectations/judge.js';
import { expectationsOf } from '#language/expectations/scenario.js';
import { isStandard } from '#language/expectations/rules.js';
import { text, word } from '#language/messages/word.js';
import type { Analysis } from '#language/project/project.js';
import type { Expectation } from '#language/model/model.js';
import { fromPath } from '#language/model/uri.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { givenFiles } from '../inputs.js';
import { isBroken } from '../notes.js';
import { Places } from '../places.js';
import { Progress } from '../progress.js';
import { testReporters, type TestResult } from '../reporters/tests.js';
import { runScenario } from '../scenario-runs.js';
import { say } from '../say.js';
import { analyseAll, openProject, rootsOf } from '../session.js';
import { wantsColour } from '../world.js';

interface Options { format: keyof typeof testReporters }

export const addTest: AddCommand = (program, context) => {
  program.command('test').description(say('cli.test'))
    .argument('[path...]', say('cli.argument.paths'))
    .addOption(formatOption(Object.keys(testReporters)))
    .action((paths: string[], options: Options) => test(paths, options, context));
};

async function test(paths: readonly string[], { format }: Options, { world, end }: Context): Promise<void> {
  const given = givenFiles(paths, world);
  const project = openProject(given);
  const roots = rootsOf(project, given);
  const places = new Places(fromPath(world.cwd));
  const progress = new Progress(world, roots.length);
  const results = new Map<string, TestResult>();
  const broken = new Set<string>();
  for (const [index, root] of roots.entries()) {
    progress.step(index);
    const analyses = analyseAll(project, root);
    if (analyses.some(isBroken)) broken.add(root.written);
    const judgements: TestResult[][] = [];
    for (const analysis of analyses) judgements.push(await judged(analysis, places, world.assets));
    for (const result of merged(judgements)) results.set(JSON.stringify(result), result);
  }
  progress.end();
  const all = [...results.values()];
  world.stdout.write(testReporters[format](all, wantsColour(world, world.stdout)));
  const passed = all.every((result) => result.passed);
  end(passed ? EXIT.clean : EXIT.findings);
  if (broken.size === 0) return;
  // A mistyped name takes its expectation out of the model: what is left must not look like all there is.
  const missing = text('cli.fault.not-whole', { files: [...broken], count: broken.size });
  if (passed) throw new Fault(missing);
  world.stderr.write(`lintel: ${word(missing)}\n`);
}

/** In source order; those of a scenario as its run comes out. */
async function judged({ facts, variant }: Analysis, places: Places, assets: string): Promise<TestResult[]> {
  const inScenarios = new Map<Expectation, Judgement>();
  for (const scenario of facts.read('scenarios')) {
    if (expectationsOf(facts, scenario).length === 0) continue;
    for (const { expectation, judgement } of (await runScenario(facts, scenario, assets)).expectations) inScenarios.set(expectation, judgement);
  }
  return facts.read('expectations').flatMap((expectation) => {
    const judgement = inScenarios.get(expectation) ?? judge(facts, expectation);
    if (!judgement) return [];
    const { uri, range } = expectation.origin;
    return [{
      text: expectation.text, passed: judgement.holds === true || (judgement.judged === 0 && isStandard(expectation)), actual: word(judgement.actual),
      file: places.file(uri), line: range.start.line + 1, ...(variant === undefined ? {} : { variant }),
    }];
  });
}

/** What comes out the same in every variant is listed once, without one. In source order of the first variant. */
function merged(variants: readonly (readonly TestResult[])[]): TestResult[] {
  if (variants.length === 1) return variants[0]!.map(withoutVariant);
  const answers = new Map<string, TestResult[]>();
  for (const result of variants.flat()) {
    const key = JSON.stringify([result.file, result.line, result.text]);
    answers.set(key, [...(answers.get(key) ?? []), result]);
  }
  return [...answers.values()].flatMap((each) => {
    const same = each.length === variants.length && each.every(({ passed, actual }) => passed === each[0]!.passed && actual === each[0]!.actual);
    return same ? [withoutVariant(each[0]!)] : each;
  });
}

function withoutVariant({ variant: _, ...result }: TestResult): TestResult {
  return result;
}
