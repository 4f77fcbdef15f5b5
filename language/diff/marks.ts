/** The difference as marks on the parts of the union's picture. */
import { text, word } from '../messages/word.js';
import type { Id } from '../model/model.js';
import type { Difference } from './difference.js';
import type { Change } from './parts.js';
import { ruleText, traitText } from './texts.js';

export interface Mark {
  change: Change;
  title: string;
}

export function marksOf({ parts, rules }: Difference): Record<Id, Mark> {
  const lines = new Map<Id, { change: Change; said: string[] }>();
  const at = (id: Id, change: Change): string[] => {
    const known = lines.get(id) ?? { change, said: [] };
    lines.set(id, known);
    return known.said;
  };
  for (const { id, change, traits } of parts) {
    if (change === 'changed') at(id, change).push(...traits.map((trait) => word(traitText(trait))));
    else at(id, change).push(word(text('diff.mark', { change })));
  }
  for (const rule of rules) at(rule.on, 'changed').push(word(ruleText(rule)));
  return Object.fromEntries([...lines].map(([id, { change, said }]) => [id, { change, title: said.join('\n') }]));
}
