/** `lintel preview`: the live picture in a browser, fed from the files as they are saved. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from '#language/messages/word.js';
import type { AddCommand, Context } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { givenFile } from '../inputs.js';
import { FilePictures } from '../file-pictures.js';
import { say } from '../say.js';
import { openProject, requireDrawable } from '../session.js';
import { wholeNumber } from '../whole-number.js';
import { startPreviewServer, type PreviewServer } from '../../preview/server.js';

interface Options { port?: number; open: boolean; edit?: boolean }

const HIGHEST_PORT = 65_535;

export const addPreview: AddCommand = (program, context) => {
  program.command('preview').description(say('cli.preview'))
    .argument('<file>', say('cli.argument.file'))
    .option('--port <n>', say('cli.preview.port'), (value) => wholeNumber(value, 1, HIGHEST_PORT))
    .option('--edit', say('cli.preview.edit'))
    .option('--no-open', say('cli.preview.no-open'))
    .action((file: string, options: Options) => preview(file, options, context));
};

async function preview(file: string, { port, open, edit }: Options, { world, end }: Context): Promise<void> {
  const given = givenFile(file, world);
  requireDrawable(openProject([given]), given); // What is wrong with the question is said before a server stands.
  const page = join(world.assets, 'preview.js');
  if (!existsSync(page)) throw new Fault(text('cli.fault.not-built', { path: page }));
  const pictures = new FilePictures(given, world.assets, edit === true);
  try {
    const server = await start(pictures, port, world.assets);
    world.stdout.write(`${say('cli.preview.at', { file: given.written, url: server.url })}\n`);
    if (world.stderr.isTTY) world.stderr.write(`${say('cli.preview.stop')}\n`);
    if (open) world.openBrowser(server.url);
    await world.untilInterrupted();
    await server.close();
  } finally {
    pictures.close();
  }
  end(EXIT.clean);
}

async function start(pictures: FilePictures, port: number | undefined, folder: string): Promise<PreviewServer> {
  try {
    return await startPreviewServer(pictures, { folder, ...(port === undefined ? {} : { port }) });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown;
    throw new Fault(text('cli.fault.port-taken', { port: String(port) }), { cause: thrown });
  }
}
