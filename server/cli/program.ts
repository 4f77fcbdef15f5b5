/** All commands joined to one program; nothing here but composition and the words of its help. */
import { Command } from 'commander';
import { addAvailability } from './commands/availability.js';
import { addCheck } from './commands/check.js';
import { addDiff } from './commands/diff.js';
import { addExplain } from './commands/explain.js';
import { addFmt } from './commands/fmt.js';
import { addLsp } from './commands/lsp.js';
import { addMarkdown } from './commands/markdown.js';
import { addMatrix } from './commands/matrix.js';
import { addPreview } from './commands/preview.js';
import { addRender } from './commands/render.js';
import { addRules } from './commands/rules.js';
import { addSimulate } from './commands/simulate.js';
import { addTest } from './commands/test.js';
import { addTrace } from './commands/trace.js';
import type { AddCommand, Context } from './context.js';
import { say } from './say.js';

const COMMANDS: readonly AddCommand[] = [
  addCheck, addTrace, addMatrix, addAvailability, addSimulate, addTest, addRender, addMarkdown, addDiff, addPreview, addFmt, addRules, addExplain, addLsp,
];

const HEADINGS: Record<string, string> = {
  'Usage:': say('cli.usage'), 'Arguments:': say('cli.heading.arguments'), 'Options:': say('cli.heading.options'),
  'Global Options:': say('cli.heading.global-options'), 'Commands:': say('cli.heading.commands'),
};

export function programOf(context: Context): Command {
  const { world } = context;
  const program = new Command('lintel').description(say('cli.description'))
    .version(world.version, '-v, --version', say('cli.option.version'))
    .helpOption('-h, --help', say('cli.option.help'))
    .helpCommand('help [command]', say('cli.help'))
    .option('--verbose', say('cli.option.verbose'))
    .exitOverride()
    .configureOutput({
      writeOut: (written) => world.stdout.write(written),
      // Faults are written in one place, on one line.
      writeErr: () => undefined,
      getOutHelpWidth: () => world.stdout.columns ?? 80,
      getOutHasColors: () => false,
    })
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title, showGlobalOptions: false });
  for (const add of COMMANDS) add(program, context);
  return program;
}
