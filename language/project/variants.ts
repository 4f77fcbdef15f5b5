/** Findings of several variants of one architecture: what holds in all of them is said once, the rest carries its variant. */
import type { Finding } from '../model/finding.js';
import { compareOrigins } from '../model/origin.js';

interface Checked {
  variant?: string;
  findings: readonly Finding[];
}

export function mergeVariants(analyses: readonly Checked[]): Finding[] {
  if (analyses.length <= 1) return analyses[0] ? [...analyses[0].findings] : [];
  const found = new Map<string, { finding: Finding; variants: Set<string> }>();
  for (const { variant, findings } of analyses) {
    for (const finding of findings) {
      const { uri, range } = finding.origin;
      // Names and figures may differ from variant to variant: then each is told with its own.
      const said = JSON.stringify([finding.what, finding.why]);
      const key = [finding.rule, uri, range.start.line, range.start.character, finding.severity, finding.key, said].join('|');
      const known = found.get(key) ?? { finding, variants: new Set<string>() };
      known.variants.add(variant ?? '');
      found.set(key, known);
    }
  }
  const merged: Finding[] = [];
  for (const { finding, variants } of found.values()) {
    if (variants.size === analyses.length) merged.push(finding);
    else for (const variant of variants) merged.push({ ...finding, variant });
  }
  return merged.sort((a, b) => compareOrigins(a.origin, b.origin) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
