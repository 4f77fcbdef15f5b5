/** `lintel fmt`: formats files in place, or with `--check` says which are not formatted. */
import { format } from '#language/syntax/format/format.js';
import { parseDocument } from '#language/syntax/document.js';
import { text } from '#language/messages/word.js';
import { fromPath } from '#language/model/uri.js';
import { NodeFiles } from '../../host/node-files.js';
import type { AddCommand, Context } from '../context.js';
import { EXIT, Fault } from '../fault.js';
import { givenFiles } from '../inputs.js';
import { writeFile } from '../output.js';
import { Places } from '../places.js';
import { say } from '../say.js';

export const addFmt: AddCommand = (program, context) => {
  program.command('fmt').description(say('cli.fmt'))
    .argument('[path...]', say('cli.argument.paths'))
    .option('--check', say('cli.fmt.check'))
    .action((paths: string[], options: { check?: boolean }) => fmt(paths, options.check ?? false, context));
};

function fmt(paths: readonly string[], checking: boolean, { world, end }: Context): void {
  const files = new NodeFiles([]);
  const places = new Places(fromPath(world.cwd));
  const unformatted: string[] = [];
  const broken: string[] = [];
  for (const { uri, path } of givenFiles(paths, world)) {
    const before = files.read(uri) ?? '';
    if (!parseDocument(uri, before).healthy) broken.push(places.file(uri));
    const after = format(before);
    if (after === before) continue;
    unformatted.push(places.file(uri));
    if (!checking) writeFile(path, after, world);
  }
  if (unformatted.length > 0) world.stdout.write(`${unformatted.join('\n')}\n`);
  end(checking && unformatted.length > 0 ? EXIT.findings : EXIT.clean);
  if (broken.length > 0) throw new Fault(text('cli.fault.syntax', { files: broken, count: broken.length }));
}
