/** `lintel markdown`: pages with their blocks of `arch` drawn, for documentation sites; in a pipe, or from files to files. */
import { Option } from 'commander';
import { statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { BlockPainter } from '#language/markdown/draw-block.js';
import { text } from '#language/messages/word.js';
import { fromPath } from '#language/model/uri.js';
import { NodeFiles } from '../../host/node-files.js';
import { workspaceOf } from '../../host/workspace.js';
import type { AddCommand, Context } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { writeFile } from '../output.js';
import { readPage } from '../read-page.js';
import { say } from '../say.js';

interface Options { output?: string; images?: string; theme: 'light' | 'dark' | 'page' }

export const addMarkdown: AddCommand = (program, context) => {
  program.command('markdown').description(say('cli.markdown'))
    .argument('[files...]', say('cli.markdown.files'))
    .option('--output <path>', say('cli.markdown.output'))
    .option('--images <folder>', say('cli.markdown.images'))
    .addOption(new Option('--theme <theme>', say('cli.markdown.theme')).choices(['page', 'light', 'dark']).default('page'))
    .action((files: string[], options: Options) => filter(files, options, context));
};

interface Page { /** As the user wrote it; `-` for standard input. */ written: string; /** Absolute. */ path: string; text: string; /** Undefined: standard output. */ target: string | undefined }

async function filter(files: readonly string[], options: Options, { world, end }: Context): Promise<void> {
  const { cwd } = world;
  const { filterMarkdown } = await import('../../markdown/filter.js');
  const pages: Page[] = [];
  for (const written of files.length > 0 ? files : ['-']) {
    const path = written === '-' ? join(cwd, 'page.md') : resolve(cwd, written);
    pages.push({ written, path, text: written === '-' ? await world.readInput() : readPage(written, path), target: targetOf(written, path, files.length, options, cwd) });
  }
  const images = options.images === undefined ? undefined : resolve(cwd, options.images);
  let clean = true;
  for (const { written, path, text: page, target } of pages) {
    const drawn = images === undefined ? {} : { image: (svg: string, number: number) => keepImage(svg, number, { images, path, from: dirname(target ?? path), world }) };
    const { text: filtered, remarks } = filterMarkdown(page, { page: fromPath(path), painter: new BlockPainter(new NodeFiles([workspaceOf(path)])), theme: options.theme, ...drawn });
    for (const { line, said } of remarks) world.stderr.write(`${say('cli.markdown.remark', { file: written === '-' ? '<stdin>' : written, line: String(line), said })}\n`);
    clean &&= remarks.length === 0;
    if (target === undefined) world.stdout.write(filtered);
    else writeFile(target, filtered, world);
  }
  end(clean ? EXIT.clean : EXIT.findings);
}

/** @throws Fault where several pages would go to one place. */
function targetOf(written: string, path: string, count: number, { output }: Options, cwd: string): string | undefined {
  if (output === undefined) {
    if (count > 1) throw new Fault(text('cli.fault.markdown-output'));
    return undefined;
  }
  const target = resolve(cwd, output);
  const isFolder = count > 1 || /[\\/]$/.test(output) || statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return target;
  const inside = relative(cwd, path);
  return join(target, written === '-' || inside.startsWith('..') || isAbsolute(inside) ? basename(path) : inside);
}

interface ImagePlace { images: string; path: string; from: string; world: Context['world'] }

function keepImage(svg: string, number: number, { images, path, from, world }: ImagePlace): string {
  const inside = relative(world.cwd, path);
  const stem = (inside.startsWith('..') || isAbsolute(inside) ? basename(path) : inside).replace(/\.\w+$/, '').split(/[\\/]/).join('-');
  const file = join(images, `${stem}-${number}.svg`);
  writeFile(file, svg, world);
  return relative(from, file).split('\\').join('/');
}
