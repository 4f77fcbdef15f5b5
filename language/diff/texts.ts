/** Differences in words, for every surface. */
import { text } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import type { RuleChange, TraitChange } from './parts.js';

/** `ip 10.1.3.11 → 10.1.3.12`; only what went or came where nothing took its place. */
export function traitText({ word, before, after }: TraitChange): Text {
  // A word that is its own statement: `async` says no more by being repeated.
  const said = (list: readonly string[]): string => list.filter((each) => each !== word).join(', ');
  const [was, is] = [said(before), said(after)];
  const how = before.length > 0 && after.length > 0 ? 'changed' : before.length > 0 ? 'removed' : 'added';
  return text(`diff.trait.${how}`, { word, before: was, after: is });
}

export function ruleText({ word, change, text: line }: Pick<RuleChange, 'word' | 'change' | 'text'>): Text {
  return text(`diff.rule.${change}`, { word, line });
}
