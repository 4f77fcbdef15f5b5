/** `lintel diff`: what differs between two files, folders or revisions, and what that does to findings and availability. */
import { Option } from 'commander';
import { difference, marksOf, union } from '#language/diff/index.js';
import { text } from '#language/messages/word.js';
import { fromPath } from '#language/model/uri.js';
import { automaticViews, drawing, FILE_THEMES, isViewOf, passesOf, toSvg, type FileTheme } from '#language/scene/index.js';
import type { AddCommand, Context } from '../context.js';
import { formatOption } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { noteIfBroken } from '../notes.js';
import { answer } from '../output.js';
import { Places } from '../places.js';
import { isDifferent, type Compared } from '../reporters/difference/compared.js';
import { differenceJson } from '../reporters/difference/json.js';
import { differenceMarkdown } from '../reporters/difference/markdown.js';
import { differenceText } from '../reporters/difference/text.js';
import { architecturesOf, type Architecture } from '../revisions.js';
import { say } from '../say.js';
import { wantsColour } from '../world.js';

interface Options {
  format: 'text' | 'json' | 'markdown' | 'svg';
  output?: string;
  view?: string;
  theme: FileTheme;
  check?: boolean;
}

export const addDiff: AddCommand = (program, context) => {
  program.command('diff').description(say('cli.diff'))
    .argument('<base>', say('cli.argument.base'))
    .argument('<head>', say('cli.argument.head'))
    .addOption(formatOption(['text', 'json', 'markdown', 'svg']))
    .option('--output <file>', say('cli.option.output'))
    .option('--view <name>', say('cli.diff.view'))
    .addOption(new Option('--theme <theme>', say('cli.option.theme')).choices(FILE_THEMES).default('light'))
    .option('--check', say('cli.diff.check'))
    .action((base: string, head: string, options: Options) => diff(base, head, options, context));
};

async function diff(base: string, head: string, options: Options, { world, end }: Context): Promise<void> {
  const all = compared(architecturesOf(base, world), architecturesOf(head, world), head);
  for (const { name, base: was, head: is } of all) for (const side of new Set([was, is])) if (side) noteIfBroken(side, { written: name }, world);
  const places = new Places(fromPath(world.cwd));
  const colour = options.output === undefined && wantsColour(world, world.stdout);
  answer(await written(all, options, places, colour), options.output, world);
  end(options.check && isDifferent(all) ? EXIT.findings : EXIT.clean);
}

function written(all: readonly Compared[], options: Options, places: Places, colour: boolean): string | Promise<string> {
  switch (options.format) {
    case 'text': return differenceText(all, places, colour);
    case 'json': return differenceJson(all, places);
    case 'markdown': return differenceMarkdown(all, places);
    case 'svg': return picture(all, options);
  }
}

/** By path and variant; two files are one pair whatever they are called, and so are two variants that were named. */
function compared(base: readonly Architecture[], head: readonly Architecture[], named: string): Compared[] {
  if (base.length === 1 && head.length === 1) return [pair(base[0]!, head[0]!, named)];
  const key = ({ path, variant }: Architecture): string => JSON.stringify([path, variant]);
  const waiting = new Map(base.map((each) => [key(each), each]));
  const both = head.map((each): Compared => {
    const other = waiting.get(key(each));
    waiting.delete(key(each));
    return other ? pair(other, each, named) : { name: nameOf(each, named), head: each.analyse() };
  });
  return [...both, ...[...waiting.values()].map((each): Compared => ({ name: nameOf(each, named), base: each.analyse() }))];
}

function pair(base: Architecture, head: Architecture, named: string): Compared {
  const [was, is] = [base.analyse(), head.analyse()];
  const [from, to] = [nameOf(base, named), nameOf(head, named)];
  return { name: from === to ? to : say('cli.diff.pair', { base: from, head: to }), base: was, head: is, difference: difference(was, is) };
}

function nameOf({ path, variant }: Architecture, named: string): string {
  const file = path === '' ? named.replace(/#[^#]*$/u, '') : path;
  return variant === undefined ? file : say('cli.diff.variant', { file, variant });
}

async function picture(all: readonly Compared[], { view, theme }: Options): Promise<string> {
  const [only, ...more] = all;
  if (!only || more.length > 0) throw new Fault(text('cli.fault.many-pictures', { names: all.map(({ name }) => name) }));
  const { base, head, difference: found } = only;
  if (!base || !head || !found) throw new Fault(text('cli.fault.nothing-to-compare', { name: only.name }));
  const both = union(base.model, head.model, found.matching);
  if (!isViewOf(both, view)) {
    const views = [...both.views, ...automaticViews(both)].map(({ name }) => name);
    throw new Fault(text('cli.fault.unknown-view', { file: only.name, view: view!, views, count: views.length }));
  }
  const scene = await drawing(both, {
    ...(view === undefined ? {} : { view }), findings: head.findings, changes: marksOf(found), passes: { ...passesOf(base.facts), ...passesOf(head.facts) },
  });
  return toSvg(scene, { theme });
}
