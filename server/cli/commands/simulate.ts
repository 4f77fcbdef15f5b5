/** `lintel simulate`: scenarios, run: their figures, what happened, and what came of their expectations. */
import { capacityOf, type FoundCapacity } from '#language/expectations/capacity-search.js';
import type { ScenarioReport } from '#language/expectations/scenario-report.js';
import { text } from '#language/messages/word.js';
import type { Facts } from '#language/facts/query.js';
import type { Scenario } from '#language/model/model.js';
import { fromPath } from '#language/model/uri.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { givenFile, type Given } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { Places } from '../places.js';
import { Progress } from '../progress.js';
import { simulationReporters, type SimulationResult } from '../reporters/simulation.js';
import { say } from '../say.js';
import { runScenario } from '../scenario-runs.js';
import { analyseAll, openProject } from '../session.js';
import { wholeNumber } from '../whole-number.js';

interface Options { scenario?: string; seed?: number; findCapacity?: true; format: keyof typeof simulationReporters }

const LARGEST_SEED = 4_294_967_295;

export const addSimulate: AddCommand = (program, context) => {
  program.command('simulate').description(say('cli.simulate'))
    .argument('<file>', say('cli.argument.file'))
    .option('--scenario <name>', say('cli.simulate.scenario'))
    .option('--seed <n>', say('cli.simulate.seed'), (value) => wholeNumber(value, 0, LARGEST_SEED))
    .option('--find-capacity', say('cli.simulate.find-capacity'))
    .addOption(formatOption(Object.keys(simulationReporters)))
    .action((file: string, options: Options) => simulate(file, options, context));
};

async function simulate(file: string, options: Options, { world, end }: Context): Promise<void> {
  const given = givenFile(file, world);
  const analyses = analyseAll(openProject([given]), given);
  analyses.slice(0, 1).forEach((analysis) => noteIfBroken(analysis, given, world));
  const chosen = chosenOf(analyses, options, given);
  const progress = new Progress(world, chosen.length);
  const results: SimulationResult[] = [];
  for (const [index, { facts, scenario, variant }] of chosen.entries()) {
    progress.step(index);
    const seed = options.seed === undefined ? {} : { seed: options.seed };
    results.push({
      facts, report: await runScenario(facts, scenario, world.assets, seed), ...(variant === undefined ? {} : { variant }),
      ...(options.findCapacity ? { capacity: capacityFound(facts, scenario, seed) } : {}),
    });
  }
  progress.end();
  world.stdout.write(simulationReporters[options.format](results, { places: new Places(fromPath(world.cwd)), world }));
  end(results.every(({ report }) => holds(report)) ? EXIT.clean : EXIT.findings);
}

/** @throws Fault where nothing is expected that a load could break. */
function capacityFound(facts: Facts, scenario: Scenario, seed: { seed?: number }): FoundCapacity {
  const found = capacityOf(facts, scenario, seed);
  if (!found) throw new Fault(text('cli.fault.nothing-to-break', { scenario: scenario.title }));
  return found;
}

function holds({ expectations }: ScenarioReport): boolean {
  return expectations.every(({ judgement }) => judgement.holds === true);
}

interface Chosen { facts: Facts; scenario: Scenario; variant?: string }

/** @throws Fault where the file has no scenario, or none of that name. */
function chosenOf(analyses: ReturnType<typeof analyseAll>, { scenario: name }: Options, { written }: Given): Chosen[] {
  const all = analyses.flatMap(({ facts, variant }): Chosen[] => facts.read('scenarios').map((scenario) => ({ facts, scenario, ...(variant === undefined ? {} : { variant }) })));
  if (all.length === 0) throw new Fault(text('cli.fault.no-scenarios', { file: written }));
  const wanted = name?.normalize('NFC');
  const found = wanted === undefined ? all : all.filter(({ scenario }) => scenario.title.normalize('NFC') === wanted);
  if (found.length > 0) return found;
  const titles = [...new Set(all.map(({ scenario }) => `“${scenario.title}”`))];
  throw new Fault(text('cli.fault.unknown-scenario', { file: written, scenario: name!, scenarios: titles, count: titles.length }));
}
