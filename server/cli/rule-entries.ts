/** Every rule with its page. */
import { allRules } from '#language/check/check.js';
import { word } from '#language/messages/word.js';
import { rulePages } from '#language/rules/pages.generated.js';
import type { RuleEntry } from './rule-entry.js';

export function ruleEntries(): RuleEntry[] {
  return allRules.map(({ id, severity, fixable, title }) => ({ id, severity, fixable, title: word(title), page: rulePages[id] ?? '' }));
}
