/** All findings of a model: every rule and every static expectation, precedence applied, sorted by place. */
import { expectationRules } from '../expectations/rules.js';
import { carriage, dialKey, flowDials } from '../facts/network/index.js';
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
  traceFlows(facts);
  for (const rule of allRules) {
    const severity = settings.rules?.[rule.id];
    if (severity === 'off') continue;
    for (const finding of findingsOf(facts, rule)) found.push(severity === undefined ? finding : { ...finding, severity });
  }
  return applyPrecedence(facts, found).sort((a, b) => compareOrigins(a.origin, b.origin) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

/**
 * The flows' connections, one question each, before anything is built on all of them: an analysis in slices then takes
 * up where it stopped, instead of beginning the structure function anew for every trace that it still lacks.
 */
function traceFlows(facts: Facts): void {
  for (const flow of Object.keys(facts.flows)) {
    for (const dial of facts.ask(flowDials, flow)) facts.ask(carriage, dialKey(dial));
  }
}

/** What one rule finds, by the keys of its findings. */
export function keysFound(facts: Facts, id: string): Set<string> {
  return new Set(allRules.filter((rule) => rule.id === id).flatMap((rule) => findingsOf(facts, rule).map(({ key }) => key)));
}

const finished = new WeakMap<Facts, Map<string, readonly Finding[]>>();

/** A rule that came to its end is not asked again of the same facts: an analysis in slices would begin it anew in each. */
function findingsOf(facts: Facts, rule: Rule): readonly Finding[] {
  let byRule = finished.get(facts);
  if (!byRule) finished.set(facts, (byRule = new Map()));
  let findings = byRule.get(rule.id);
  if (!findings) {
    facts.checkpoint();
    byRule.set(rule.id, (findings = [...rule.run(facts)]));
  }
  return findings;
}
