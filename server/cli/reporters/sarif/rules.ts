/** The rules as SARIF's reporting descriptors, with what code scanning shows beside a result. */
import type { ReportingDescriptor } from 'sarif';
import type { Severity } from '#language/model/finding.js';
import { areaOf, summaryOf, type RuleEntry } from '../../rule-entry.js';

export const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** How code scanning ranks findings that are no security results. */
const PROBLEM: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'recommendation', hint: 'recommendation' };
/** Scores in the middle of the bands that code scanning calls high, medium and low (CVSS v3 qualitative scale). */
const SCORES: Record<Severity, string> = { error: '8.0', warning: '5.5', info: '2.0', hint: '1.0' };
/** Longer descriptions are cut by code scanning. */
const LONGEST = 1024;

/** @param homepage of the project, where it has one: rule pages are found below it. */
export function descriptor(rule: RuleEntry, homepage?: string): ReportingDescriptor {
  const area = areaOf(rule.id);
  return {
    id: rule.id,
    name: nameOf(rule.id),
    shortDescription: { text: rule.title.slice(0, LONGEST) },
    fullDescription: { text: summaryOf(rule).slice(0, LONGEST) },
    ...(homepage === undefined ? {} : { helpUri: `${homepage.replace(/\/$/, '')}/blob/main/language/rules/${rule.id}.md` }),
    help: { text: rule.page, markdown: rule.page },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['architecture', area],
      precision: 'very-high',
      'problem.severity': PROBLEM[rule.severity],
      ...(area === 'security' ? { 'security-severity': SCORES[rule.severity] } : {}),
    },
  };
}

/** SARIF wants an identifier that people can read: `SecurityMissingFirewall`. */
function nameOf(id: string): string {
  return id.split(/[/-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
