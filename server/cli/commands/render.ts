/** `lintel render`: the picture of an architecture as a file, an offline page with all its views, or its laid-out scene as JSON. */
import { resolve } from 'node:path';
import { Option } from 'commander';
import { text } from '#language/messages/word.js';
import type { Analysis } from '#language/project/project.js';
import { DEEPEST, drawing, FILE_THEMES, passesOf } from '#language/scene/index.js';
import { ExportFault } from '../../export/fault.js';
import type { AddCommand, Context } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { givenFile } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { writeFile } from '../output.js';
import { isPage, pictureFile, type PictureOptions } from '../picture-files.js';
import { say } from '../say.js';
import { analyseAll, analyseOne, openProject } from '../session.js';
import { wantedView, type WantedView } from '../wanted-view.js';
import { wholeNumber } from '../whole-number.js';

interface Options extends WantedView, PictureOptions {}

const SMALLEST_SCALE = 0.1;
const LARGEST_SCALE = 32;

export const addRender: AddCommand = (program, context) => {
  program.command('render').description(say('cli.render'))
    .argument('<file>', say('cli.argument.file'))
    .option('--view <name>', say('cli.render.view'))
    .addOption(new Option('--network', say('cli.render.network')).conflicts(['view', 'of', 'around']))
    .addOption(new Option('--of <place>', say('cli.render.of')).conflicts(['view', 'around']))
    .addOption(new Option('--around <element>', say('cli.render.around')).conflicts(['view']))
    .option('--depth <n>', say('cli.render.depth'), (value) => wholeNumber(value, 1, DEEPEST))
    .requiredOption('--output <file>', say('cli.render.output'))
    .addOption(new Option('--theme <theme>', say('cli.option.theme')).choices(FILE_THEMES).default('light'))
    .option('--scale <n>', say('cli.render.scale'), scaleOf, 2)
    .option('--font <file>', say('cli.render.font'), (path: string, before: string[]) => [...before, resolve(context.world.cwd, path)], [])
    .option('--link-source <url>', say('cli.render.link-source'))
    .action((file: string, options: Options) => render(file, options, context));
};

async function render(file: string, options: Options, { world, end }: Context): Promise<void> {
  const draw = pictureFile(options, world);
  const given = givenFile(file, world);
  const project = openProject([given]);
  const analyses = isPage(options.output) ? analyseAll(project, given) : [analyseOne(project, given)];
  const [{ model, facts, findings }] = analyses as [Analysis, ...Analysis[]];
  analyses.slice(0, 1).forEach((analysis) => noteIfBroken(analysis, given, world));
  const view = wantedView(facts, options, given);
  const scene = drawing(model, { ...(view === undefined ? {} : { view }), findings, passes: passesOf(facts) });
  try {
    writeFile(options.output, await draw({ project, analyses: analyses as [Analysis, ...Analysis[]], view, scene: () => scene }), world);
  } catch (thrown) {
    throw thrown instanceof ExportFault ? new Fault(thrown.text, { cause: thrown }) : thrown;
  }
  end(EXIT.clean);
}

function scaleOf(written: string): number {
  const value = Number(written);
  if (!/^\d+(\.\d+)?$/.test(written) || value < SMALLEST_SCALE || value > LARGEST_SCALE) {
    throw new Fault(text('cli.fault.scale', { text: written, low: String(SMALLEST_SCALE), high: String(LARGEST_SCALE) }));
  }
  return value;
}
