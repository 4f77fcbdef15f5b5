/** `lintel render`: the picture of an architecture as a file, or its laid-out scene as JSON. */
import { Option } from 'commander';
import { text } from '#language/messages/word.js';
import type { Origin } from '#language/model/origin.js';
import { fromPath } from '#language/model/uri.js';
import type { Analysis } from '#language/project/project.js';
import { DEEPEST, drawing, passesOf, toSvg, type LaidOutScene } from '#language/scene/index.js';
import type { AddCommand, Context } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { givenFile, type Given } from '../inputs.js';
import { noteIfBroken } from '../notes.js';
import { writeFile } from '../output.js';
import { Places } from '../places.js';
import { asJson } from '../reporters/json.js';
import { say } from '../say.js';
import { analyseOne, openProject } from '../session.js';
import { wantedView, type WantedView } from '../wanted-view.js';
import { wholeNumber } from '../whole-number.js';

interface Options extends WantedView { output: string; theme: 'light' | 'dark' }

export const addRender: AddCommand = (program, context) => {
  program.command('render').description(say('cli.render'))
    .argument('<file>', say('cli.argument.file'))
    .option('--view <name>', say('cli.render.view'))
    .addOption(new Option('--network', say('cli.render.network')).conflicts(['view', 'of', 'around']))
    .addOption(new Option('--of <place>', say('cli.render.of')).conflicts(['view', 'around']))
    .addOption(new Option('--around <element>', say('cli.render.around')).conflicts(['view']))
    .option('--depth <n>', say('cli.render.depth'), (value) => wholeNumber(value, 1, DEEPEST))
    .requiredOption('--output <file>', say('cli.render.output'))
    .addOption(new Option('--theme <theme>', say('cli.option.theme')).choices(['light', 'dark']).default('light'))
    .action((file: string, options: Options) => render(file, options, context));
};

async function render(file: string, options: Options, { world, end }: Context): Promise<void> {
  const draw = drawerOf(options, new Places(fromPath(world.cwd)));
  const given = givenFile(file, world);
  const analysis = analyseOne(openProject([given]), given);
  noteIfBroken(analysis, given, world);
  writeFile(options.output, draw(await laidOut(analysis, options, given)), world);
  end(EXIT.clean);
}

/** Chosen by the file's name before any work is done for nothing. */
function drawerOf({ output, theme }: Options, places: Places): (scene: LaidOutScene) => string {
  if (/\.svg$/i.test(output)) return (scene) => toSvg(scene, { theme });
  if (/\.json$/i.test(output)) return (scene) => asJson(withPlaces(scene, places));
  throw new Fault(text('cli.fault.picture-kind', { path: output }));
}

/** Origins as everywhere in JSON: a file from here, lines and columns from 1. */
function withPlaces(scene: LaidOutScene, places: Places): unknown {
  return JSON.parse(JSON.stringify(scene, (name, value: unknown) => (name === 'origin' ? places.place(value as Origin) : value)));
}

function laidOut({ model, facts, findings }: Analysis, options: Options, given: Given): Promise<LaidOutScene> {
  const view = wantedView(facts, options, given);
  return drawing(model, { ...(view === undefined ? {} : { view }), findings, passes: passesOf(facts) });
}
