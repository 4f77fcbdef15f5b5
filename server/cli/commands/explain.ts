/** `lintel explain`: the page of a rule, as it stands beside it. */
import { text } from '#language/messages/word.js';
import { nearest } from '#language/syntax/lower/nearest.js';
import type { AddCommand } from '../context.js';
import { Fault } from '../fault.js';
import { ruleEntries } from '../rule-entries.js';
import { say } from '../say.js';

export const addExplain: AddCommand = (program, { world }) => {
  program.command('explain').description(say('cli.explain'))
    .argument('<rule>', say('cli.argument.rule'))
    .action((rule: string) => { world.stdout.write(pageOf(rule)); });
};

function pageOf(rule: string): string {
  const entries = ruleEntries();
  const found = entries.find(({ id }) => id === rule);
  if (found) return `${found.page.trimEnd()}\n`;
  const ids = entries.map(({ id }) => id);
  // The name without its area is what people remember.
  const candidates = [...ids.filter((id) => id.endsWith(`/${rule}`)), ...nearest(rule, ids)];
  throw new Fault(text('cli.fault.unknown-rule', { rule, candidates, count: candidates.length }));
}
