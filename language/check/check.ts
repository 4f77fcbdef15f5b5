/** All findings of a model: every rule and every static expectation, precedence applied, sorted by place. */
import { expectationRules } from '../expectations/rules.js';
import type { Facts } from '../facts/query.js';
import type { Finding, Severity } from '../model/finding.js';
import { compareOrigins } from '../model/origin.js';
import { rules as modelRules } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import { applyPrecedence } from './precedence.js';

/** What `lintel.json` says. */
export interface Settings {
  rules?: Record<string, Severity | 'off'>;
}

/** Every rule that there is, sorted by id. */
export const allRules: readonly Rule[] = [...modelRules, ...expectationRules].sort((a, b) => (a.id < b.id ? -1 : 1));

export function check(facts: Facts, settings: Settings = {}): Finding[] {
  const found: Finding[] = [];
  for (const rule of allRules) {
    const severity = settings.rules?.[rule.id];
    if (severity === 'off') continue;
    for (const finding of rule.run(facts)) found.push(severity === undefined ? finding : { ...finding, severity });
  }
  return applyPrecedence(facts, found).sort((a, b) => compareOrigins(a.origin, b.origin) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
