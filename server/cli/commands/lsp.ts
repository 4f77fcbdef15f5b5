/**
 * `lintel lsp --stdio`: the language server for every editor. It is a program of its own that lies beside this one;
 * the two share the language, not code of each other.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Option } from 'commander';
import { text } from '#language/messages/word.js';
import type { AddCommand } from '../context.js';
import { Fault } from '../fault.js';
import { say } from '../say.js';

export const addLsp: AddCommand = (program, { world }) => {
  program.command('lsp').description(say('cli.lsp'))
    .option('--stdio', say('cli.lsp.stdio'))
    // Editors add it to say whose end is the server's end too; the server reads it itself.
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .action(({ stdio }: { stdio?: boolean }) => {
      if (!stdio) throw new Fault(text('cli.fault.no-stdio'));
      const server = join(world.assets, 'language-server.cjs');
      if (!existsSync(server)) throw new Fault(text('cli.fault.not-built', { path: server }));
      createRequire(server)(server);
    });
};
