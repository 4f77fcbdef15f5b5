/**
 * Findings as badges: a finding stands at its culprit, or at what hides it. Where the picture does not show the culprit
 * at all, an error or warning stands at the next part that it is about; lesser ones are left to pictures that do.
 */
import type { Finding, Severity } from '../model/finding.js';
import type { Id } from '../model/model.js';
import { say } from './names.js';
import type { Badge } from './scene.js';

const GRAVITY: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Badges by the node or edge that carries them. */
export function badgesBy(findings: readonly Finding[], carrier: (subject: Id) => string | undefined): Map<string, Badge[]> {
  const gathered = new Map<string, Finding[]>();
  for (const finding of findings) {
    const subjects = finding.severity === 'error' || finding.severity === 'warning' ? finding.subjects : finding.subjects.slice(0, 1);
    const culprit = subjects.map(carrier).find((id) => id !== undefined);
    if (culprit !== undefined) gathered.set(culprit, [...(gathered.get(culprit) ?? []), finding]);
  }
  return new Map([...gathered].map(([id, of]) => [id, badges(of)]));
}

function badges(findings: readonly Finding[]): Badge[] {
  const found: Badge[] = [];
  for (const severity of GRAVITY) {
    const of = findings.filter((finding) => finding.severity === severity);
    if (of.length === 0) continue;
    const rules = [...new Set(of.map((finding) => finding.rule))].sort();
    const count = say('scene.findings', { count: of.length, severity });
    found.push({ severity, count: of.length, rules, title: say('scene.findings.title', { findings: count, rules }) });
  }
  return found;
}
