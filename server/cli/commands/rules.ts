/** `lintel rules`: the catalogue, a line a rule. */
import type { AddCommand } from '../context.js';
import { ruleEntries } from '../rule-entries.js';
import { say } from '../say.js';
import { table } from '../table.js';

export const addRules: AddCommand = (program, { world }) => {
  program.command('rules').description(say('cli.rules')).action(() => {
    const rows = ruleEntries().map(({ id, severity, fixable, title }) => [id, say('cli.severity', { severity }), fixable ? say('cli.rules.fix') : '', title]);
    world.stdout.write(`${table(rows, '').join('\n')}\n`);
  });
};
